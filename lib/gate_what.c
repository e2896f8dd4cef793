#include <string.h>

#include "gate.h"
#include "phrase.h"

/* Is the event one of the flow's exits? */
static bool
ends(const struct docket *d, const struct candidate *c, const struct exit *x,
    const struct event *e)
{
	struct saying saying = { d->facts, c->trigger, c->person, e };
	const char *reason;

	if (e->at.seconds < c->trigger->began.seconds ||
	    strcmp(e->name, x->event) != 0)
		return false;
	return x->condition == NO_CONDITION || conditions_hold(
	    flows_conditions(d->facts->flows), (size_t)x->condition,
	    facts_cell, &saying, &reason);
}

bool
gate_exit(struct docket *d, const struct course *k, struct candidate *c)
{
	const struct flow *flow = c->trigger->flow;
	size_t n;
	const struct event *e = events_of(d->facts->who.events, d->person, &n);

	(void)k;
	for (size_t i = 0; i < n; i++)
		for (size_t x = 0; x < flow->n_exits; x++)
			if (ends(d, c, &flow->exits[x], &e[i]))
				return gate_verdict(d, c, false, CODE_EXIT,
				    gate_place(d, e[i].name, e[i].file,
				    e[i].line), gate_instant(d, e[i].at),
				    gate_instant(d, c->trigger->began));
	return d->tell == NULL || gate_verdict(d, c, true, CODE_EXIT,
	    flow->n_exits > 0 ? flow->exits[0].event : "no exit",
	    n > 0 ? "none that counts" : "no events",
	    gate_instant(d, c->trigger->began));
}

/* The cells that decide are the condition's own text; why they can't be judged
   is what is said. */
bool
gate_condition(struct docket *d, const struct course *k, struct candidate *c)
{
	struct saying saying = { d->facts, c->trigger, c->person, NULL };
	struct conditions *conditions = flows_conditions(d->facts->flows);
	int condition = candidate_step(c)->condition;
	const char *reason = NULL;
	bool holds;

	(void)k;
	if (condition == NO_CONDITION)
		return true;
	holds = conditions_hold(conditions, (size_t)condition, facts_cell,
	    &saying, &reason);
	if (holds && d->tell == NULL)
		return true;
	return gate_verdict(d, c, holds, CODE_CONDITION,
	    conditions_text(conditions, (size_t)condition),
	    reason != NULL ? reason : conditions_say(conditions,
	    (size_t)condition, facts_cell, &saying, d->facts->pool), "true");
}
