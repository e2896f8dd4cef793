#include "lapse.h"

#include <math.h>

#include "phrase.h"
#include "tally.h"

enum { DAY = 24 * 60 * 60, CALENDAR = 10000 * 366 };

/* The days of which the last is the first on which silence is longer than that. */
static struct span
longer_than(double days)
{
	return (struct span){ .days = days < CALENDAR ?
	    (int)floor(days) + 1 : CALENDAR };
}

/* In days that are whole, and at least one. */
static struct span
whole(struct span s)
{
	if (s.seconds != 0)
		s = (struct span){ .days = (int)((s.seconds + DAY - 1) / DAY) };
	if (s.days == 0 && s.months == 0)
		s.days = 1;
	return s;
}

struct lapse
lapse_find(const struct lapse_rules *r, struct instant last, double own_gap,
    struct span window)
{
	struct lapse l = { .window = window };
	struct span wait = whole(window);

	if (r->way == LAPSE_GAP) {
		l.is_own = own_gap > 0;
		l.gap = l.is_own ? own_gap : r->store_gap;
	}
	if (l.gap > 0)
		wait = longer_than(r->times * l.gap);
	/* As a date it moves by days, and stays at where one begins. */
	last.is_date = true;
	l.at = instant_move(last, wait, 1, instant_zone());
	l.at.is_date = false;
	return l;
}

const char *
lapse_reason(const struct lapse *l, struct instant last, struct instant as_of,
    const char *by, struct pool *p)
{
	int silent = day_between(instant_day(last), instant_day(as_of));
	char window[SPAN_ROOM];

	if (l->gap > 0)
		return phrase_print(p, "silent %d d, %.1f times %s gap of "
		    "%.1f d", silent, silent / l->gap, l->is_own ? "their" :
		    "the store's", l->gap);
	span_print(l->window, window);
	return phrase_print(p, *by == '\0' ? "silent %d d, window %s" :
	    "silent %d d, window %s (%s)", silent, window, by);
}

void
lapse_tell(const struct lapse_rules *r, size_t lapsed, size_t people)
{
	char window[SPAN_ROOM], left[PHRASE_COUNT_ROOM],
	    right[PHRASE_COUNT_ROOM];

	span_print(r->window, window);
	if (r->way == LAPSE_WINDOW)
		tally_note("by window: after %s", window);
	else if (r->store_gap > 0)
		tally_note("by gap: after %.3g times the usual gap; the "
		    "store's is %.1f d", r->times, r->store_gap);
	else
		tally_note("by window, not gap: nobody bought on two days or "
		    "more: after %s", window);
	tally_note("%s of %s people have lapsed", phrase_count(lapsed, left),
	    phrase_count(people, right));
}

const char *
lapse_parse_way(const char *text, void *into)
{
	static const char *const ways[] = { "gap", "window", NULL };
	int i;
	const char *reason = choice_parse(text, ways, &i);

	if (reason == NULL)
		*(enum lapse_way *)into = (enum lapse_way)i;
	return reason;
}
