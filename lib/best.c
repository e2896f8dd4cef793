#include "best.h"

#include "bucket.h"
#include "phrase.h"
#include "plan.h"
#include "turn.h"

static struct pulse
pulse_of(const struct docket *d, const struct course *k)
{
	struct pulse p = { .n = 0 };
	size_t n;
	const struct event *e = events_of(d->facts->who.events, d->person, &n);

	pulse_add(&p, e, n, k->zone, d->facts->as_of.seconds);
	return p;
}

/* Say what it rests on. */
static void
tell(const struct docket *d, const struct course *k, struct instant planned,
    const struct pulse *own, bool is_own)
{
	struct candidate c = { .trigger = k->trigger, .step = k->step,
	    .person = d->person, .planned = planned };
	struct pool *p = d->facts->pool;

	if (d->tell != NULL)
		d->tell(&c, CODE_SEND, true, "best hour",
		    phrase_print(p, "%zu clicks and orders", own->n),
		    is_own ? phrase_print(p, "%d or more", PULSE_LEAST) :
		    phrase_print(p, "less than %d, or no hour that isn't "
		    "quiet: else_at", PULSE_LEAST));
}

struct instant
best_plan(const struct docket *d, const struct course *k,
    const struct step *s, struct instant anchor)
{
	const struct quiet *q = limits_quiet(flows_limits(d->facts->flows),
	    &k->trigger->flow->limits, s->channel);
	int minute = (int)bucket_of("best-hour", k->trigger->customer_id) %
	    60;
	int64_t at[PULSE_HOURS];
	bool allowed[PULSE_HOURS];
	struct instant t;
	struct pulse own;
	int best;

	if (s->at != BEST_HOUR)
		return plan_step(anchor, s, k->zone);
	own = pulse_of(d, k);
	t = instant_move(anchor, s->after, 1, k->zone);
	for (int h = 0; h < PULSE_HOURS; h++) {
		at[h] = plan_hour(t.seconds, h * 60 + minute, k->zone);
		allowed[h] = q == NULL || !quiet_is(q, k->zone, at[h]);
	}
	best = pulse_best(&own, &d->facts->everybody, allowed,
	    s->else_at / 60);
	t = best < 0 ? plan_step(anchor, s, k->zone) :
	    (struct instant){ .seconds = at[best] };
	tell(d, k, t, &own, best >= 0);
	return t;
}

struct pulse
best_everybody(struct facts *f, const struct turns *t)
{
	struct docket d = { .facts = f };
	struct pulse p = { .n = 0 };

	for (size_t i = 0; i < t->n; i++) {
		size_t n;
		const struct event *e = events_of(f->who.events,
		    t->list[i].person, &n);

		if (n == 0)
			continue;
		docket_open(&d, t->list[i].person, t->list[i].triggers, 1);
		pulse_add(&p, e, n, d.courses[0].zone, f->as_of.seconds);
	}
	docket_free(&d);
	return p;
}
