#include "lapse.h"

#include <stdlib.h>

#include "tap.h"

static struct instant
at(const char *text)
{
	struct instant t;

	if (instant_parse(text, &t) != NULL)
		abort();
	return t;
}

static void
use(const char *name)
{
	const char *reason;

	instant_use_zone(zone_find(name, &reason));
}

/* When who ordered then lapses. */
static const char *
lapses(enum lapse_way way, double times, double store, const char *last,
    double own, const char *window)
{
	static char text[INSTANT_ROOM];
	struct lapse_rules r = { way, times, store, { 0, 0, 0 } };
	struct span s;

	if (span_parse(window, &s) != NULL)
		abort();
	instant_print(lapse_find(&r, at(last), own, s).at, text);
	return text;
}

static const char *
by_gap(double times, double store, double own)
{
	return lapses(LAPSE_GAP, times, store, "2026-01-01T12:00:00Z", own,
	    "90d");
}

static const char *
by_window(const char *last, const char *window)
{
	return lapses(LAPSE_WINDOW, 3, 10, last, 10, window);
}

int
main(void)
{
	is(by_gap(3, 50, 10), "2026-02-01T00:00:00Z", "their own gap");
	is(by_gap(3, 10.25, 0), "2026-02-01T00:00:00Z", "else the store's");
	is(by_gap(3, 0, 0), "2026-04-01T00:00:00Z", "else the window");
	is(by_gap(0.5, 0, 3), "2026-01-03T00:00:00Z", "longer than 1.5 is 2");
	is(by_gap(1, 0, 1), "2026-01-03T00:00:00Z", "and longer than 1, too");
	is(by_gap(1000, 0, 3e6), "9999-12-31T00:00:00Z", "or never");
	is(by_window("2026-08-31", "6mo"), "2027-02-28T00:00:00Z",
	    "the end of a month");
	is(by_window("2027-08-31", "6mo"), "2028-02-29T00:00:00Z",
	    "which may be a leap day");
	is(by_window("2028-02-29", "1y"), "2029-02-28T00:00:00Z", "or was one");
	is(by_window("2026-01-01", "25h"), "2026-01-03T00:00:00Z",
	    "days that have begun count");
	is(by_window("2026-01-01T23:59:59Z", "0d"), "2026-01-02T00:00:00Z",
	    "and one at least");
	is(by_window("9999-12-31T00:00:00Z", "3660000d"),
	    "9999-12-31T00:00:00Z", "the calendar's end is no mistake");

	use("America/Santiago");
	is(by_window("2026-08-07T03:30:00Z", "30d"), "2026-09-05T04:00:00Z",
	    "the day is the shop's");
	is(by_window("2026-08-07T04:30:00Z", "30d"), "2026-09-06T04:00:00Z",
	    "and begins at one where midnight is skipped");
	return finish();
}
