#include "plan.h"

#include <stdlib.h>

#include "tap.h"

static const struct zone *
zone(const char *name)
{
	const char *reason;

	return zone_find(name, &reason);
}

static struct instant
at(const char *text)
{
	struct instant t;

	if (instant_parse(text, &t) != NULL)
		abort();
	return t;
}

/* When a step of this delay and hour is due, after the anchor. */
static const char *
due(const char *anchor, const char *after, int hour, const char *name)
{
	static char text[INSTANT_ROOM];
	struct step s = { .at = hour };

	if (span_parse(after, &s.after) != NULL)
		abort();
	instant_print(plan_step(at(anchor), &s, zone(name)), text);
	return text;
}

/* What clocks did in 2026, and on the day that Apia has not. */
static void
test_changes(void)
{
	static const struct {
		const char *zone, *at;
		int before, after;	/* minutes east */
	} list[] = {
		{ "America/New_York", "2026-03-08T07:00:00Z", -300, -240 },
		{ "America/New_York", "2026-11-01T06:00:00Z", -240, -300 },
		{ "Europe/London", "2026-03-29T01:00:00Z", 0, 60 },
		{ "Europe/London", "2026-10-25T01:00:00Z", 60, 0 },
		{ "Australia/Lord_Howe", "2026-10-03T15:30:00Z", 630, 660 },
		{ "Australia/Lord_Howe", "2026-04-04T15:00:00Z", 660, 630 },
		{ "Africa/Cairo", "2026-04-23T22:00:00Z", 120, 180 },
		{ "Africa/Cairo", "2026-10-29T21:00:00Z", 180, 120 },
		{ "America/Santiago", "2026-09-06T04:00:00Z", -240, -180 },
		{ "America/Santiago", "2026-04-05T03:00:00Z", -180, -240 },
		{ "America/Havana", "2026-03-08T05:00:00Z", -300, -240 },
		{ "America/Havana", "2026-11-01T05:00:00Z", -240, -300 },
		{ "Africa/Casablanca", "2026-02-15T02:00:00Z", 60, 0 },
		{ "Africa/Casablanca", "2026-03-22T02:00:00Z", 0, 60 },
		{ "America/Nuuk", "2026-03-29T01:00:00Z", -120, -60 },
		{ "Pacific/Apia", "2011-12-30T10:00:00Z", -600, 840 }
	};

	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		const struct zone *z = zone(list[i].zone);
		int64_t t = at(list[i].at).seconds;
		char name[80];

		snprintf(name, sizeof name, "%s at %s", list[i].zone,
		    list[i].at);
		ok(zone_offset(z, t - 1) == 60 * list[i].before &&
		    zone_offset(z, t) == 60 * list[i].after, name);
	}
}

/* L1 and L3: the same time of day, by RFC 5545. */
static void
test_days(void)
{
	is(due("2026-03-07T07:30:00Z", "1d", NO_HOUR, "America/New_York"),
	    "2026-03-08T07:30:00Z", "a time in a gap is by the offset before");
	is(due("2026-10-31T05:30:00Z", "1d", NO_HOUR, "America/New_York"),
	    "2026-11-01T05:30:00Z", "one that comes twice is the first");
	is(due("2026-03-07T14:00:00Z", "1d", NO_HOUR, "America/New_York"),
	    "2026-03-08T13:00:00Z", "a day may have 23 hours");
	is(due("2026-03-07T14:00:00Z", "24h", NO_HOUR, "America/New_York"),
	    "2026-03-08T14:00:00Z", "24 hours are always as long");
	is(due("2026-01-31T12:00:00Z", "1mo", NO_HOUR, "UTC"),
	    "2026-02-28T12:00:00Z", "a month ends with its last day");
	is(due("2028-01-31T12:00:00Z", "1mo", NO_HOUR, "UTC"),
	    "2028-02-29T12:00:00Z", "in a leap year, too");
	is(due("2011-12-29T19:00:00Z", "1d", NO_HOUR, "Pacific/Apia"),
	    "2011-12-30T19:00:00Z", "a day that is missing is the next");
	is(due("2026-03-28T22:30:00Z", "1d", NO_HOUR, "Etc/GMT+12"),
	    "2026-03-29T22:30:00Z", "the sign of Etc is POSIX's");
	ok(zone_offset(zone("Etc/GMT+12"), 0) == -12 * 3600,
	    "Etc/GMT+12 is west");
}

/* The next such time of the recipient's day. */
static void
test_hours(void)
{
	is(due("2026-11-16T09:30:00Z", "0s", 9 * 60 + 30, "UTC"),
	    "2026-11-16T09:30:00Z", "now is the next such time");
	is(due("2026-11-16T09:30:01Z", "0s", 9 * 60 + 30, "UTC"),
	    "2026-11-17T09:30:00Z", "a second later it is tomorrow's");
	is(due("2026-11-16T22:00:00Z", "1h", 9 * 60, "Asia/Kathmandu"),
	    "2026-11-17T03:15:00Z", "on the recipient's clock");
	is(due("2026-03-08T06:00:00Z", "0s", 2 * 60 + 30,
	    "America/New_York"), "2026-03-08T07:30:00Z",
	    "02:30 in the gap is 03:30, once");
	is(due("2026-11-01T05:45:00Z", "0s", 60 + 30, "America/New_York"),
	    "2026-11-02T06:30:00Z", "of 01:30 twice the first counts, only");
}

static void
test_expiry(void)
{
	struct step s = { .ttl = { .days = 1 } };

	ok(plan_expiry(at("2026-03-07T14:00:00Z"), &s,
	    zone("America/New_York")).seconds ==
	    at("2026-03-08T13:00:00Z").seconds,
	    "a day's life is one of the recipient's");
}

int
main(void)
{
	test_changes();
	test_days();
	test_hours();
	test_expiry();
	return finish();
}
