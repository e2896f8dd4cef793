#include <string.h>

#include "gate.h"
#include "phrase.h"
#include "trigger_compare.h"

static const char *
say_history(const struct docket *d, const struct earlier *e)
{
	return gate_place(d, "history", e->file, e->line);
}

bool
gate_sent(struct docket *d, const struct course *k, struct candidate *c)
{
	const struct earlier *e = k->past[c->step];

	if (e != NULL)
		return gate_verdict(d, c, false, CODE_ALREADY_SENT,
		    say_history(d, e), gate_instant(d, e->send_at), "");
	return d->tell == NULL || gate_verdict(d, c, true, CODE_ALREADY_SENT,
	    "history", "not in it", "");
}

/* Once a later step went out, the earlier ones would come too late. */
bool
gate_passed(struct docket *d, const struct course *k, struct candidate *c)
{
	const struct flow *flow = c->trigger->flow;

	for (size_t i = c->step + 1; i < k->behind; i++) {
		const struct earlier *e = k->past[i];

		if (e != NULL)
			return gate_verdict(d, c, false, CODE_PASSED,
			    say_history(d, e), phrase_print(d->facts->pool,
			    "%s %s", flow->steps[i].id,
			    gate_instant(d, e->send_at)),
			    candidate_step(c)->id);
	}
	return d->tell == NULL || gate_verdict(d, c, true, CODE_PASSED,
	    "history", "no later step", "");
}

bool
gate_expired(struct docket *d, const struct course *k, struct candidate *c)
{
	const struct trigger *t = c->trigger;
	bool passes = c->at.seconds < c->expires.seconds;
	char ttl[SPAN_ROOM];

	(void)k;
	if (passes && d->tell == NULL)
		return true;
	span_print(candidate_step(c)->ttl, ttl);
	return gate_verdict(d, c, passes, CODE_EXPIRED, t->may_expire &&
	    t->expires.seconds == c->expires.seconds ? "expires_at" :
	    phrase_print(d->facts->pool, "ttl %s", ttl),
	    gate_instant(d, c->at), gate_instant(d, c->expires));
}

/* Is the trigger a newer one of the person and flow than that of k? */
static bool
is_newer(const struct course *k, const struct trigger *t)
{
	return t->flow == k->trigger->flow && trigger_is_newer(t, k->trigger);
}

bool
gate_superseded(struct docket *d, const struct course *k, struct candidate *c)
{
	const struct trigger *own = k->trigger;
	const char *by = NULL;
	struct instant at = own->at;

	if (!own->flow->supersede)
		return true;
	for (size_t i = 0; i < d->n; i++)
		if (is_newer(k, d->courses[i].trigger) && (by == NULL ||
		    d->courses[i].trigger->at.seconds >= at.seconds)) {
			by = d->courses[i].trigger->id;
			at = d->courses[i].trigger->at;
		}
	for (size_t i = 0; i < d->n_earlier; i++)
		if (d->earlier[i]->triggered_at.seconds > at.seconds &&
		    strcmp(d->earlier[i]->flow, own->flow->name) == 0) {
			by = d->earlier[i]->trigger_id;
			at = d->earlier[i]->triggered_at;
		}
	if (by != NULL)
		return gate_verdict(d, c, false, CODE_SUPERSEDED, by,
		    gate_instant(d, at), gate_instant(d, own->at));
	return d->tell == NULL || gate_verdict(d, c, true, CODE_SUPERSEDED,
	    own->flow->name, "no newer one", gate_instant(d, own->at));
}
