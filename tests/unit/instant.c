#include "instant.h"

#include <stdint.h>
#include <stdio.h>

#include "tap.h"

/* Where no release of tzdata can change it: the past. */
static const struct zone *new_york;

static const char *
shown(struct instant t)
{
	static char text[INSTANT_ROOM];

	return instant_print(t, text) == strlen(text) ? text : "length";
}

static const char *
parsed(const char *text)
{
	struct instant t = { 7, true };
	const char *reason = instant_parse(text, &t);

	if (reason == NULL)
		return shown(t);
	return t.seconds == 7 && t.is_date ? reason : "touched";
}

static const char *
as_of(const char *text)
{
	struct instant t = { 7, true };
	const char *reason = instant_parse_as_of(text, &t);

	if (reason == NULL)
		return shown(t);
	return t.seconds == 7 && t.is_date ? reason : "touched";
}

static const char *
moved(const char *text, const char *by, int sign, const struct zone *zone)
{
	struct instant t = { 0, false };
	struct span s = { 0, 0, 0 };

	if (instant_parse(text, &t) != NULL || span_parse(by, &s) != NULL)
		return "refused";
	return shown(instant_move(t, s, sign, zone));
}

static void
test_parse(void)
{
	static const char form[] =
	    "not a time (want such as 2026-11-23T08:41:00Z, or a date)";
	static const char time[] = "no such time of day";
	static const char offset[] = "no such offset from UTC";
	static const char range[] = "no such time (want years 1 to 9999)";
	static const char *const bad[] = { "", "x", "2026", "2026-11-23T",
	    "2026-11-23 ", "2026-11-23T08:41Z", "2026-11-23T08:41:00 Z",
	    "2026-11-23T08:41:00Zx", "2026-11-23T8:41:00Z", "2026-11-23x",
	    "2026-11-23T08:41:00.Z", "2026-11-23T08:41:00+2:00",
	    "2026-11-23T08:41:00+02:0", "2026-11-23T08:41:00+02",
	    "2026-11-23T08:41:00+02:00x", "20261123", "2026/11/23",
	    " 2026-11-23" };
	int refused = 1;

	is(parsed("2026-11-23T08:41:00Z"), "2026-11-23T08:41:00Z", "RFC 3339");
	is(parsed("2026-11-23t08:41:00z"), "2026-11-23T08:41:00Z",
	    "in small letters");
	is(parsed("2026-11-23 08:41:00+02:00"), "2026-11-23T06:41:00Z",
	    "a blank, and an offset");
	is(parsed("2026-11-23T00:41:00-0330"), "2026-11-23T04:11:00Z",
	    "one without a colon");
	is(parsed("2026-11-23T08:41:59.999Z"), "2026-11-23T08:41:59Z",
	    "a fraction is dropped");
	is(parsed("1969-12-31T23:59:59.5Z"), "1969-12-31T23:59:59Z",
	    "before 1970 too");
	is(parsed("2026-11-23"), "2026-11-23", "a date stays one");
	is(parsed("0001-01-01T00:00:00Z"), "0001-01-01T00:00:00Z",
	    "the first second");
	is(parsed("9999-12-31T23:59:59Z"), "9999-12-31T23:59:59Z",
	    "the last second");
	is(parsed("0001-01-01T00:00:00+00:01"), range, "none before it");
	is(parsed("9999-12-31T23:59:59-00:01"), range, "none after it");
	is(parsed("2026-11-23T08:41:00"),
	    "no offset from UTC (want one, or --tz)",
	    "a local time needs a zone");
	is(parsed("2026-02-30"), "no such day", "30 February");
	is(parsed("2026-02-29T00:00:00Z"), "no such day", "29 in 2026");
	is(parsed("0000-01-01"), "no such day", "year 0");
	is(parsed("2026-11-23T24:00:00Z"), time, "hour 24");
	is(parsed("2026-11-23T23:60:00Z"), time, "minute 60");
	is(parsed("2016-12-31T23:59:60Z"), time, "second 60");
	is(parsed("2026-11-23T08:41:00+24:00"), offset, "an offset of a day");
	is(parsed("2026-11-23T08:41:00+00:60"), offset, "one of 60 minutes");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		if (strcmp(parsed(bad[i]), form) != 0) {
			printf("# '%s': %s\n", bad[i], parsed(bad[i]));
			refused = 0;
		}
	}
	ok(refused, "nothing else is a time");
}

