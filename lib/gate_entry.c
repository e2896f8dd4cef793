#include <stdlib.h>
#include <string.h>

#include "gate.h"
#include "phrase.h"
#include "plan.h"

/* A message of a trigger: at this place in the flow, n if it's no step of it
   any more. */
struct message {
	const char *trigger_id;
	struct instant at, triggered_at;
	size_t place;
};

/* All messages that went out of a flow, or are to go. */
struct messages {
	struct message *list;
	size_t n, room;
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
add(struct messages *m, const char *trigger_id, struct instant at,
    struct instant triggered_at, size_t place)
{
	m->list = pool_grow(m->list, &m->room, m->n + 1, sizeof *m->list);
	m->list[m->n++] = (struct message){ trigger_id, at, triggered_at,
	    place };
}

/* By trigger; of one, the last step of the flow first, and what is none last;
   of one step the later. */
static int
by_trigger(const void *a, const void *b, void *door)
{
	const struct message *l = a, *r = b;
	const struct flow *f = ((const struct door *)door)->flow;
	int c = strcmp(l->trigger_id, r->trigger_id);

	if (c != 0)
		return c;
	if (l->place != r->place) {
		if (l->place == f->n || r->place == f->n)
			return l->place == f->n ? 1 : -1;
		return l->place > r->place ? -1 : 1;
	}
	return l->at.seconds > r->at.seconds ? -1 :
	    l->at.seconds < r->at.seconds;
}

static struct messages
messages_of(const struct docket *d, struct door *door)
{
	const struct flow *flow = door->flow;
	struct messages m = { .n = 0 };

	for (size_t i = 0; i < d->n_earlier; i++) {
		const struct earlier *e = d->earlier[i];

		if (strcmp(e->flow, flow->name) == 0)
			add(&m, e->trigger_id, e->send_at, e->triggered_at,
			    place_of(flow, e->step));
	}
	for (size_t i = 0; i < d->n; i++) {
		const struct course *k = &d->courses[i];

		if (!k->accepted || k->trigger->flow != flow)
			continue;
		add(&m, k->trigger->id, k->first_at, k->trigger->at, 0);
		add(&m, k->trigger->id, k->last_at, k->trigger->at, k->last);
	}
	if (m.n > 0)
		qsort_r(m.list, m.n, sizeof *m.list, by_trigger, door);
	return m;
}

/* The first exit without a condition, from then on. */
static int64_t
first_exit(const struct docket *d, const struct flow *flow,
    struct instant since)
{
	size_t n;
	const struct event *e = events_of(d->facts->who.events, d->person, &n);

	for (size_t i = 0; i < n; i++)
		for (size_t x = 0; x < flow->n_exits; x++)
			if (e[i].at.seconds >= since.seconds &&
			    flow->exits[x].condition == NO_CONDITION &&
			    strcmp(flow->exits[x].event, e[i].name) == 0)
				return e[i].at.seconds;
	return INT64_MAX;
}

/* Until when it may have messages to come, behind the last of them. */
static int64_t
active_until(const struct docket *d, const struct door *door,
    const struct message *last)
{
	const struct flow *flow = door->flow;
	struct instant planned = last->at;
	int64_t until = last->at.seconds;
	int64_t end = first_exit(d, flow, last->triggered_at);

	for (size_t i = last->place + 1; i < flow->n; i++) {
		int64_t stale;

		planned = plan_step(planned, &flow->steps[i], door->zone);
		stale = plan_expiry(planned, &flow->steps[i],
		    door->zone).seconds;
		if (stale > until)
			until = stale;
	}
	return end < until ? end : until;
}

static int64_t
closed_until(const struct docket *d, const struct door *door,
    const struct message *last, struct instant first)
{
	switch (door->flow->reentry) {
	case REENTRY_ALWAYS:
		return INT64_MIN;
	case REENTRY_ONCE:
		return INT64_MAX;
	case REENTRY_AFTER:
		return instant_move(first, door->flow->apart, 1,
		    door->zone).seconds;
	default:
		return active_until(d, door, last);
	}
}

/* Keep the two that keep others out for longest. */
static void
keep_longest(struct entry longest[2], struct entry e)
{
	if (longest[0].trigger_id == NULL || e.until > longest[0].until) {
		longest[1] = longest[0];
		longest[0] = e;
	} else if (longest[1].trigger_id == NULL ||
	    e.until > longest[1].until)
		longest[1] = e;
}

static void
look_in(const struct docket *d, struct door *door)
{
	struct messages m = messages_of(d, door);

	for (size_t i = 0, next; i < m.n; i = next) {
		struct entry e = { .trigger_id = m.list[i].trigger_id,
		    .first = m.list[i].at };

		for (next = i + 1; next < m.n && strcmp(
		    m.list[next].trigger_id, e.trigger_id) == 0; next++)
			if (m.list[next].at.seconds < e.first.seconds)
				e.first = m.list[next].at;
		e.until = closed_until(d, door, &m.list[i], e.first);
		keep_longest(door->longest, e);
	}
	free(m.list);
}

/* The flow's door in the zone of k, as it is now. */
static const struct door *
door_of(struct docket *d, const struct course *k)
{
	struct door new = { .flow = k->trigger->flow, .zone = k->zone,
	    .accepted = d->accepted };
	size_t i = 0;

	while (i < d->n_doors && (d->doors[i].flow != new.flow ||
	    d->doors[i].zone != new.zone))
		i++;
	if (i < d->n_doors && d->doors[i].accepted == d->accepted)
		return &d->doors[i];
	if (i == d->n_doors)
		d->doors = pool_grow(d->doors, &d->doors_room,
		    ++d->n_doors, sizeof *d->doors);
	look_in(d, &new);
	d->doors[i] = new;
	return &d->doors[i];
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

bool
gate_entry(struct docket *d, const struct course *k, struct candidate *c)
{
	const struct flow *flow = k->trigger->flow;
	const struct entry *e;

	if (k->behind > 0 || k->accepted || flow->reentry == REENTRY_ALWAYS)
		return true;
	e = door_of(d, k)->longest;
	if (e->trigger_id != NULL && strcmp(e->trigger_id,
	    k->trigger->id) == 0)
		e++;
	if (e->trigger_id != NULL && k->entry.seconds < e->until)
		return gate_verdict(d, c, false, CODE_REENTRY,
		    say_rule(d, flow), phrase_print(d->facts->pool, "%s %s",
		    e->trigger_id, gate_instant(d, e->first)),
		    e->until == INT64_MAX ? "" : gate_instant(d,
		    (struct instant){ .seconds = e->until }));
	return d->tell == NULL || gate_verdict(d, c, true, CODE_REENTRY,
	    say_rule(d, flow), e->trigger_id == NULL ? "no other entry" :
	    e->trigger_id, gate_instant(d, k->entry));
}
