#include "judge.h"

#include <stdlib.h>
#include <string.h>

#include "best.h"
#include "bucket.h"
#include "gate.h"
#include "pace.h"
#include "phrase.h"
#include "plan.h"
#include "tally.h"
#include "trigger_compare.h"
#include "turn.h"

/* The stages, in order; the last ones again where the one before moved it. */
static gate *const stages[] = { gate_sent, gate_passed, gate_expired,
    gate_superseded, gate_entry, gate_address, gate_relay, gate_consent,
    gate_suppressed, gate_exit, gate_condition, gate_zone, gate_quiet,
    gate_caps };
static gate *const last[] = { gate_consent, gate_suppressed };

static bool
passes(struct docket *d, const struct course *k, struct candidate *c)
{
	for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
		if (!stages[i](d, k, c))
			return false;
	if (c->at.seconds == c->first_at.seconds)
		return true;
	for (size_t i = 0; i < sizeof last / sizeof *last; i++)
		if (!last[i](d, k, c))
			return false;
	return true;
}

/* Is nothing more to be said to them, in this flow? */
static bool
ends_flow(enum code c)
{
	return c == CODE_NO_CONSENT || c == CODE_SUPPRESSED ||
	    c == CODE_EXIT || c == CODE_SUPERSEDED || c == CODE_REENTRY;
}

/* Tell the bucket of the customer, and below which one they'd be held. */
static void
tell_bucket(struct docket *d, struct candidate *c, const struct holdout *h)
{
	unsigned bucket = bucket_of(h->salt, c->trigger->customer_id);
	struct pool *p = d->facts->pool;

	d->tell(c, CODE_HELD, bucket >= h->hundredths,
	    phrase_print(p, "holdout %s", h->salt),
	    phrase_print(p, "%u", bucket),
	    phrase_print(p, "held below %u", h->hundredths));
}

/* Are they held out, of this flow or of all?  Then what they'd get is held. */
static bool
is_held(struct docket *d, struct candidate *c)
{
	const struct holdout *const from[] = {
		&flows_limits(d->facts->flows)->holdout,
		&c->trigger->flow->limits.holdout
	};

	if (candidate_step(c)->class == CLASS_TRANSACTIONAL)
		return false;
	for (int i = 0; i < 2; i++) {
		const char *key = c->trigger->customer_id;

		if (from[i]->hundredths == 0)
			continue;
		if (d->tell != NULL)
			tell_bucket(d, c, from[i]);
		if (bucket_held(from[i]->salt, key, from[i]->hundredths))
			return true;
	}
	return false;
}

static const char *
variant_of(const struct candidate *c)
{
	const struct variants *v = &c->trigger->flow->variants;

	return v->salt == NULL ? "" : v->names[bucket_share(v->salt,
	    c->trigger->customer_id, v->weights, v->n)];
}

/* The first step, for one who comes late: now. */
static struct instant
plan_first(const struct docket *d, const struct course *k)
{
	return k->starts_late ? d->facts->as_of : best_plan(d, k,
	    &k->trigger->flow->steps[0], k->trigger->at);
}

static struct candidate
candidate_of(const struct docket *d, const struct course *k,
    struct instant planned)
{
	const struct trigger *t = k->trigger;
	struct candidate c = { .trigger = t, .step = k->step,
	    .person = d->person, .planned = planned, .at = planned,
	    .address = "", .rule = "", .observed = "", .threshold = "" };

	c.variant = variant_of(&c);
	c.expires = plan_expiry(planned, &t->flow->steps[k->step], k->zone);
	if (t->may_expire && t->expires.seconds < c.expires.seconds)
		c.expires = t->expires;
	/* One that was missed goes now, unless it is stale. */
	if (planned.seconds < d->facts->as_of.seconds)
		c.at = d->facts->as_of;
	c.at.is_date = false;
	c.first_at = c.at;
	return c;
}

/*
 * Plan the step that k is at, behind the one planned or sent at anchor.  False
 * if none of the rest is due.
 */
static bool
plan_next(const struct docket *d, struct course *k, struct instant anchor,
    struct judged *into)
{
	const struct flow *flow = k->trigger->flow;
	struct instant planned;

	if (k->step == flow->n)
		return false;
	planned = k->step == 0 ? plan_first(d, k) :
	    best_plan(d, k, &flow->steps[k->step], anchor);
	if (k->step >= k->behind &&
	    planned.seconds > d->facts->until.seconds) {
		into->later += flow->n - k->step;
		return false;
	}
	k->next = candidate_of(d, k, planned);
	if (k->step == 0)
		k->entry = k->next.at.seconds < k->next.expires.seconds ?
		    k->next.at : k->next.expires;
	return true;
}

/* May its first step, stale by its ttl alone, go now? */
static bool
may_catch_up(const struct docket *d, const struct course *k)
{
	const struct candidate *c = &k->next;

	return k->behind == 0 && c->step == 0 && !k->starts_late &&
	    plan_expiry(c->planned, candidate_step(c), k->zone).seconds <=
	    d->facts->as_of.seconds &&
	    (!c->trigger->may_expire ||
	    c->trigger->expires.seconds > d->facts->as_of.seconds);
}

/* The first step of k goes now, or no more than it did. */
static void
start_late(const struct docket *d, struct course *k, bool late,
    struct judged *into)
{
	k->starts_late = late;
	plan_next(d, k, k->trigger->at, into);
}

