/* When it went: in quiet hours, or after too many others. */

#include "audit.h"

#include <stdlib.h>

#include "phrase.h"

enum { DAY = 24 * 60 * 60 };

static const struct limits none;

static const struct limits *
own_limits(const struct mail *m)
{
	return m->message->flow != NULL ? &m->message->flow->limits : &none;
}

/* "21:00-08:00", the hours of that day. */
static const char *
say_hours(const struct audit *a, const struct quiet *q, const struct zone *z,
    int64_t t)
{
	int64_t local = t + zone_offset(z, t);
	int64_t day = (local - ((local % DAY) + DAY) % DAY) / DAY;
	char text[WINDOW_ROOM];

	/* The first of January 1970 was a Thursday. */
	window_print(q->on[((day + 3) % 7 + 7) % 7], text);
	return phrase_print(a->who.pool, "%s %s", text, zone_name(z));
}

/* "2026-10-25 01:30", as their clocks showed it. */
static const char *
say_clock(const struct audit *a, const struct zone *z, int64_t t)
{
	char text[INSTANT_ROOM];

	instant_print((struct instant){ .seconds = t + zone_offset(z, t) },
	    text);
	return phrase_print(a->who.pool, "%.10s %.5s", text, text + 11);
}

void
audit_quiet(struct audit *a, const struct exhibit *x)
{
	const struct mail *m = x->mail;
	const struct quiet *q = limits_quiet(flows_limits(a->flows),
	    own_limits(m), m->channel);

	if (m->message->class != CLASS_MARKETING || q == NULL ||
	    !quiet_any(q))
		return;
	if (x->zone == NULL)
		a->of_no_zone++;
	else if (quiet_is(q, x->zone, m->at))
		audit_find(a, x, CODE_QUIET, say_hours(a, q, x->zone, m->at),
		    say_clock(a, x->zone, m->at), "not quiet");
}

/* From when on a message may matter to a cap on one at that instant. */
static int64_t
reach(const struct cap *c, int64_t at)
{
	return at - (c->window == CAP_ROLLING ? c->per : 33 * DAY);
}

/* Is it one too many, by the messages before it alone? */
static bool
breaks(const struct exhibit *x, const struct cap *c, struct cap_over *over)
{
	const struct mail *m = x->mail;
	const struct zone *z = x->zone != NULL ? x->zone : instant_zone();
	struct sent *others;
	struct sent s = { .at = m->at, .channel = m->channel,
	    .flow = m->message->flow_name, .tags = m->origin->tags,
	    .id = "" };
	size_t first = x->i, n = 0, room = 0;
	bool fits;

	if (!cap_covers(c, &s))
		return false;
	while (first > 0 && x->list[first - 1]->at >= reach(c, m->at))
		first--;
	others = pool_grow(NULL, &room, x->i - first + 1, sizeof *others);
	for (size_t i = first; i < x->i; i++) {
		const struct mail *o = x->list[i];

		if (o->message->class == CLASS_TRANSACTIONAL)
			continue;
		others[n++] = (struct sent){ .at = o->at,
		    .channel = o->channel, .flow = o->message->flow_name,
		    .tags = o->origin->tags, .id = "" };
	}
	fits = cap_fits(c, &s, others, n, z, over);
	free(others);
	return !fits;
}

/* Is it one too many?  Then say so, unless it was said. */
static void
judge_cap(struct audit *a, const struct exhibit *x, const struct cap *c,
    bool said[2])
{
	struct cap_over over;
	char rule[120];

	if (c == NULL || said[c->is_gap] || !breaks(x, c, &over))
		return;
	said[c->is_gap] = true;
	cap_print(c, rule, sizeof rule);
	audit_find(a, x, c->is_gap ? CODE_GAP : CODE_CAP,
	    phrase_print(a->who.pool, "%s", rule),
	    phrase_print(a->who.pool, "%u", over.count),
	    phrase_print(a->who.pool, "%u", c->max));
}

void
audit_caps(struct audit *a, const struct exhibit *x)
{
	const struct limits *all = flows_limits(a->flows);
	const struct limits *own = own_limits(x->mail);
	bool said[2] = { false, false };

	if (x->mail->message->class != CLASS_MARKETING)
		return;
	judge_cap(a, x, all->gap[x->mail->channel], said);
	for (size_t i = 0; i < all->n_caps; i++)
		judge_cap(a, x, &all->caps[i], said);
	for (size_t i = 0; i < own->n_caps; i++)
		judge_cap(a, x, &own->caps[i], said);
}
