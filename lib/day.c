#include "day.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FIRST = -719162, LAST = 2932896 };	/* 0001-01-01, 9999-12-31 */

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month(int year, int month)
{
	static const signed char length[] = { 31, 28, 31, 30, 31, 30,
	    31, 31, 30, 31, 30, 31 };

	return length[month - 1] + (month == 2 && is_leap(year));
}

/*
 * Years are counted from March, so that the leap day comes last: then month
 * lengths follow 153 days to five months, from whichever end one counts.
 */
static int
number_of(int year, int month, int mday)
{
	int y = year - (month <= 2);
	int m = month > 2 ? month - 3 : month + 9;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 +
	    mday - 1 - 719468;
}

/* Read exactly n digits at *p, and step past them; -1 if they are not. */
static int
take_digits(const char **p, int n)
{
	int v = 0;

	for (; n > 0; n--, (*p)++) {
		if (**p < '0' || **p > '9')
			return -1;
		v = 10 * v + (**p - '0');
	}
	return v;
}

const char *
day_parse(const char *text, void *into)
{
	static const char want[] = "not a date (want YYYY-MM-DD)";
	const char *p = text;
	int year, month, mday;

	if ((year = take_digits(&p, 4)) < 0 || *p++ != '-' ||
	    (month = take_digits(&p, 2)) < 0 || *p++ != '-' ||
	    (mday = take_digits(&p, 2)) < 0 || *p != '\0')
		return want;
	return day_make(year, month, mday, into) ? NULL : "no such day";
}

static void
put_two(char *p, unsigned v)
{
	p[0] = (char)('0' + v / 10);
	p[1] = (char)('0' + v % 10);
}

size_t
day_print(struct day d, char text[DAY_ROOM])
{
	int year, month, mday;

	day_split(d, &year, &month, &mday);
	put_two(text, (unsigned)year / 100);
	put_two(text + 2, (unsigned)year % 100);
	text[4] = '-';
	put_two(text + 5, (unsigned)month);
	text[7] = '-';
	put_two(text + 8, (unsigned)mday);
	text[10] = '\0';
	return 10;
}

int
day_make(int year, int month, int mday, struct day *into)
{
	if (year < 1 || year > 9999 || month < 1 || month > 12 || mday < 1 ||
	    (mday > 28 && mday > days_in_month(year, month)))
		return false;
	into->number = number_of(year, month, mday);
	return true;
}

void
day_split(struct day d, int *year, int *month, int *mday)
{
	int n = d.number + 719468;		/* since 0000-03-01 */
	int era = n / 146097;			/* of 400 years */
	int left = n % 146097;
	int y = (left - left / 1460 + left / 36524 - left / 146096) / 365;
	int m;

	left -= 365 * y + y / 4 - y / 100;
	m = (5 * left + 2) / 153;
	*mday = left - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = 400 * era + y + (*month <= 2);
}

int
day_between(struct day from, struct day to)
{
	return to.number - from.number;
}

struct day
day_plus_months(struct day d, int months)
{
	int year, month, mday, length;
	int64_t n;

	day_split(d, &year, &month, &mday);
	n = 12 * (int64_t)year + month - 1 + months;
	if (n < 12)
		return (struct day){ FIRST };
	if (n >= 12 * 10000)
		return (struct day){ LAST };
	year = (int)(n / 12);
	month = (int)(n % 12) + 1;
	length = days_in_month(year, month);
	return (struct day){
		number_of(year, month, mday < length ? mday : length)
	};
}

int
day_of_week(struct day d)
{
	/* 0000-03-01 was a Wednesday. */
	return (d.number + 719468 + 2) % 7 + 1;
}
