#include "tzrule.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"

enum { DAY = 24 * 60 * 60, YEARS = 5, NAME_MIN = 3 };

/* The calendar repeats every 400 years; 2000-01-01 begins our round of it. */
static const int64_t round_start = INT64_C(946684800);
static const int64_t round_length = INT64_C(146097) * DAY;

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* Step past a zone's abbreviation, such as CEST or <+03>. */
static bool
skip_name(const char **p)
{
	bool quoted = **p == '<';
	const char *start = *p += quoted;

	while (is_letter(**p) || (quoted &&
	    (is_digit(**p) || **p == '+' || **p == '-')))
		(*p)++;
	if (*p - start < NAME_MIN || (quoted && **p != '>'))
		return false;
	*p += quoted;
	return true;
}

/* Read digits at *p, a number from min to max. */
static bool
take_number(const char **p, int min, int max, int *into)
{
	int n = 0;

	if (!is_digit(**p))
		return false;
	for (; is_digit(**p); (*p)++) {
		n = 10 * n + (**p - '0');
		if (n > max)
			return false;
	}
	*into = n;
	return n >= min;
}

/* Read [+-]hh[:mm[:ss]] at *p. */
static bool
take_time(const char **p, int max_hours, int *into)
{
	int hours, minutes = 0, seconds = 0;
	bool negative = **p == '-';

	*p += **p == '-' || **p == '+';
	if (!take_number(p, 0, max_hours, &hours))
		return false;
	if (**p == ':') {
		(*p)++;
		if (!take_number(p, 0, 59, &minutes))
			return false;
		if (**p == ':') {
			(*p)++;
			if (!take_number(p, 0, 59, &seconds))
				return false;
		}
	}
	*into = (hours * 60 + minutes) * 60 + seconds;
	*into = negative ? -*into : *into;
	return true;
}

/* Read ,Jn ,n or ,Mm.w.d at *p, and the /time that may follow. */
static bool
take_day(const char **p, struct tzday *d)
{
	bool good;

	if (*(*p)++ != ',')
		return false;
	d->month = d->week = 0;
	if (**p == 'J') {
		(*p)++;
		d->form = TZDAY_JULIAN;
		good = take_number(p, 1, 365, &d->day);
	} else if (**p == 'M') {
		(*p)++;
		d->form = TZDAY_WEEK;
		good = take_number(p, 1, 12, &d->month) && *(*p)++ == '.' &&
		    take_number(p, 1, 5, &d->week) && *(*p)++ == '.' &&
		    take_number(p, 0, 6, &d->day);
	} else {
		d->form = TZDAY_ZERO;
		good = take_number(p, 0, 365, &d->day);
	}
	d->seconds = 2 * 60 * 60;
	if (!good || **p != '/')
		return good;
	(*p)++;
	return take_time(p, 167, &d->seconds);
}

bool
tzrule_parse(const char *text, struct tzrule *into)
{
	const char *p = text;
	int west;

	*into = (struct tzrule){ .has_summer = false };
	if (!skip_name(&p) || !take_time(&p, 24, &west))
		return false;
	into->standard = into->summer = -west;
	if (*p == '\0')
		return true;
	if (!skip_name(&p))
		return false;
	into->summer = into->standard + 60 * 60;
	if (*p != ',') {
		if (!take_time(&p, 24, &west))
			return false;
		into->summer = -west;
	}
	into->has_summer = into->summer != into->standard;
	return take_day(&p, &into->start) && take_day(&p, &into->end) &&
	    *p == '\0';
}

/* The seconds since 1970 that the clocks show when a year's tzday comes. */
static int64_t
wall_of(const struct tzday *d, int year)
{
	struct day first = { 0 }, leap, at;
	int n;

	if (d->form == TZDAY_WEEK) {
		day_make(year, d->month, 1, &first);
		n = (d->day - day_of_week(first) + 14) % 7 + 7 * (d->week - 1);
		/* The fifth of them is the last, be there five or four. */
		if (!day_make(year, d->month, 1 + n, &at))
			n -= 7;
	} else {
		day_make(year, 1, 1, &first);
		n = d->day;
		if (d->form == TZDAY_JULIAN)
			n -= d->day < 60 || !day_make(year, 2, 29, &leap);
	}
	return (int64_t)(first.number + n) * DAY + d->seconds;
}

/*
 * List the changes of the years about year in order of time: two on either
 * side, as hours may carry a change over the new year.  Of two at once
 * the later listed holds: summer that ends as the next year's begins is
 * summer all year, and one that ends as it begins never is.
 */
static int
list_changes(const struct tzrule *r, int year, struct tzstretch change[])
{
	int n = 0;

	for (int i = 0; i < 2 * YEARS; i++) {
		int y = year - YEARS / 2 + i / 2;
		struct tzstretch c = { .until = INT64_MAX };
		int at;

		if (i % 2 == 0) {
			c.from = wall_of(&r->start, y) - r->standard;
			c.offset = r->summer;
		} else {
			c.from = wall_of(&r->end, y) - r->summer;
			c.offset = r->standard;
		}
		for (at = n++; at > 0 && change[at - 1].from > c.from; at--)
			change[at] = change[at - 1];
		change[at] = c;
	}
	return n;
}

struct tzstretch
tzrule_at(const struct tzrule *r, int64_t utc)
{
	struct tzstretch change[2 * YEARS];
	int64_t rounds, shift;
	int year, month, mday, n, i;

	if (!r->has_summer)
		return (struct tzstretch){ INT64_MIN, INT64_MAX, r->standard };
	if (utc < INT64_MIN / 2)
		utc = INT64_MIN / 2;
	if (utc > INT64_MAX / 2)
		utc = INT64_MAX / 2;
	rounds = (utc - round_start) / round_length;
	rounds -= (utc - round_start) % round_length < 0;
	shift = rounds * round_length;
	day_split((struct day){ (int)((utc - shift) / DAY) }, &year, &month,
	    &mday);
	n = list_changes(r, year, change);
	for (i = n - 1; i > 0 && change[i].from > utc - shift; i--)
		;
	change[i].from += shift;
	change[i].until = i + 1 < n ? change[i + 1].from + shift : INT64_MAX;
	return change[i];
}