static void
test_as_of(void)
{
	is(as_of("2026-11-23T08:41:00Z"), "2026-11-23T08:41:00Z",
	    "as of an instant");
	is(as_of("2026-11-23"), "2026-11-23T23:59:59Z", "as of a day's end");
	is(as_of("2026-11-31"), "no such day", "as of no day");
	is(as_of("9999-12-31"), "9999-12-31T23:59:59Z", "as of the last day");
	instant_use_zone(new_york);
	is(as_of("2019-03-10"), "2019-03-11T03:59:59Z",
	    "as of the end of a day of 23 hours");
	is(as_of("2019-03-09"), "2019-03-10T04:59:59Z", "and the one before");
	is(as_of("9999-12-31"), "no such time (want years 1 to 9999)",
	    "not as of year 10000");
	instant_use_zone(NULL);
}

static void
test_shop_zone(void)
{
	struct instant t = { 0, false };
	const char *reason;

	is(zone_name(instant_zone()), "UTC",
	    "a shop's zone is UTC unless said");
	ok(instant_parse("2019-07-02", &t) == NULL && t.is_date &&
	    t.seconds == 1562025600, "its dates begin at midnight in UTC");
	t.is_date = false;
	t.seconds--;
	ok(instant_day(t).number == 18078, "and end a second before");
	t.seconds = -1;
	ok(instant_day(t).number == -1, "before 1970 too");

	instant_use_zone(new_york);
	ok(instant_zone() == new_york, "it may be said");
	is(parsed("2019-07-02T00:30:00"), "2019-07-02T04:30:00Z",
	    "a local time is of the shop's zone");
	is(parsed("2019-03-10T02:30:00"), "2019-03-10T07:30:00Z",
	    "in a gap by the offset before");
	is(parsed("2019-03-10T05:00:00"), "2019-03-10T09:00:00Z",
	    "after it by the offset after");
	is(parsed("2019-11-03T01:30:00"), "2019-11-03T05:30:00Z",
	    "in an overlap the first");
	is(parsed("2019-07-02T00:30:00Z"), "2019-07-02T00:30:00Z",
	    "an offset wins");
	is(parsed("2019-07-02"), "2019-07-02", "a date stays that date");
	instant_parse("2019-07-02", &t);
	ok(t.seconds == 1562025600 + 4 * 3600, "and begins at midnight there");
	t.seconds--;
	ok(instant_day(t).number == 18078,
	    "a second earlier is the day before");

	instant_use_zone(zone_find("Pacific/Apia", &reason));
	is(parsed("2011-12-30"), "no such day in the shop's time zone",
	    "Samoa had no 30 December 2011");
	is(parsed("2011-12-31"), "2011-12-31", "but a 31st");
	instant_use_zone(NULL);
}

