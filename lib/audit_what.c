/* What it was: told already, or stale. */

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "phrase.h"
#include "plan.h"

static bool
is_marketing(const struct mail *m)
{
	return m->message->class == CLASS_MARKETING;
}

/* The flow that it is of, or else the message. */
static const char *
subject(const struct mail *m)
{
	return m->message->flow != NULL && *m->message->step_name != '\0' ?
	    m->message->flow_name : m->message->name;
}

static int
by_what(const struct mail *l, const struct mail *r)
{
	int c = strcmp(subject(l), subject(r));

	/* Many a suite's flows have each an "Email 1". */
	if (c == 0)
		c = strcmp(l->message->flow_name, r->message->flow_name);
	if (c == 0)
		c = strcmp(l->message->step_name, r->message->step_name);
	return c != 0 ? c : (int)l->channel - (int)r->channel;
}

static int
by_id(const struct mail *l, const struct mail *r)
{
	return strcmp(l->origin->send_id, r->origin->send_id);
}

static int
by_trigger(const struct mail *l, const struct mail *r)
{
	int c = strcmp(l->origin->trigger_id, r->origin->trigger_id);

	return c != 0 ? c : by_what(l, r);
}

/* A way in which a message may be the same as another. */
struct sameness {
	const char *name;
	int (*compare)(const struct mail *l, const struct mail *r);
	bool (*applies)(const struct mail *m);
	bool is_timed;			/* only where it is soon after */
};

static bool
has_id(const struct mail *m)
{
	return *m->origin->send_id != '\0';
}

static bool
has_trigger(const struct mail *m)
{
	return *m->origin->trigger_id != '\0';
}

/* What is about an order, or about a product, may come again for another. */
static bool
has_name_alone(const struct mail *m)
{
	return !has_trigger(m) && is_marketing(m) && *subject(m) != '\0' &&
	    m->message->is_named &&
	    (m->message->flow == NULL ||
	    m->message->flow->reentry != REENTRY_ALWAYS);
}

static const struct sameness ways[] = {
	{ "send_id", by_id, has_id, false },
	{ "trigger_id", by_trigger, has_trigger, false },
	{ "message", by_what, has_name_alone, true }
};

static int
in_way(const void *a, const void *b, void *way)
{
	const struct mail *l = *(const struct mail *const *)a;
	const struct mail *r = *(const struct mail *const *)b;
	int c = ((const struct sameness *)way)->compare(l, r);

	return c != 0 ? c : mail_compare(l, r);
}

static bool
is_same(const struct audit *a, const struct sameness *w,
    const struct mail *before, const struct mail *m)
{
	struct instant then = { .seconds = before->at };

	return w->compare(before, m) == 0 && (!w->is_timed ||
	    m->at < instant_move(then, a->twice_within, 1,
	    instant_zone()).seconds);
}

/* "sent log.json:1, record 2, 2026-10-03T12:01:00Z" */
static const char *
say_before(const struct audit *a, const struct mail *m)
{
	struct pool *p = a->who.pool;
	const char *place = phrase_place(p, "sent", m->file, m->line);

	if (m->record > 0)
		place = phrase_print(p, "%s, record %u,", place,
		    (unsigned)m->record);
	return phrase_print(p, "%s %s", place, phrase_instant(p,
	    (struct instant){ .seconds = m->at }));
}

/* Find those that are the same in a way; those that were found stay so. */
static void
find_same(struct audit *a, const struct sameness *w,
    const struct mail **list, size_t n, size_t *n_found)
{
	char span[SPAN_ROOM];

	span_print(a->twice_within, span);
	qsort_r(list, n, sizeof *list, in_way, (void *)(uintptr_t)w);
	for (size_t i = 1; i < n; i++) {
		struct exhibit x = { .mail = list[i] };
		bool is_found = false;

		if (!is_same(a, w, list[i - 1], list[i]))
			continue;
		for (size_t k = *n_found; k < a->faults.n; k++)
			is_found |= a->faults.list[k].mail == list[i];
		if (!is_found)
			audit_find(a, &x, CODE_ALREADY_SENT, w->name,
			    say_before(a, list[i - 1]),
			    w->is_timed ? phrase_print(a->who.pool,
			    "not within %s", span) : "once");
	}
}

void
audit_twice(struct audit *a, const struct mail *const list[], size_t n)
{
	const struct mail **some;
	size_t before = a->faults.n;

	if (n < 2)
		return;
	if ((some = calloc(n, sizeof *some)) == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t w = 0; w < sizeof ways / sizeof *ways; w++) {
		size_t k = 0;

		for (size_t i = 0; i < n; i++)
			if (ways[w].applies(list[i]))
				some[k++] = list[i];
		if (k > 1)
			find_same(a, &ways[w], some, k, &before);
	}
	free(some);
}

/* When the step of x's trigger went, if that was later than planned: the next
   one waits for it. */
static struct instant
anchor_of(const struct exhibit *x, const struct step *step,
    struct instant planned)
{
	for (size_t i = 0; i < x->i; i++)
		if (x->list[i]->message->step == step &&
		    strcmp(x->list[i]->origin->trigger_id,
		    x->mail->origin->trigger_id) == 0 &&
		    x->list[i]->at > planned.seconds)
			planned.seconds = x->list[i]->at;
	return planned;
}

/* From when on the step is stale, by the plan of its flow; where it isn't known
   which step it is, that of the last. */
static struct instant
stale_from(const struct exhibit *x)
{
	const struct flow *flow = x->mail->message->flow;
	const struct step *last = x->mail->message->step;
	const struct zone *zone = x->zone != NULL ? x->zone : instant_zone();
	struct instant at = audit_latest(x->mail->origin->triggered.at);

	for (size_t i = 0; i < flow->n; i++) {
		const struct step *s = &flow->steps[i];

		at = plan_step(at, s, zone);
		/* Their best hour isn't known: it is within a day. */
		if (s->at == BEST_HOUR)
			at = instant_move(at, (struct span){ .days = 1 }, 1,
			    zone);
		if (s == last || i + 1 == flow->n)
			return plan_expiry(at, s, zone);
		at = anchor_of(x, s, at);
	}
	return (struct instant){ .seconds = INT64_MAX };
}

void
audit_expired(struct audit *a, const struct exhibit *x)
{
	const struct origin *o = x->mail->origin;
	const struct mailing *m = x->mail->message;
	struct instant from;

	if (o->expires.is_told)
		from = audit_latest(o->expires.at);
	else if (o->triggered.is_told && m->flow != NULL)
		from = stale_from(x);
	else
		return;
	if (x->mail->at >= from.seconds)
		audit_find(a, x, CODE_EXPIRED, o->expires.is_told ?
		    "expires_at" : "triggered_at", phrase_instant(a->who.pool,
		    (struct instant){ .seconds = x->mail->at }),
		    phrase_instant(a->who.pool, from));
}
