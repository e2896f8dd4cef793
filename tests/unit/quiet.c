#include "quiet.h"

#include <stdlib.h>

#include "instant.h"
#include "tap.h"

enum { DAY = 24 * 60 * 60 };

static const struct zone *
zone(const char *name)
{
	const char *reason;

	return zone_find(name, &reason);
}

static struct quiet
every_day(const char *hours)
{
	struct quiet q = { .over = QUIET_DEFER };

	for (int i = 0; i < 7; i++)
		if (window_parse(hours, &q.on[i]) != NULL)
			abort();
	return q;
}

static int64_t
at(const char *text)
{
	struct instant t;

	if (instant_parse(text, &t) != NULL)
		abort();
	return t.seconds;
}

static const char *
say(int64_t t)
{
	static char text[INSTANT_ROOM];

	instant_print((struct instant){ .seconds = t }, text);
	return text;
}

/* Every vector of when quiet hours end. */
static void
test_vectors(void)
{
	static const struct {
		const char *hours, *zone, *at, *end;
	} list[] = {
		{ "21:00-08:00", "America/New_York", "2026-03-08T02:30:00Z",
		    "2026-03-08T12:00:00Z" },
		{ "21:00-08:00", "America/New_York", "2026-11-01T05:30:00Z",
		    "2026-11-01T13:00:00Z" },
		{ "21:00-08:00", "America/New_York", "2026-11-01T06:30:00Z",
		    "2026-11-01T13:00:00Z" },
		{ "21:00-08:00", "Australia/Lord_Howe",
		    "2026-10-03T15:00:00Z", "2026-10-03T21:00:00Z" },
		{ "21:00-08:00", "Africa/Cairo", "2026-04-23T21:30:00Z",
		    "2026-04-24T05:00:00Z" },
		{ "21:00-08:00", "Asia/Kathmandu", "2026-06-01T16:00:00Z",
		    "2026-06-02T02:15:00Z" },
		{ "00:30-01:30", "America/New_York", "2026-11-01T05:15:00Z",
		    "2026-11-01T05:30:00Z" },
		{ "00:30-01:30", "America/New_York", "2026-11-01T05:45:00Z",
		    "2026-11-01T05:45:00Z" },
		{ "00:30-01:30", "America/New_York", "2026-11-01T06:10:00Z",
		    "2026-11-01T06:30:00Z" },
		{ "21:00-08:00", "America/New_York", "2022-03-13T06:30:00Z",
		    "2022-03-13T12:00:00Z" },
		{ "21:00-08:00", "America/New_York", "2022-11-07T03:00:00Z",
		    "2022-11-07T13:00:00Z" },
		{ "01:00-02:30", "America/New_York", "2026-03-08T06:10:00Z",
		    "2026-03-08T07:00:00Z" }
	};
	char name[120];

	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct quiet q = every_day(list[i].hours);

		snprintf(name, sizeof name, "%s at %s in %s", list[i].hours,
		    list[i].at, list[i].zone);
		is(say(quiet_end(&q, zone(list[i].zone), at(list[i].at))),
		    list[i].end, name);
	}
}

/* Q1: what is quiet, by the minute. */
static void
test_is(void)
{
	const struct zone *utc = zone("UTC");
	struct quiet q = every_day("21:00-08:00"), none = every_day("07:00-07:00");

	ok(!quiet_is(&q, utc, at("2026-11-16T20:59:59Z")) &&
	    quiet_is(&q, utc, at("2026-11-16T21:00:00Z")),
	    "the first minute is quiet");
	ok(quiet_is(&q, utc, at("2026-11-16T07:59:59Z")) &&
	    !quiet_is(&q, utc, at("2026-11-16T08:00:00Z")),
	    "the last isn't");
	ok(!quiet_any(&none) && !quiet_is(&none, utc, 0),
	    "the same minute twice is no time, not a day");
	ok(quiet_any(&q), "but these are some");
	/* 2026-11-14 is a Saturday. */
	q = every_day("00:00-00:00");
	window_parse("22:00-06:00", &q.on[5]);
	ok(quiet_is(&q, utc, at("2026-11-14T23:00:00Z")) &&
	    quiet_is(&q, utc, at("2026-11-15T05:59:00Z")) &&
	    !quiet_is(&q, utc, at("2026-11-14T05:00:00Z")) &&
	    !quiet_is(&q, utc, at("2026-11-15T23:00:00Z")),
	    "a night is of the day on which it begins");
	window_parse("00:00-24:00", &q.on[6]);
	is(say(quiet_end(&q, utc, at("2026-11-14T22:30:00Z"))),
	    "2026-11-16T00:00:00Z", "and may go on into a whole day");
	q = every_day("00:00-24:00");
	ok(quiet_end(&q, utc, 0) == INT64_MAX, "what is always has no end");
}