static const struct {
	enum notation how;
	const char *text, *want;
} readings[] = {
	/* What platforms were seen to write. */
	{ NOTATION_ISO, "2025-10-02 17:09:34 -0300", "2025-10-02T20:09:34Z" },
	{ NOTATION_ISO, "2017-09-23T14:18:23-07:00", "2017-09-23T21:18:23Z" },
	{ NOTATION_MDY, "09/03/26", "2026-09-03" },
	{ NOTATION_ISO, "Dec 8, 2024 9:15:51 AM", "2024-12-08T14:15:51Z" },
	{ NOTATION_ISO, "Dec 8, 2024", "2024-12-08" },
	{ NOTATION_ISO, "Jul-25-26", "2026-07-25" },
	{ NOTATION_ISO, "Jul-5-2026", "2026-07-05" },
	{ NOTATION_ISO, "Feb-29-26", "no such day" },
	{ NOTATION_ISO, "Jul-25", "not a time (want such as "
	    "2026-11-23 08:41:00 +0200)" },
	{ NOTATION_ISO, "Dec 8, 2024 15:30:00 PM", "2024-12-08T20:30:00Z" },
	{ NOTATION_ISO, "Dec 8, 2024 3:30:00 PM", "2024-12-08T20:30:00Z" },
	{ NOTATION_ISO, "Dec 8, 2024, 3:30:00\xe2\x80\xafPM",
	    "2024-12-08T20:30:00Z" },
	{ NOTATION_ISO, "2022-11-10 21:50:48", "2022-11-11T02:50:48Z" },
	{ NOTATION_MDY, "10/05/2025 2:30:00 PM", "2025-10-05T18:30:00Z" },
	{ NOTATION_MDY, "7/25/2018 21:06", "2018-07-26T01:06:00Z" },
	{ NOTATION_ISO, "Fri, 09 Aug 2013 13:18:20 +0000",
	    "2013-08-09T13:18:20Z" },
	{ NOTATION_ISO, "09 Aug 2013 13:18:20 GMT", "2013-08-09T13:18:20Z" },
	{ NOTATION_DMY, "22/04/2019 17:34", "2019-04-22T21:34:00Z" },
	{ NOTATION_DMY, "22.04.2019", "2019-04-22" },
	{ NOTATION_DMY, "2019-04-22T17:34:18Z", "2019-04-22T17:34:18Z" },
	{ NOTATION_UNIX, "1731000000", "2024-11-07T17:20:00Z" },
	{ NOTATION_UNIX_MS, "1433221332117", "2015-06-02T05:02:12Z" },
	{ NOTATION_UNIX_US, "1433221332117000", "2015-06-02T05:02:12Z" },
	{ NOTATION_ISO, "2015-12-10T04:08:31.909Z", "2015-12-10T04:08:31Z" },
	{ NOTATION_YMD, "19970118", "1997-01-18" },
	{ NOTATION_ISO, "2019-10-01 00:00:00 UTC", "2019-10-01T00:00:00Z" },

	/* Noon and midnight, and one platform's clock of 24 hours. */
	{ NOTATION_ISO, "Dec 8, 2024 12:00:00 AM", "2024-12-08T05:00:00Z" },
	{ NOTATION_ISO, "Dec 8, 2024 12:00:00 PM", "2024-12-08T17:00:00Z" },
	{ NOTATION_ISO, "Dec 8, 2024 00:30:00 AM", "2024-12-08T05:30:00Z" },
	{ NOTATION_ISO, "Dec 8, 2024 0:30:00 PM", "no such time of day" },
	{ NOTATION_ISO, "Dec 8, 2024 24:00:00 PM", "no such time of day" },
	{ NOTATION_ISO, "Dec 8, 2024 11:59:60 PM", "no such time of day" },

	/* Names of months, years of two digits, days that are none. */
	{ NOTATION_ISO, "december 8, 2024", "2024-12-08" },
	{ NOTATION_ISO, "Sept 8, 2024", "2024-09-08" },
	{ NOTATION_MDY, "1/2/68", "2068-01-02" },
	{ NOTATION_MDY, "1/2/69", "1969-01-02" },
	{ NOTATION_DMY, "1/2/99", "1999-02-01" },
	{ NOTATION_DMY, "1/2/00", "2000-02-01" },
	{ NOTATION_MDY, "22/04/2026", "no such day" },
	{ NOTATION_DMY, "04/22/2026", "no such day" },
	{ NOTATION_YMD, "20260230", "no such day" },
	{ NOTATION_ISO, "Feb 30, 2024", "no such day" },
	{ NOTATION_UNIX, "-1", "1969-12-31T23:59:59Z" },
	{ NOTATION_UNIX, "1.9", "1970-01-01T00:00:01Z" },
	{ NOTATION_UNIX, "-1.0", "1969-12-31T23:59:59Z" },
	{ NOTATION_UNIX, "-1.5", "1969-12-31T23:59:58Z" },
	{ NOTATION_UNIX_MS, "-1", "1969-12-31T23:59:59Z" },
	{ NOTATION_UNIX_MS, "-1000", "1969-12-31T23:59:59Z" },
	{ NOTATION_UNIX, "253402300799", "9999-12-31T23:59:59Z" },
	{ NOTATION_UNIX, "253402300800",
	    "no such time (want years 1 to 9999)" },
	{ NOTATION_UNIX, "1731000000000",
	    "no such time (want years 1 to 9999)" }
};

static void
test_read(void)
{
	for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
		struct instant t = { 0, false };
		const char *reason = instant_read(readings[i].text,
		    readings[i].how, new_york, &t);

		is(reason != NULL ? reason : shown(t), readings[i].want,
		    readings[i].text);
	}
}

