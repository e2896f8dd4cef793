#include "day.h"

#include <stdio.h>
#include <string.h>

#include "tap.h"

static int
number(const char *text)
{
	struct day d = { -99999999 };

	day_parse(text, &d);
	return d.number;
}

static const char *
later(const char *text, int months)
{
	static char printed[DAY_ROOM];
	struct day d = { 0 };

	day_parse(text, &d);
	day_print(day_plus_months(d, months), printed);
	return printed;
}

static void
test_parse(void)
{
	static const char want[] = "not a date (want YYYY-MM-DD)";
	struct day d = { 7 };

	ok(number("1970-01-01") == 0, "the epoch is day 0");
	ok(number("1969-12-31") == -1, "days go below it");
	ok(number("2024-02-29") == 19782, "a leap day is a day");
	ok(number("0001-01-01") == -719162, "the calendar starts in year 1");
	ok(number("9999-12-31") == 2932896, "and ends in year 9999");
	is(day_parse("1900-02-29", &d), "no such day", "1900 had no leap day");
	is(day_parse("2024-13-01", &d), "no such day", "nor any a 13th month");
	is(day_parse("2024-00-01", &d), "no such day", "or a 0th");
	is(day_parse("2024-04-31", &d), "no such day", "or a 31 April");
	is(day_parse("2024-04-00", &d), "no such day", "or a 0 April");
	is(day_parse("0000-01-01", &d), "no such day", "there was no year 0");
	is(day_parse("2024-1-01", &d), want, "a month has two digits");
	is(day_parse("2024-01-01 ", &d), want, "nothing may follow");
	is(day_parse("2024-01-0", &d), want, "nor be missing");
	is(day_parse("", &d), want, "nor all of it");
	ok(d.number == 7, "a failed parse leaves the target alone");
}

static void
test_every_day(void)
{
	int year = 1, month = 1, mday = 1, y, m, dd, n = number("0001-01-01");
	int split = 1, made = 1, printed = 1, week = 1;
	char want[32], got[DAY_ROOM];
	struct day d;

	/* Counted on by hand: the rule of leap years, nothing of day.c's. */
	for (; year < 10000; n++) {
		int leap = year % 4 == 0 && (year % 100 != 0 ||
		    year % 400 == 0);
		int length = month == 2 ? 28 + leap :
		    month == 4 || month == 6 || month == 9 || month == 11 ?
		    30 : 31;

		day_split((struct day){ n }, &y, &m, &dd);
		split &= y == year && m == month && dd == mday;
		made &= day_make(year, month, mday, &d) && d.number == n;
		snprintf(want, sizeof want, "%04d-%02d-%02d", year, month,
		    mday);
		printed &= day_print((struct day){ n }, got) == 10 &&
		    strcmp(got, want) == 0;
		/* 1970-01-01 was a Thursday. */
		week &= day_of_week((struct day){ n }) ==
		    ((n + 3) % 7 + 7) % 7 + 1;
		if (++mday > length) {
			mday = 1;
			month = month % 12 + 1;
			year += month == 1;
		}
	}
	ok(n == 2932897, "there are 3,652,059 days");
	ok(split, "every one splits");
	ok(made, "is made");
	ok(printed, "is printed");
	ok(week, "and has its day of the week");
}

static void
test_months(void)
{
	is(later("2026-01-31", 1), "2026-02-28", "31 January and a month");
	is(later("2024-01-31", 1), "2024-02-29", "in a leap year");
	is(later("2026-03-31", -1), "2026-02-28", "and back");
	is(later("2026-11-15", 2), "2027-01-15", "over the new year");
	is(later("2026-01-15", -1), "2025-12-15", "and back over it");
	is(later("2024-02-29", 12), "2025-02-28", "a leap day and a year");
	is(later("2024-02-29", -48), "2020-02-29", "less four years");
	is(later("2026-05-05", 0), "2026-05-05", "no months are no change");
	is(later("9999-12-01", 1), "9999-12-31", "not past the last day");
	is(later("2026-01-01", 2147483647), "9999-12-31", "however many");
	is(later("0001-01-31", -1), "0001-01-01", "nor before the first");
	is(later("2026-01-01", -2147483647), "0001-01-01", "however many so");
}

int
main(void)
{
	test_parse();
	test_every_day();
	test_months();
	ok(day_between((struct day){ 5 }, (struct day){ 2 }) == -3,
	    "days between have a sign");
	return finish();
}
