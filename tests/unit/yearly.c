#include "yearly.h"

#include "instant.h"
#include "tap.h"

static struct yearly_rules rules = { .lead = { .days = 7 },
    .expires = { .days = 14 } };

/* "YEAR from until" of what holds then, or "none". */
static const char *
holds(const char *birthday, const char *zone_text, const char *when)
{
	static char told[128];
	const char *reason;
	const struct zone *zone = zone_find(zone_text, &reason);
	struct birthday b = { 0, 0, 0 };
	struct instant at = { 0 };
	struct yearly y;
	int n;

	birthday_parse(birthday, &b);
	instant_parse(when, &at);
	if (!yearly_find(b, &rules, zone, at.seconds, &y))
		return "none";
	n = sprintf(told, "%d ", y.year);
	n += (int)instant_print((struct instant){ .seconds = y.from },
	    told + n);
	told[n++] = ' ';
	instant_print((struct instant){ .seconds = y.until }, told + n);
	return told;
}

static void
test_ends(void)
{
	static const char at_home[] =
	    "2026 2026-11-12T23:00:00Z 2026-12-04T23:00:00Z";

	is(holds("--11-20", "Europe/Berlin", "2026-11-12T22:59:59Z"), "none",
	    "not a second before");
	is(holds("--11-20", "Europe/Berlin", "2026-11-12T23:00:00Z"), at_home,
	    "from the first");
	is(holds("--11-20", "Europe/Berlin", "2026-12-04T22:59:59Z"), at_home,
	    "to the last");
	is(holds("--11-20", "Europe/Berlin", "2026-12-04T23:00:00Z"), "none",
	    "not a second later");
	is(holds("2026-11-20", "UTC", "2026-11-20T00:00:00Z"), "none",
	    "the birth itself is none");
	is(holds("2025-11-20", "UTC", "2026-11-20T00:00:00Z"),
	    "2026 2026-11-13T00:00:00Z 2026-12-05T00:00:00Z",
	    "a year later is one");
	is(holds("--01-03", "UTC", "2026-12-28T00:00:00Z"),
	    "2027 2026-12-27T00:00:00Z 2027-01-18T00:00:00Z",
	    "it is of the year of its day, before");
	is(holds("--12-28", "UTC", "2027-01-05T00:00:00Z"),
	    "2026 2026-12-21T00:00:00Z 2027-01-12T00:00:00Z", "and after");
	is(holds("--12-28", "UTC", "9999-12-30T00:00:00Z"), "none",
	    "the calendar ends");
	is(holds("--01-05", "UTC", "0001-01-02T00:00:00Z"), "none",
	    "and has a beginning");
}

static void
test_months(void)
{
	rules = (struct yearly_rules){ .lead = { .months = 1 },
	    .expires = { .months = 10 } };
	is(holds("--03-31", "UTC", "2026-02-28T00:00:00Z"),
	    "2026 2026-02-28T00:00:00Z 2027-02-01T00:00:00Z",
	    "a month is a calendar month");
	rules = (struct yearly_rules){ .lead = { .days = 0 } };
	is(holds("--12-30", "Pacific/Apia", "2011-12-30T10:00:00Z"),
	    "2011 2011-12-30T10:00:00Z 2011-12-31T10:00:00Z",
	    "a day that there wasn't is the next");
}

static int
apart(struct span lead, struct span expires)
{
	return yearly_is_apart(&(struct yearly_rules){ .lead = lead,
	    .expires = expires });
}

static void
test_rules(void)
{
	struct span s = { .days = 3 };

	ok(apart((struct span){ .days = 350 }, (struct span){ .days = 14 }),
	    "364 days leave one");
	ok(!apart((struct span){ .days = 351 }, (struct span){ .days = 14 }),
	    "365 leave none");
	ok(apart((struct span){ .months = 11 }, (struct span){ .days = 23 }),
	    "months count as 31 days");
	ok(!apart((struct span){ .months = 12 }, (struct span){ .days = 0 }),
	    "a year is too long");
	is(yearly_parse_span("0d", &s), NULL, "0d is a span");
	ok(s.days == 0, "of nothing");
	ok(yearly_parse_span("36h", &s) != NULL, "hours aren't");
	is(yearly_parse_span("2w", &s), NULL, "weeks are");
	ok(s.days == 14, "of seven days");
}

int
main(void)
{
	test_ends();
	test_months();
	test_rules();
	return finish();
}
