#include <string.h>

#include "gate.h"
#include "phrase.h"
#include "plan.h"

/* Another time that the person was let into the flow: its first message, and
   the last of them by their place in the flow. */
struct entry {
	const char *trigger_id;
	struct instant triggered_at, first, last_at;
	size_t last;		/* n of the flow: it isn't a step any more */
};

/* The place of the step in the flow, or n. */
static size_t
place_of(const struct flow *flow, const char *step)
{
	size_t i = 0;

	while (i < flow->n && strcmp(flow->steps[i].id, step) != 0)
		i++;
	return i;
}

static void
take(struct entry *e, struct instant at, struct instant triggered_at,
    size_t place, size_t n)
{
	bool is_first = e->first.seconds == INT64_MAX;

	if (at.seconds < e->first.seconds)
		e->first = at;
	if (is_first || e->last == n || (place < n && place > e->last)) {
		e->last = place;
		e->last_at = at;
	}
	e->triggered_at = triggered_at;
}

/* All that went out of this trigger, in this run too; false: nothing did. */
static bool
entry_of(const struct docket *d, const struct flow *flow, const char *id,
    struct entry *e)
{
	*e = (struct entry){ .trigger_id = id, .last = flow->n,
	    .first.seconds = INT64_MAX };
	for (size_t i = 0; i < d->n_earlier; i++) {
		const struct earlier *s = d->earlier[i];

		if (strcmp(s->flow, flow->name) == 0 &&
		    strcmp(s->trigger_id, id) == 0)
			take(e, s->send_at, s->triggered_at,
			    place_of(flow, s->step), flow->n);
	}
	for (size_t i = 0; i < d->n; i++) {
		const struct course *k = &d->courses[i];

		if (!k->accepted || k->trigger->flow != flow ||
		    strcmp(k->trigger->id, id) != 0)
			continue;
		take(e, k->first_at, k->trigger->at, 0, flow->n);
		take(e, k->last_at, k->trigger->at, k->last, flow->n);
	}
	return e->first.seconds != INT64_MAX;
}

/* The first exit without a condition, from then on. */
static int64_t
first_exit(const struct docket *d, const struct flow *flow,
    struct instant since)
{
	size_t n;
	const struct event *e = events_of(d->facts->events, d->person, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t x = 0; x < flow->n_exits; x++)
			if (e[i].at.seconds >= since.seconds &&
			    flow->exits[x].condition == NO_CONDITION &&
			    strcmp(flow->exits[x].event, e[i].name) == 0)
				return e[i].at.seconds;
	return INT64_MAX;
}

/* Until when it may have messages to come. */
static int64_t
active_until(const struct docket *d, const struct course *k,
    const struct entry *e)
{
	const struct flow *flow = k->trigger->flow;
	struct instant planned = e->last_at;
	int64_t until = e->last_at.seconds;
	int64_t end = first_exit(d, flow, e->triggered_at);

	for (size_t i = e->last + 1; i < flow->n; i++) {
		int64_t stale;

		planned = plan_step(planned, &flow->steps[i], k->zone);
		stale = plan_expiry(planned, &flow->steps[i],
		    k->zone).seconds;
		if (stale > until)
			until = stale;
	}
	return end < until ? end : until;
}

static int64_t
closed_until(const struct docket *d, const struct course *k,
    const struct entry *e)
{
	const struct flow *flow = k->trigger->flow;

	switch (flow->reentry) {
	case REENTRY_ALWAYS:
		return INT64_MIN;
	case REENTRY_ONCE:
		return INT64_MAX;
	case REENTRY_AFTER:
		return instant_move(e->first, flow->apart, 1,
		    k->zone).seconds;
	default:
		return active_until(d, k, e);
	}
}

static const char *
say_rule(const struct docket *d, const struct flow *flow)
{
	char apart[SPAN_ROOM];

	switch (flow->reentry) {
	case REENTRY_ALWAYS:
		return "always";
	case REENTRY_ONCE:
		return "once";
	case REENTRY_AFTER:
		span_print(flow->apart, apart);
		return phrase_print(d->facts->pool, "after:%s", apart);
	default:
		return "not-while-active";
	}
}

/* Does the entry of this trigger keep k out? */
static bool
keeps_out(struct docket *d, const struct course *k, const char *id,
    struct candidate *c)
{
	struct entry e;
	int64_t until;

	if (strcmp(id, k->trigger->id) == 0 ||
	    !entry_of(d, k->trigger->flow, id, &e))
		return false;
	until = closed_until(d, k, &e);
	if (k->entry.seconds >= until)
		return false;
	gate_verdict(d, c, false, CODE_REENTRY, say_rule(d, k->trigger->flow),
	    phrase_print(d->facts->pool, "%s %s", id,
	    gate_instant(d, e.first)), until == INT64_MAX ? "" :
	    gate_instant(d, (struct instant){ .seconds = until }));
	return true;
}

bool
gate_entry(struct docket *d, const struct course *k, struct candidate *c)
{
	const struct flow *flow = k->trigger->flow;

	if (k->behind > 0 || k->accepted || flow->reentry == REENTRY_ALWAYS)
		return true;
	for (size_t i = 0; i < d->n_earlier; i++)
		if (strcmp(d->earlier[i]->flow, flow->name) == 0 &&
		    keeps_out(d, k, d->earlier[i]->trigger_id, c))
			return false;
	for (size_t i = 0; i < d->n; i++)
		if (d->courses[i].accepted &&
		    d->courses[i].trigger->flow == flow &&
		    keeps_out(d, k, d->courses[i].trigger->id, c))
			return false;
	return d->tell == NULL || gate_verdict(d, c, true, CODE_REENTRY,
	    say_rule(d, flow), "no other entry", gate_instant(d, k->entry));
}
