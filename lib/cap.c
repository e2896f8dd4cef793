#include "cap.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "day.h"
#include "span.h"

enum { HOUR = 60 * 60, DAY = 24 * HOUR };

static const char *const window_names[] = {
	[CAP_DAY] = "day", [CAP_WEEK] = "week", [CAP_MONTH] = "month"
};

enum { WINDOWS = sizeof window_names / sizeof *window_names };

static bool
has_word(const char *words, const char *word)
{
	size_t len = strlen(word);

	for (;; words++) {
		size_t here = strcspn(words, " ");

		if (here == len && memcmp(words, word, len) == 0)
			return true;
		words += here;
		if (*words == '\0')
			return false;
	}
}

bool
cap_covers(const struct cap *c, const struct sent *s)
{
	return (c->channel == CHANNELS || c->channel == s->channel) &&
	    (c->flow == NULL || strcmp(c->flow, s->flow) == 0) &&
	    (c->tag == NULL || has_word(s->tags, c->tag));
}

/* The first day of the window of the calendar that d is in. */
static struct day
first_day(enum cap_window window, struct day d)
{
	int year, month, mday = 1;

	if (window == CAP_WEEK)
		mday = day_of_week(d);
	else if (window == CAP_MONTH)
		day_split(d, &year, &month, &mday);
	return (struct day){ d.number - mday + 1 };
}

/* That of the window after the one that begins on d. */
static struct day
next_first_day(enum cap_window window, struct day d)
{
	static const int longest[] = {
		[CAP_DAY] = 1, [CAP_WEEK] = 7, [CAP_MONTH] = 31
	};

	d.number += longest[window];
	return first_day(window, d);
}

static struct day
local_day(int64_t at, const struct zone *z)
{
	int64_t local = at + zone_offset(z, at);

	return (struct day){ (int)(local / DAY - (local % DAY < 0)) };
}

/*
 * What tells a cap's windows from each other: the last instant of a rolling
 * one, the number of the first day of another.
 */
static int64_t
window_of(const struct cap *c, int64_t at, const struct zone *z)
{
	if (c->window == CAP_ROLLING)
		return at;
	return first_day(c->window, local_day(at, z)).number;
}

static bool
is_within(const struct cap *c, int64_t window, int64_t at,
    const struct zone *z)
{
	if (c->window == CAP_ROLLING)
		return at > window - c->per && at <= window;
	return window_of(c, at, z) == window;
}

/* The others that are in a window. */
struct fill {
	int64_t window;
	unsigned all, old;	/* how many, and how many of history */
	const struct sent *last;	/* of this run, in the order given */
};

static struct fill
fill_of(const struct cap *c, int64_t window, const struct sent *others,
    size_t n, const struct zone *z)
{
	struct fill f = { .window = window };

	for (size_t i = 0; i < n; i++) {
		const struct sent *o = &others[i];

		if (!cap_covers(c, o) || !is_within(c, window, o->at, z))
			continue;
		f.all++;
		if (o->is_new)
			f.last = o;
		else
			f.old++;
	}
	return f;
}

/* Is f, of two windows with no room, the one to tell of? */
static bool
is_before(const struct cap *c, const struct fill *f, const struct fill *than)
{
	bool is_old = f->old >= c->max;

	if (is_old != (than->old >= c->max))
		return is_old;
	return f->window < than->window;
}

bool
cap_fits(const struct cap *c, const struct sent *s, const struct sent *others,
    size_t n, const struct zone *z, struct cap_over *over)
{
	struct fill worst, f;

	*over = (struct cap_over){ .count = 0 };
	if (!cap_covers(c, s))
		return true;
	worst = fill_of(c, window_of(c, s->at, z), others, n, z);
	for (size_t i = 0; c->window == CAP_ROLLING && i < n; i++) {
		const struct sent *o = &others[i];

		if (!cap_covers(c, o) || o->at <= s->at ||
		    o->at >= s->at + c->per)
			continue;
		f = fill_of(c, o->at, others, n, z);
		if (f.all >= c->max &&
		    (worst.all < c->max || is_before(c, &f, &worst)))
			worst = f;
	}
	over->count = worst.all;
	if (worst.all < c->max)
		return true;
	over->by = worst.old < c->max ? worst.last : NULL;
	return false;
}