static void
test_read_refuses(void)
{
	static const struct {
		enum notation how;
		const char *text;
	} bad[] = {
		{ NOTATION_ISO, "" }, { NOTATION_ISO, "yesterday" },
		{ NOTATION_ISO, "09/03/26" }, { NOTATION_ISO, "2026-1-2" },
		{ NOTATION_ISO, "2026-01-02 10:00 " },
		{ NOTATION_ISO, "2026-01-02 10:00 EST" },
		{ NOTATION_ISO, "2026-01-02 10:00 PM PM" },
		{ NOTATION_ISO, "2026-01-02 10:00 UTC+2" },
		{ NOTATION_ISO, "2026-01-02 1000" },
		{ NOTATION_ISO, "2026-01/02" }, { NOTATION_ISO, "Foo 8, 2024" },
		{ NOTATION_ISO, "Foo, 8 Dec 2024" },
		{ NOTATION_ISO, "Decemberly 8, 2024" },
		{ NOTATION_ISO, "Decembers 8, 2024" },
		{ NOTATION_ISO, "Dec 8, 24" }, { NOTATION_ISO, "De 8, 2024" },
		{ NOTATION_MDY, "" }, { NOTATION_MDY, "1/2" },
		{ NOTATION_MDY, "1/2-2026" }, { NOTATION_MDY, "1/2/026" },
		{ NOTATION_MDY, "001/2/2026" }, { NOTATION_MDY, "1/2/2026x" },
		{ NOTATION_DMY, "1 2 2026" }, { NOTATION_YMD, "" },
		{ NOTATION_YMD, "2026112" }, { NOTATION_YMD, "202611231" },
		{ NOTATION_UNIX, "" }, { NOTATION_UNIX, "-" },
		{ NOTATION_UNIX, "1." }, { NOTATION_UNIX, ".5" },
		{ NOTATION_UNIX, "1e9" }, { NOTATION_UNIX, "1.5.5" },
		{ NOTATION_UNIX, "12345678901234567890" },
		{ NOTATION_UNIX_MS, "x" }, { NOTATION_UNIX_US, "2026-01-01" }
	};
	static const char *const never[] = {
		"2026-02-30 10:00:00 +0000", "2026-01-02 24:00:00 +0000",
		"2026-01-02 10:60:00 +0000", "2026-01-02 10:00:60 +0000",
		"2026-01-02 10:00:00 +2400", "2026-01-02 10:00:00 +0060"
	};
	int refused = 1;

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct instant t = { 7, true };
		const char *reason = instant_read(bad[i].text, bad[i].how,
		    new_york, &t);

		if (reason == NULL || strncmp(reason, "not a ", 6) != 0 ||
		    t.seconds != 7) {
			printf("# '%s': %s\n", bad[i].text,
			    reason != NULL ? reason : shown(t));
			refused = 0;
		}
	}
	ok(refused, "what isn't in the notation is refused");
	for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
		struct instant t = { 7, true };
		const char *reason = instant_read(never[i], NOTATION_ISO,
		    new_york, &t);

		is(reason == NULL ? shown(t) : strncmp(reason, "no such ", 8) ==
		    0 ? "never" : reason, "never", never[i]);
	}
}

static void
test_read_zone(void)
{
	struct instant t = { 0, false };

	is(instant_read("2022-11-10 21:50:48", NOTATION_ISO, NULL, &t),
	    "no offset from UTC (want one, or --tz)",
	    "a platform's local time needs a zone");
	instant_use_zone(new_york);
	ok(instant_read("2022-11-10 21:50:48", NOTATION_ISO, NULL, &t) == NULL
	    && t.seconds == 1668135048, "the shop's will do");
	ok(instant_read("2022-11-10 21:50:48", NOTATION_ISO,
	    zone_find("+02:00", &(const char *){ NULL }), &t) == NULL &&
	    t.seconds == 1668109848, "the platform's own goes before it");
	instant_use_zone(NULL);
}

