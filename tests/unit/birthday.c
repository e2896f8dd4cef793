#include "birthday.h"

#include <stdio.h>

#include "tap.h"

/* As it was read, and where it falls in a year by either rule. */
static const char *
falls(const char *text, int year)
{
	static char told[64];
	struct birthday b;
	struct day day;
	size_t n = 0;

	if (birthday_parse(text, &b) != NULL)
		return "none";
	for (int rule = LEAP_DAY_FEB28; rule <= LEAP_DAY_MAR1; rule++) {
		told[n++] = ' ';
		if (birthday_in_year(b, year, rule, &day))
			n += day_print(day, told + n);
		else
			n += (size_t)sprintf(told + n, "never");
	}
	return told + 1;
}

static void
test_parse(void)
{
	static const char want[] =
	    "not a birthday (want 1990-05-31 or --05-31)";
	static const char *const bad[] = { "", "--", "--02-30", "--1-1",
	    "--12-311", "-05-31", "05-31", "1990-02-29", "1990-05-31 ",
	    "1990-05-31T00:00:00Z", "19900531", "0000-01-01", "----12-31" };
	struct birthday b = { 1, 2, 3 };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		is(birthday_parse(bad[i], &b), want, bad[i]);
	ok(b.year == 1 && b.month == 2 && b.mday == 3, "none was filled in");
	is(birthday_parse("1990-05-31", &b), NULL, "a birth date");
	ok(b.year == 1990 && b.month == 5 && b.mday == 31, "is read whole");
	is(birthday_parse("--02-29", &b), NULL, "a leap day without a year");
	ok(b.year == 0 && b.month == 2 && b.mday == 29, "has none");
}

static void
test_leap_day(void)
{
	int rule = 7;

	is(falls("--02-29", 2027), "2027-02-28 2027-03-01", "2027 has none");
	is(falls("2000-02-29", 2028), "2028-02-29 2028-02-29", "2028 has one");
	is(falls("--02-29", 2100), "2100-02-28 2100-03-01", "2100 has none");
	is(falls("--02-28", 2027), "2027-02-28 2027-02-28", "others stay");
	is(falls("--12-31", 10000), "never never", "the calendar ends");
	is(falls("--02-29", 0), "never never", "and has a beginning");
	is(birthday_parse_leap_day("mar1", &rule), NULL, "a rule");
	ok(rule == LEAP_DAY_MAR1, "is read");
	ok(birthday_parse_leap_day("feb29", &rule) != NULL, "no other is");
}

int
main(void)
{
	test_parse();
	test_leap_day();
	return finish();
}