/*
 * The first instant after at of another local day, week or month.  Between two
 * changes of the clocks it is where the next one starts; and a change may skip
 * that midnight, or go back over it.
 */
static int64_t
next_start(const struct cap *c, int64_t at, const struct zone *z)
{
	int64_t window = window_of(c, at, z), start;
	struct day d = next_first_day(c->window, (struct day){ (int)window });

	do {
		start = (int64_t)d.number * DAY - zone_offset(z, at);
		at = zone_next_change(z, at);
		if (start < at)
			return start;
	} while (window_of(c, at, z) == window);
	return at;
}

int64_t
cap_next(const struct cap *c, const struct sent *s, const struct sent *others,
    size_t n, const struct zone *z)
{
	int64_t next = INT64_MAX;

	if (c->max == 0 || !cap_covers(c, s))
		return next;
	if (c->window != CAP_ROLLING)
		return next_start(c, s->at, z);
	for (size_t i = 0; i < n; i++) {
		int64_t out = others[i].at + c->per;

		if (out > s->at && out < next && cap_covers(c, &others[i]))
			next = out;
	}
	return next;
}

/* Write seconds in the largest unit that is exact; one day is 24h. */
static void
print_seconds(int64_t n, char text[SPAN_ROOM])
{
	const char *unit = "s";

	if (n % DAY == 0 && n != DAY) {
		n /= DAY;
		unit = "d";
	} else if (n % HOUR == 0) {
		n /= HOUR;
		unit = "h";
	} else if (n % 60 == 0) {
		n /= 60;
		unit = "m";
	}
	snprintf(text, SPAN_ROOM, "%" PRId64 "%s", n, unit);
}

size_t
cap_print(const struct cap *c, char *text, size_t room)
{
	const char *blank = "", *channel = "", *per = window_names[c->window];
	const char *flow = c->flow, *tag = c->tag;
	char seconds[SPAN_ROOM];

	if (c->channel != CHANNELS) {
		blank = " ";
		channel = channel_names()[c->channel];
	} else if (flow == NULL && tag == NULL) {
		channel = " of any channel";
	}
	if (c->window == CAP_ROLLING) {
		print_seconds(c->per, seconds);
		per = seconds;
	}
	return (size_t)snprintf(text, room, "%u%s%s%s%s%s%s per %s", c->max,
	    blank, channel, flow != NULL ? " of flow " : "",
	    flow != NULL ? flow : "",
	    tag == NULL ? "" : flow != NULL ? " and tag " : " of tag ",
	    tag != NULL ? tag : "", per);
}

/* Is it a number and one of the units that are elapsed time here? */
static bool
is_elapsed(const char *text)
{
	size_t n = strspn(text, "0123456789");

	return n > 0 && text[n] != '\0' && strchr("smhdw", text[n]) != NULL &&
	    text[n + 1] == '\0';
}

const char *
cap_per_parse(const char *text, void *into)
{
	struct cap *c = into;
	struct span s;
	const char *reason = span_parse(text, &s);

	for (int i = CAP_DAY; i < WINDOWS; i++) {
		if (strcmp(text, window_names[i]) == 0) {
			c->window = (enum cap_window)i;
			c->per = 0;
			return NULL;
		}
	}
	if (reason != NULL && !is_elapsed(text))
		return "not a window (want such as 16h or 7d, or day, week "
		    "or month)";
	if (reason != NULL)
		return reason;
	if (s.months != 0)
		return "months and years differ in length (want such as 30d, "
		    "or month)";
	if (s.seconds == 0 && s.days == 0)
		return "too short (want 1s or more)";
	c->window = CAP_ROLLING;
	c->per = s.seconds + (int64_t)s.days * DAY;
	return NULL;
}