/* Decide about the step that k is at, which is due, and plan the one behind
   it.  False if nothing more of k is due. */
static bool
decide(struct docket *d, struct course *k, struct judged *into, int *catch_up)
{
	struct candidate *c = &k->next;
	struct instant anchor;

	if (k->starts_late && k->step == 0 && *catch_up == 0)
		start_late(d, k, false, into);
	anchor = c->planned;
	if (k->ended) {
		into->ended++;
	} else {
		if (passes(d, k, c)) {
			c->code = is_held(d, c) ? CODE_HELD : CODE_SEND;
			docket_accept(d, k, c);
			anchor = c->at;
			*catch_up -= k->starts_late && k->step == 0;
		}
		candidates_add(&into->candidates, c);
		k->ended = ends_flow(c->code);
	}
	if (k->past[k->step] != NULL)
		anchor = k->past[k->step]->send_at;
	k->step++;
	return plan_next(d, k, anchor, into);
}

/* Is a's next step decided before b's? */
static bool
goes_before(const struct course *a, const struct course *b)
{
	const struct candidate *l = &a->next, *r = &b->next;
	int left = candidate_step(l)->priority;
	int right = candidate_step(r)->priority, c;

	if (left != right)
		return left > right;
	if (l->planned.seconds != r->planned.seconds)
		return l->planned.seconds < r->planned.seconds;
	c = strcmp(a->trigger->flow->name, b->trigger->flow->name);
	if (c == 0 && l->step != r->step)
		return l->step < r->step;
	return c != 0 ? c < 0 : strcmp(a->trigger->id, b->trigger->id) < 0;
}

/* A heap: no course goes before the one above it. */
static void
sink_down(struct course **heap, size_t n, size_t i)
{
	for (size_t best;; i = best) {
		struct course *k = heap[i];

		best = i;
		for (size_t below = 2 * i + 1; below <= 2 * i + 2; below++)
			if (below < n && goes_before(heap[below], heap[best]))
				best = below;
		if (best == i)
			return;
		heap[i] = heap[best];
		heap[best] = k;
	}
}

/* Judge one person's case. */
static void
judge_person(struct docket *d, struct judged *into, int *catch_up)
{
	struct course **heap = pool_bytes(d->facts->pool,
	    (d->n + 1) * sizeof *heap);
	size_t n = 0;

	for (size_t i = 0; i < d->n; i++) {
		struct course *k = &d->courses[i];

		if (!plan_next(d, k, k->trigger->at, into))
			continue;
		if (*catch_up > 0 && may_catch_up(d, k))
			start_late(d, k, true, into);
		heap[n++] = k;
	}
	for (size_t i = n; i-- > 0;)
		sink_down(heap, n, i);
	while (n > 0) {
		if (!decide(d, heap[0], into, catch_up))
			heap[0] = heap[--n];
		if (n > 0)
			sink_down(heap, n, 0);
	}
}

/* The newest trigger of the person's that would have to start late; or NULL. */
static const struct trigger *
newest_late(struct docket *d)
{
	const struct trigger *newest = NULL;
	struct judged nothing = { .later = 0 };

	for (size_t i = 0; i < d->n; i++) {
		struct course *k = &d->courses[i];

		if (plan_next(d, k, k->trigger->at, &nothing) &&
		    may_catch_up(d, k) && (newest == NULL ||
		    trigger_is_newer(k->trigger, newest)))
			newest = k->trigger;
	}
	return newest;
}

/* Those who would start late come first, the newest trigger before others. */
static int
by_newest(const void *a, const void *b)
{
	const struct trigger *left = ((const struct turn *)a)->newest;
	const struct trigger *right = ((const struct turn *)b)->newest;

	if (left == NULL || right == NULL)
		return (left == NULL) - (right == NULL);
	return trigger_is_newer(left, right) ? -1 :
	    trigger_is_newer(right, left);
}

static void
sort_turns(struct docket *d, struct turns *t)
{
	for (size_t i = 0; i < t->n; i++) {
		struct turn *turn = &t->list[i];

		docket_open(d, turn->person, turn->triggers, turn->n);
		turn->newest = newest_late(d);
	}
	if (t->n > 0)
		qsort(t->list, t->n, sizeof *t->list, by_newest);
}

struct judged
judge_all(struct facts *f, int catch_up, const struct listener *to)
{
	bool need_all = flows_limits(f->flows)->need_all;
	/* Where flows start late, it depends on others who does. */
	struct turns t = turns_of(f, to != NULL && catch_up == 0 &&
	    !need_all ? to->person : DICT_NONE);
	struct judged into = { .later = 0 };
	struct docket d = { .facts = f };

	if (need_all)
		f->everybody = best_everybody(f, &t);
	if (catch_up > 0)
		sort_turns(&d, &t);
	for (size_t i = 0; i < t.n; i++) {
		docket_open(&d, t.list[i].person, t.list[i].triggers,
		    t.list[i].n);
		d.tell = to != NULL && to->person == d.person ? to->tell :
		    NULL;
		judge_person(&d, &into, &catch_up);
	}
	turns_free(&t);
	docket_free(&d);
	pace(f, &into.candidates);
	candidates_sort(&into.candidates);
	return into;
}

void
judged_say(const struct judged *j)
{
	if (j->later > 0)
		tally_set_aside("later steps", j->later);
	if (j->ended > 0)
		tally_set_aside("steps of a flow that has ended", j->ended);
	candidates_say(&j->candidates);
}
