#include <limits.h>

#include "gate.h"
#include "phrase.h"

enum { DAY = 24 * 60 * 60 };

static bool
is_marketing(const struct candidate *c)
{
	return candidate_step(c)->class == CLASS_MARKETING;
}

/* Quiet hours that nobody's clock is known for can't be kept. */
bool
gate_zone(struct docket *d, const struct course *k, struct candidate *c)
{
	if (candidate_step(c)->channel != CHANNEL_SMS || !is_marketing(c))
		return true;
	return gate_verdict(d, c, k->zone_known, CODE_NO_ZONE,
	    "timezone, country, --tz-default", k->zone_known ?
	    zone_name(k->zone) : "", "a time zone");
}

static const struct quiet *
quiet_of(const struct docket *d, const struct candidate *c)
{
	return limits_quiet(flows_limits(d->facts->flows),
	    &c->trigger->flow->limits, candidate_step(c)->channel);
}

/* Is it too late then: stale, or put off for too long? */
static bool
is_too_late(const struct docket *d, const struct candidate *c, int64_t from,
    int64_t at)
{
	struct instant most = instant_move((struct instant){ .seconds = from },
	    d->facts->max_delay, 1, instant_zone());

	return at >= c->expires.seconds || at > most.seconds;
}

static const char *
say_seconds(const struct docket *d, int64_t t)
{
	return gate_instant(d, (struct instant){ .seconds = t });
}

/* "21:00-08:00 America/New_York", the hours of that day. */
static const char *
say_hours(const struct docket *d, const struct course *k,
    const struct quiet *q, int64_t t)
{
	int64_t local = t + zone_offset(k->zone, t);
	int64_t day = (local - ((local % DAY) + DAY) % DAY) / DAY;
	char text[WINDOW_ROOM];

	/* The first of January 1970 was a Thursday. */
	window_print(q->on[((day + 3) % 7 + 7) % 7], text);
	return phrase_print(d->facts->pool, "%s %s", text,
	    zone_name(k->zone));
}

bool
gate_quiet(struct docket *d, const struct course *k, struct candidate *c)
{
	const struct quiet *q = quiet_of(d, c);
	int64_t t = c->at.seconds, later = t;

	if (!is_marketing(c) || q == NULL || !quiet_any(q))
		return true;
	if (quiet_is(q, k->zone, t)) {
		if (q->over == QUIET_DROP)
			return gate_verdict(d, c, false, CODE_QUIET,
			    say_hours(d, k, q, t), say_seconds(d, t), "drop");
		later = q->over == QUIET_EDGE ? quiet_edge(q, k->zone, t,
		    d->facts->as_of.seconds) : quiet_end(q, k->zone, t);
		if (later == INT64_MAX || is_too_late(d, c, t, later))
			return gate_verdict(d, c, false, CODE_QUIET,
			    say_hours(d, k, q, t), later == INT64_MAX ?
			    "no end" : say_seconds(d, later),
			    say_seconds(d, c->expires.seconds));
	}
	c->at.seconds = later;
	return d->tell == NULL || gate_verdict(d, c, true, CODE_QUIET,
	    say_hours(d, k, q, t), say_seconds(d, t), later == t ?
	    "not quiet" : say_seconds(d, later));
}

static const struct cap no_cap = { .channel = CHANNELS, .max = UINT_MAX,
    .per = 1 };

/* The caps that a candidate goes by, in turn; NULL: there are no more. */
static const struct cap *
cap_number(const struct docket *d, const struct candidate *c, size_t i)
{
	const struct limits *all = flows_limits(d->facts->flows);
	const struct limits *own = &c->trigger->flow->limits;

	if (i < CHANNELS)
		return all->gap[i] != NULL ? all->gap[i] : &no_cap;
	i -= CHANNELS;
	if (i < all->n_caps)
		return &all->caps[i];
	i -= all->n_caps;
	return i < own->n_caps ? &own->caps[i] : NULL;
}

/* What broke, of all caps that a send at that instant would. */
struct breach {
	const struct cap *cap;		/* NULL: none did */
	struct cap_over over;
};

/* The first cap that it breaks; one that denies before those that defer. */
static struct breach
find_breach(const struct docket *d, const struct course *k,
    const struct candidate *c, const struct sent *s)
{
	struct breach first = { .cap = NULL };
	const struct cap *cap;

	for (size_t i = 0; (cap = cap_number(d, c, i)) != NULL; i++) {
		struct cap_over over;

		if (cap_fits(cap, s, d->sent, d->n_sent, k->zone, &over))
			continue;
		if (first.cap == NULL || (first.cap->defer && !cap->defer))
			first = (struct breach){ cap, over };
	}
	return first;
}

static bool
deny_breach(struct docket *d, struct candidate *c, const struct breach *b)
{
	char rule[120];

	cap_print(b->cap, rule, sizeof rule);
	return gate_verdict(d, c, false, b->over.by != NULL ? CODE_LOST_TO :
	    b->cap->is_gap ? CODE_GAP : CODE_CAP,
	    phrase_print(d->facts->pool, "%s", rule), b->over.by != NULL ?
	    b->over.by->id : phrase_print(d->facts->pool, "%u",
	    b->over.count), phrase_print(d->facts->pool, "%u", b->cap->max));
}

/* The first instant from then on that isn't quiet; INT64_MAX: never. */
static int64_t
awake(const struct docket *d, const struct course *k,
    const struct candidate *c, int64_t t)
{
	const struct quiet *q = quiet_of(d, c);

	return q == NULL || t == INT64_MAX ? t : quiet_end(q, k->zone, t);
}

/* Tell of each cap that counts it how many there are, beside it. */
static bool
tell_caps(struct docket *d, const struct course *k, struct candidate *c,
    const struct sent *s)
{
	const struct cap *cap;

	for (size_t i = 0; (cap = cap_number(d, c, i)) != NULL; i++) {
		struct cap_over over;
		char rule[120];

		if (cap == &no_cap || !cap_covers(cap, s))
			continue;
		cap_fits(cap, s, d->sent, d->n_sent, k->zone, &over);
		cap_print(cap, rule, sizeof rule);
		gate_verdict(d, c, true, cap->is_gap ? CODE_GAP : CODE_CAP,
		    rule, phrase_print(d->facts->pool, "%u", over.count),
		    phrase_print(d->facts->pool, "less than %u", cap->max));
	}
	return true;
}

bool
gate_caps(struct docket *d, const struct course *k, struct candidate *c)
{
	const struct step *step = candidate_step(c);
	struct sent s = { .at = c->at.seconds, .channel = step->channel,
	    .flow = k->trigger->flow->name, .tags = step->tags, .id = "",
	    .is_new = true };
	int64_t from = c->first_at.seconds;
	struct breach b;

	if (!is_marketing(c))
		return true;
	while ((b = find_breach(d, k, c, &s)).cap != NULL) {
		if (!b.cap->defer)
			return deny_breach(d, c, &b);
		s.at = awake(d, k, c, cap_next(b.cap, &s, d->sent, d->n_sent,
		    k->zone));
		if (s.at == INT64_MAX || is_too_late(d, c, from, s.at))
			return deny_breach(d, c, &b);
	}
	c->at.seconds = s.at;
	return d->tell == NULL || tell_caps(d, k, c, &s);
}