static void
test_edge(void)
{
	const struct zone *utc = zone("UTC");
	struct quiet q = every_day("12:00-14:00");
	int64_t noon = at("2026-11-16T12:00:00Z");

	ok(quiet_edge(&q, utc, noon - 1, 0) == noon - 1,
	    "what isn't quiet stays");
	ok(quiet_edge(&q, utc, noon, 0) == noon - 1,
	    "the nearer edge may be behind");
	ok(quiet_edge(&q, utc, noon + 3599, 0) == noon - 1,
	    "up to the middle");
	ok(quiet_edge(&q, utc, noon + 3600, 0) == noon + 7200,
	    "or ahead");
	q = every_day("12:00-12:01");
	ok(quiet_edge(&q, utc, noon + 29, 0) == noon - 1 &&
	    quiet_edge(&q, utc, noon + 30, 0) == noon + 60,
	    "as seconds have it");
	ok(quiet_edge(&q, utc, noon + 29, noon) == noon + 60,
	    "never before the floor");
	ok(quiet_edge(&q, utc, noon + 29, noon - 1) == noon - 1,
	    "but at it");
}

/* 2 * (t - last) == end - last at a whole second: a tie. */
static void
test_tie(void)
{
	const struct zone *utc = zone("UTC");
	struct quiet q = every_day("12:00-14:00");
	int64_t noon = at("2026-11-16T12:00:00Z"), t;

	for (t = noon; t < noon + 7200; t++) {
		int64_t back = t - (noon - 1), ahead = noon + 7200 - t;

		if (quiet_edge(&q, utc, t, 0) !=
		    (back < ahead ? noon - 1 : noon + 7200))
			break;
	}
	ok(t == noon + 7200, "every second goes to its nearer edge, the later "
	    "if they are as near");
}

static void
test_parse(void)
{
	struct window w;
	char text[WINDOW_ROOM];
	const char *const bad[] = { "", "21:00", "21:00-8:00", "24:00-08:00",
	    "21:60-08:00", "21:00-24:01", "21:00-08:00 ", "2100--08:00" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		is(window_parse(bad[i], &w), "not quiet hours (want such as "
		    "21:00-08:00)", bad[i]);
	ok(window_parse("00:00-24:00", &w) == NULL && w.start == 0 &&
	    w.end == 1440, "24:00 is an end");
	window_print(w, text);
	is(text, "00:00-24:00", "and is written so");
}

/* By the minute, around what clocks do: as slow as can be. */
static bool
agrees(const struct quiet *q, const struct zone *z, int64_t t)
{
	int64_t end = t;

	while (quiet_is(q, z, end) && end < t + 15 * DAY)
		end = end - end % 60 + 60;
	if (end >= t + 15 * DAY)
		end = INT64_MAX;
	return quiet_end(q, z, t) == end;
}

static void
test_search(void)
{
	static const char *const zones[] = { "America/New_York",
	    "Australia/Lord_Howe", "Africa/Cairo", "America/Havana",
	    "America/Santiago", "Africa/Casablanca", "Pacific/Apia",
	    "Asia/Kathmandu", "Europe/London", "UTC" };
	static const char *const starts[] = { "2026-03-07", "2026-03-28",
	    "2026-04-03", "2026-04-23", "2026-09-05", "2026-10-03",
	    "2026-10-30", "2011-12-29", "2026-02-14" };
	unsigned wrong = 0;

	srandom(1);
	for (int i = 0; i < 3000; i++) {
		struct quiet q = { .over = QUIET_DEFER };
		int64_t t = at(starts[random() % 9]) + random() % (3 * DAY);

		for (int d = 0; d < 7; d++)
			if (random() % 3 > 0)
				q.on[d] = (struct window){
				    (short)(random() % 1440),
				    (short)(random() % 1441) };
		wrong += !agrees(&q, zone(zones[random() % 10]), t);
	}
	ok(wrong == 0, "the end is that of a search by the minute");
}

int
main(void)
{
	instant_use_zone(zone("UTC"));
	test_vectors();
	test_is();
	test_edge();
	test_tie();
	test_parse();
	test_search();
	return finish();
}
