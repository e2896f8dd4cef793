#include "span.h"

#include <stdint.h>

#include "tap.h"

static int
reads(const char *text, int64_t seconds, int days, int months)
{
	struct span s = { -1, -1, -1 };

	return span_parse(text, &s) == NULL && s.seconds == seconds &&
	    s.days == days && s.months == months;
}

static const char *
again(const char *text)
{
	static char printed[SPAN_ROOM];
	struct span s;

	if (span_parse(text, &s) != NULL)
		return "refused";
	return span_print(s, printed) == strlen(printed) ? printed : "length";
}

int
main(void)
{
	static const char want[] =
	    "not a length of time (want such as 90d, 16h or 6mo)";
	static const char units[] =
	    "no such unit (want s, m, h, d, w, mo or y)";
	struct span s = { 7, 7, 7 };

	ok(reads("45s", 45, 0, 0), "seconds");
	ok(reads("15m", 900, 0, 0), "minutes");
	ok(reads("16h", 57600, 0, 0), "hours");
	ok(reads("90d", 0, 90, 0), "days are calendar time");
	ok(reads("12w", 0, 84, 0), "so are weeks");
	ok(reads("6mo", 0, 0, 6), "months");
	ok(reads("1y", 0, 0, 12), "and years");
	ok(reads("0d", 0, 0, 0), "a span may be nothing");
	ok(reads("3660000d", 0, 3660000, 0), "and as long as the calendar");
	is(span_parse("", &s), want, "but not empty");
	is(span_parse("d", &s), want, "without a number");
	is(span_parse("-1d", &s), want, "below 0");
	is(span_parse(" 1d", &s), want, "after a blank");
	is(span_parse("90", &s), "no unit (want s, m, h, d, w, mo or y)",
	    "without a unit");
	is(span_parse("90D", &s), units, "in a unit that isn't one");
	is(span_parse("1.5d", &s), units, "or in parts of one");
	is(span_parse("1d2h", &s), units, "nor two");
	is(span_parse("3660001d", &s), "too long",
	    "or longer than the calendar");
	is(span_parse("10001y", &s), "too long", "in any unit");
	is(span_parse("99999999999999999999999s", &s), "too long",
	    "or than a number");
	ok(s.seconds == 7 && s.days == 7 && s.months == 7,
	    "a failed parse leaves the target alone");

	is(again("45s"), "45s", "seconds are written so");
	is(again("120s"), "2m", "or as minutes, where exact");
	is(again("90m"), "90m", "but only there");
	is(again("24h"), "24h", "24 hours are no day");
	is(again("14d"), "2w", "14 days are two weeks");
	is(again("90d"), "90d", "90 are not any");
	is(again("52w"), "52w", "52 weeks are no year");
	is(again("24mo"), "2y", "24 months are two years");
	is(again("18mo"), "18mo", "18 are not any");
	is(again("0w"), "0s", "nothing is no seconds");
	return finish();
}
