#include "retract.h"

#include <stdlib.h>
#include <string.h>

#include "gate.h"
#include "phrase.h"
#include "tally.h"
#include "turn.h"

/* What may make a planned send wrong, in turn. */
static gate *const stages[] = { gate_superseded, gate_refusal,
    gate_suppressed, gate_exit };

static const struct flow *
flow_of(const struct facts *f, const struct send *s, size_t *step)
{
	const struct flow *flow = flows_find(f->flows, s->flow);

	for (*step = 0; flow != NULL && *step < flow->n; (*step)++)
		if (strcmp(flow->steps[*step].id, s->step) == 0)
			return flow;
	return NULL;
}

/* Does the send still stand as it was planned: not decided anew since? */
static const struct earlier *
standing(const struct facts *f, const struct send *s)
{
	const struct earlier *e = NULL;

	do
		e = history_about(f->history, s->trigger_id, e);
	while (e != NULL && (strcmp(e->flow, s->flow) != 0 ||
	    strcmp(e->step, s->step) != 0));
	return e != NULL && e->action == ACTION_SEND &&
	    e->decided_at.seconds == s->decided_at.seconds ? e : NULL;
}

/* The occasion, as far as the ledger tells of it. */
static struct trigger
trigger_of(const struct facts *f, const struct planned *p,
    const struct flow *flow)
{
	const struct send *s = &p->send;
	struct trigger t = { .flow = flow, .id = s->trigger_id,
	    .at = s->triggered_at, .began = s->began, .since = "",
	    .reason = "", .data = s->data, .customer_id = s->customer_id,
	    .person = p->person,
	    .who = { .customer_id = s->customer_id, .email = "", .phone = "",
	    .push_token = "", .cells = pool_bytes(f->pool,
	    (f->asked.n + 1) * sizeof *t.who.cells) } };

	if (s->channel == CHANNEL_EMAIL)
		t.who.email = s->address;
	else if (s->channel == CHANNEL_SMS)
		t.who.phone = s->address;
	return t;
}

static const char *
say(const struct facts *f, const struct candidate *c)
{
	return phrase_print(f->pool, "%s: %s%s%s", code_name(c->code),
	    c->rule, *c->observed != '\0' ? ", " : "", c->observed);
}

/* The occasion, as the input has it; NULL: it hasn't. */
static const struct trigger *
find_trigger(const struct docket *d, const struct send *s)
{
	for (size_t i = 0; i < d->n; i++)
		if (strcmp(d->courses[i].trigger->id, s->trigger_id) == 0 &&
		    strcmp(d->courses[i].trigger->flow->name, s->flow) == 0)
			return d->courses[i].trigger;
	return NULL;
}

static bool
is_complete(const struct list *complete, const char *flow)
{
	size_t i = 0;

	while (i < complete->n && strcmp(complete->items[i], flow) != 0)
		i++;
	return i < complete->n;
}

/* Why it is wrong by now; NULL: it isn't. */
static const char *
reason_of(struct docket *d, const struct planned *p,
    const struct list *complete)
{
	const struct send *s = &p->send;
	size_t step;
	const struct flow *flow = flow_of(d->facts, s, &step);
	const struct trigger *now = find_trigger(d, s);
	struct trigger then;
	struct course k = { .zone = instant_zone() };
	struct candidate c;

	if (is_complete(complete, s->flow) && now == NULL)
		return "absent: the occasion is there no more";
	if (flow == NULL)
		return NULL;
	then = trigger_of(d->facts, p, flow);
	k.trigger = now != NULL ? now : &then;
	k.known = book_find(d->facts->who.book, &k.trigger->who, p->person);
	c = (struct candidate){ .trigger = k.trigger, .step = step,
	    .person = p->person, .planned = s->at, .at = s->at,
	    .first_at = s->at, .expires = s->expires_at,
	    .address = s->address, .rule = "", .observed = "",
	    .threshold = "" };
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
		if (!stages[i](d, &k, &c))
			return say(d->facts, &c);
	return NULL;
}

static int
compare(const void *a, const void *b)
{
	const struct send *l = a, *r = b;

	int c;

	if (l->at.seconds != r->at.seconds)
		return l->at.seconds < r->at.seconds ? -1 : 1;
	c = strcmp(l->customer_id, r->customer_id);
	return c != 0 ? c : strcmp(l->id, r->id);
}

/* The turn of each person; 0: they have none in this run, else one more. */
static size_t *
places_of(struct facts *f, const struct turns *t)
{
	size_t *places = pool_bytes(f->pool, (people_count(f->who.people) + 1) *
	    sizeof *places);

	for (size_t i = 0; i < t->n; i++)
		places[t->list[i].person] = i + 1;
	return places;
}

struct retracts
retracts_judge(struct facts *f, const struct list *complete, bool take)
{
	struct turns t = turns_of(f, DICT_NONE);
	size_t *places = places_of(f, &t), room = 0;
	struct docket d = { .facts = f };
	struct retracts all = { .n = 0 };

	for (size_t i = 0; i < f->n_planned; i++) {
		const struct planned *p = &f->planned[i];
		size_t place = places[p->person];
		const struct earlier *e = standing(f, &p->send);
		struct send s = p->send;

		if (e == NULL)
			continue;
		docket_open(&d, p->person, place == 0 ? NULL :
		    t.list[place - 1].triggers, place == 0 ? 0 :
		    t.list[place - 1].n);
		if ((s.reason = reason_of(&d, p, complete)) == NULL)
			continue;
		if (take)
			history_call_back(f->history, e);
		s.action = ACTION_RETRACT;
		s.decided_at = f->as_of;
		all.list = pool_grow(all.list, &room, all.n + 1,
		    sizeof *all.list);
		all.list[all.n++] = s;
	}
	if (all.n > 0)
		qsort(all.list, all.n, sizeof *all.list, compare);
	turns_free(&t);
	docket_free(&d);
	return all;
}

void
retracts_say(const struct retracts *r, bool are_written)
{
	if (r->n == 0)
		return;
	if (are_written)
		tally_note("retracted: %zu", r->n);
	else
		tally_note("%zu planned send%s become wrong (want --retract "
		    "FILE)", r->n, r->n == 1 ? " has" : "s have");
}
