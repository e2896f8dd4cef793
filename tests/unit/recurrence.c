#include "recurrence.h"

#include <stdio.h>

#include "tap.h"

static const char want[] = "not a day (want such as 2026-12-24, 12-24, *-15, "
    "4th thu nov, last fri *, every mon or every day)";

static const char *
why(const char *text)
{
	struct recurrence r;

	return recurrence_parse(text, &r);
}

/* The first such day from then on; "" if there is none. */
static const char *
next(const char *text, const char *from)
{
	static char printed[DAY_ROOM];
	struct recurrence r;
	struct day d;

	if (recurrence_parse(text, &r) != NULL || day_parse(from, &d) != NULL)
		return "not read";
	if (!recurrence_next(&r, d, &d))
		return "";
	day_print(d, printed);
	return printed;
}

static void
test_parse(void)
{
	static const char *const bad[] = { "", " ", "12", "12-", "1-24",
	    "12-24-", "12-2x", "**-15", "-15", "*-1", "every", "every tuesday",
	    "every 1st", "each mon", "6th mon may", "0th mon may",
	    "4th thu nov 2026", "4th thu", "4th nov thu", "last mon mai",
	    "last last *", "every mon *", "last * may", "Thanksgiving" };
	struct recurrence r = { .month = 7 };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		is(why(bad[i]), want, bad[i]);
	recurrence_parse("no", &r);
	ok(r.month == 7, "a failed parse leaves the target alone");
	is(why("2026-02-29"), "no such day", "a day that isn't");
	is(why("2026-2-2"), "not a date (want YYYY-MM-DD)", "half a date");
	is(why("02-30"), "no such day", "a day that never is");
	is(why("13-01"), "no such day", "a month that isn't");
	is(why("00-01"), "no such day", "a month 0");
	is(why("*-32"), "no such day", "a 32nd");
	is(why("*-00"), "no such day", "a 0th");
	is(why("02-29"), NULL, "a leap day");
	is(why(" LAST  Mon May "), NULL, "capitals and blanks");
}

static void
test_next(void)
{
	is(next("2026-12-24", "2026-12-24"), "2026-12-24", "the day itself");
	is(next("2026-12-24", "2026-12-25"), "", "a day that is past");
	is(next("12-24", "2026-12-25"), "2027-12-24", "the next year's");
	is(next("02-29", "2026-03-01"), "2028-02-29", "in a leap year");
	is(next("02-29", "2096-03-01"), "2104-02-29", "2100 is none");
	is(next("*-31", "2026-01-31"), "2026-01-31", "the 31st");
	is(next("*-31", "2026-02-01"), "2026-03-31", "not of February");
	is(next("4th thu nov", "2026-01-01"), "2026-11-26", "Thanksgiving");
	is(next("last mon may", "2026-05-25"), "2026-05-25", "Memorial Day");
	is(next("last mon may", "2026-05-26"), "2027-05-31", "and the next");
	is(next("5th fri feb", "2026-01-01"), "2036-02-29", "a rare one");
	is(next("5th fri feb", "2092-03-01"), "2104-02-29", "2100 is none");
	is(next("every mon", "2026-11-16"), "2026-11-16", "a Monday");
	is(next("every mon", "2026-11-17"), "2026-11-23", "a week on");
	is(next("every sun", "2026-11-16"), "2026-11-22", "Sunday is last");
	is(next("every day", "2026-11-16"), "2026-11-16", "every day");
	is(next("every day", "9999-12-31"), "9999-12-31", "the last there is");
	is(next("every mon", "9999-12-31"), "", "a Friday, and nothing after");
	is(next("1st mon jan", "9999-12-30"), "", "no year 10000");
}

/* From one day to the next, by nothing but the weekday. */
static void
test_every_month(void)
{
	static const char *const names[] = { "mon", "tue", "wed", "thu", "fri",
	    "sat", "sun" };
	static const char *const nths[] = { "last", "1st", "2nd", "3rd", "4th",
	    "5th" };
	char text[16];
	struct day from, to, d;
	int wrong = 0, n = 0;

	day_make(1970, 1, 1, &from);
	day_make(2101, 1, 1, &to);
	for (int w = 0; w < 7 * 6; w++) {
		struct recurrence r;

		snprintf(text, sizeof text, "%s %s *", nths[w / 7],
		    names[w % 7]);
		recurrence_parse(text, &r);
		for (d = from; d.number < to.number; d.number++) {
			int year, month, mday, later;
			struct day got, week = { d.number + 7 };

			day_split(week, &year, &later, &mday);
			day_split(d, &year, &month, &mday);
			if (day_of_week(d) != w % 7 + 1 ||
			    (w / 7 == 0 ? month == later :
			    (mday + 6) / 7 != w / 7))
				continue;
			n++;
			wrong += !recurrence_next(&r, d, &got) ||
			    got.number != d.number;
			/* And none between the one before and it. */
			wrong += !recurrence_next(&r, from, &got) ||
			    got.number > d.number;
			while (got.number < d.number)
				if (got.number++, !recurrence_next(&r, got,
				    &got))
					break;
			wrong += got.number != d.number;
			from.number = d.number + 1;
		}
		day_make(1970, 1, 1, &from);
	}
	/* 131 years of 12 months have 7 each of 1st to 4th and last; and a 5th
	   of what is left of 47847 days. */
	ok(n == 131 * 12 * 7 * 5 + 47847 - 131 * 12 * 28,
	    "131 years have so many");
	ok(wrong == 0, "each is found, and nothing between");
}

int
main(void)
{
	test_parse();
	test_next();
	test_every_month();
	return finish();
}
