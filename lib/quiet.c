#include "quiet.h"

#include <stdio.h>
#include <string.h>

enum { DAY = 24 * 60 * 60, FURTHEST = 15 * DAY };

const char *
window_parse(const char *text, void *into)
{
	static const char reason[] = "not quiet hours (want such as "
	    "21:00-08:00)";
	static const char shape[] = "00:00-00:00";
	int at[2];

	if (strlen(text) != strlen(shape))
		return reason;
	for (int i = 0; shape[i] != '\0'; i++)
		if (shape[i] == '0' ? text[i] < '0' || text[i] > '9' :
		    text[i] != shape[i])
			return reason;
	for (int i = 0; i < 2; i++) {
		const char *s = text + 6 * i;
		int minute = (s[3] - '0') * 10 + s[4] - '0';

		at[i] = ((s[0] - '0') * 10 + s[1] - '0') * 60 + minute;
		if (minute > 59 || at[i] > 24 * 60 - (i == 0))
			return reason;
	}
	*(struct window *)into = (struct window){ (short)at[0],
	    (short)at[1] };
	return NULL;
}

void
window_print(struct window w, char text[WINDOW_ROOM])
{
	snprintf(text, WINDOW_ROOM, "%02u:%02u-%02u:%02u",
	    (unsigned)w.start / 60 % 100, (unsigned)w.start % 60,
	    (unsigned)w.end / 60 % 100, (unsigned)w.end % 60);
}

bool
quiet_any(const struct quiet *q)
{
	for (int i = 0; i < 7; i++)
		if (q->on[i].start != q->on[i].end)
			return true;
	return false;
}

/* The day of a wall clock, counted from 1970-01-01. */
static int64_t
day_of(int64_t local)
{
	return (local - ((local % DAY) + DAY) % DAY) / DAY;
}

/* The seconds on the wall between which the window of that day is; they are
   the same where there is none. */
static void
window_of(const struct quiet *q, int64_t day, int64_t *start, int64_t *end)
{
	/* The first of January 1970 was a Thursday. */
	struct window w = q->on[((day + 3) % 7 + 7) % 7];

	*start = day * DAY + w.start * 60;
	*end = day * DAY + w.end * 60 + (w.start > w.end ? DAY : 0);
}

bool
quiet_is(const struct quiet *q, const struct zone *z, int64_t t)
{
	int64_t local = t + zone_offset(z, t), day = day_of(local);

	for (int64_t d = day - 1; d <= day; d++) {
		int64_t start, end;

		window_of(q, d, &start, &end);
		if (local >= start && local < end)
			return true;
	}
	return false;
}

/* The next instant at which it may change whether it's quiet: a window begins
   or ends, or the clocks are changed. */
static int64_t
next_change(const struct quiet *q, const struct zone *z, int64_t t)
{
	int64_t local = t + zone_offset(z, t), day = day_of(local);
	int64_t next = zone_next_change(z, t);

	if (next > t + DAY)
		next = t + DAY;
	for (int64_t d = day - 1; d <= day + 1; d++) {
		int64_t edges[2];

		window_of(q, d, &edges[0], &edges[1]);
		for (int i = 0; i < 2; i++)
			if (edges[i] > local && t + edges[i] - local < next)
				next = t + edges[i] - local;
	}
	return next;
}

/* The first instant from t on that is quiet, or isn't; or limit. */
static int64_t
find(const struct quiet *q, const struct zone *z, int64_t t, bool quiet,
    int64_t limit)
{
	while (t < limit && quiet_is(q, z, t) != quiet)
		t = next_change(q, z, t);
	return t < limit ? t : limit;
}

int64_t
quiet_end(const struct quiet *q, const struct zone *z, int64_t t)
{
	int64_t limit = t + FURTHEST, end = find(q, z, t, false, limit);

	return end < limit ? end : INT64_MAX;
}

/* The last second before t that isn't quiet; floor - 1: there's none. */
static int64_t
last_before(const struct quiet *q, const struct zone *z, int64_t t,
    int64_t floor)
{
	int64_t last = floor - 1;
	int64_t at = floor > t - FURTHEST ? floor : t - FURTHEST;

	while ((at = find(q, z, at, false, t)) < t) {
		at = find(q, z, at, true, t);
		last = at - 1;
	}
	return last;
}

int64_t
quiet_edge(const struct quiet *q, const struct zone *z, int64_t t,
    int64_t floor)
{
	int64_t end = quiet_end(q, z, t), last;

	if (end == t)
		return t;
	last = last_before(q, z, t, floor);
	if (last < floor || (end != INT64_MAX && end - t <= t - last))
		return end;
	return last;
}