static void
test_move(void)
{
	is(moved("2026-11-23T08:41:00Z", "16h", 1, NULL),
	    "2026-11-24T00:41:00Z", "hours later");
	is(moved("2026-11-23T08:41:00Z", "16h", -1, NULL),
	    "2026-11-22T16:41:00Z", "hours earlier");
	is(moved("2026-11-23", "90d", -1, NULL), "2026-08-25",
	    "a date stays one by days");
	is(moved("2026-01-31", "1mo", 1, NULL), "2026-02-28", "by months");
	is(moved("2026-11-23", "1h", 1, NULL), "2026-11-23T01:00:00Z",
	    "but not by hours");
	is(moved("2026-11-23", "0h", 1, NULL), "2026-11-23",
	    "nothing moves nothing");
	is(moved("2019-03-09T07:30:00Z", "1d", 1, new_york),
	    "2019-03-10T07:30:00Z", "a day into a gap");
	is(moved("2019-03-09T17:00:00Z", "1d", 1, new_york),
	    "2019-03-10T16:00:00Z", "a day over one keeps the wall's time");
	is(moved("2019-03-09T17:00:00Z", "24h", 1, new_york),
	    "2019-03-10T17:00:00Z", "24 hours don't");
	is(moved("2019-11-02T05:30:00Z", "1d", 1, new_york),
	    "2019-11-03T05:30:00Z", "a day into an overlap: the first");
	is(moved("2019-11-03T06:30:00Z", "0d", 1, new_york),
	    "2019-11-03T06:30:00Z", "nothing stays in the second");
	is(moved("2019-03-31T17:00:00Z", "1mo", -1, new_york),
	    "2019-02-28T18:00:00Z", "a month back to a shorter one");
	is(moved("9999-12-31T00:00:00Z", "9999y", 1, NULL),
	    "9999-12-31T00:00:00Z", "not out of the calendar");
	is(moved("2026-01-01T00:00:00Z", "9000y", -1, NULL),
	    "0001-01-01T00:00:00Z", "at either end");
	is(moved("9999-12-31T00:00:00Z", "87600000h", 1, NULL),
	    "9999-12-31T23:59:59Z", "nor by hours");
	instant_use_zone(new_york);
	is(moved("2019-03-09", "1d", 1, NULL), "2019-03-10",
	    "a date moves in the shop's zone");
	is(moved("2019-03-09T17:00:00Z", "1d", 1, NULL),
	    "2019-03-10T16:00:00Z", "so does an instant, unless said");
	instant_use_zone(NULL);
}

static bool
known(const char *t, const char *as_of)
{
	struct instant a, b;

	return instant_parse(t, &a) == NULL &&
	    instant_parse_as_of(as_of, &b) == NULL && instant_is_known(a, b);
}

static void
test_known(void)
{
	struct instant date = { 100, true }, time = { 100, false };

	ok(known("2026-11-16T10:00:00Z", "2026-11-16T10:00:00Z"),
	    "a time is known when it is there");
	ok(!known("2026-11-16T10:00:01Z", "2026-11-16T10:00:00Z"),
	    "and not before");
	ok(!known("2026-11-16", "2026-11-16T23:59:58Z"),
	    "a date not before its day's end");
	ok(known("2026-11-16", "2026-11-16T23:59:59Z"), "but then");
	ok(known("2026-11-16", "2026-11-16"), "so on that day");
	ok(known("9999-12-31", "9999-12-31"), "on the last one too");
	instant_use_zone(new_york);
	ok(!known("2019-03-10", "2019-03-11T03:59:58Z") &&
	    known("2019-03-10", "2019-03-11T03:59:59Z"),
	    "a short day's end in the shop's zone");
	instant_use_zone(NULL);
	ok(instant_is_later(time, date) && !instant_is_later(date, time) &&
	    !instant_is_later(time, time) && !instant_is_later(date, date),
	    "of one second, a time is later than a date");
	date.seconds++;
	ok(instant_is_later(date, time) && !instant_is_later(time, date),
	    "else the later second");
}

int
main(void)
{
	const char *reason;

	new_york = zone_find("America/New_York", &reason);
	if (new_york == NULL) {
		printf("1..0 # skip America/New_York: %s\n", reason);
		return 0;
	}
	test_parse();
	test_as_of();
	test_shop_zone();
	test_read();
	test_read_refuses();
	test_read_zone();
	test_move();
	test_known();
	return finish();
}
