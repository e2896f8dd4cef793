#ifndef RECURRENCE_H
#define RECURRENCE_H

#include <stdbool.h>

#include "day.h"
#include "span.h"
#include "value.h"

/*
 * Days that a calendar names:
 *
 *	2026-11-27	this one
 *	12-24		each year; 02-29 in leap years only
 *	*-15		each month; *-31 in those that have it
 *	4th thu nov	the nth such weekday of a month, 1st to 5th, or last
 *	last fri *	of each month; the 5th in those that have it
 *	every mon	each week
 *	every day
 *
 * Words may be in capitals.  Feasts that the moon moves have a row each year.
 */
struct recurrence {
	enum { DAY_ONCE, DAY_OF_MONTH, DAY_NTH, DAY_OF_WEEK } is;
	struct day date;	/* of DAY_ONCE */
	int month;		/* 1 to 12; 0: each */
	int mday;		/* of DAY_OF_MONTH */
	int nth;		/* of DAY_NTH: 1 to 5, or 0: the last */
	int weekday;		/* 1 for Monday to 7; 0: each */
};

/* Read one such text into a struct recurrence.  See value.h. */
value_parser recurrence_parse;

/* The first of its days that is from or later; false: there is none. */
bool recurrence_next(const struct recurrence *r, struct day from,
    struct day *into);

/* How long from such a day on something lasts. */
struct stay {
	enum { STAY_ONE_DAY, STAY_SPAN, STAY_UNTIL } is;
	struct span span;		/* the last day is so much later */
	struct recurrence until;	/* or the first of these */
};

/* Read a span, or such days, into a struct stay; and the last day of it. */
value_parser stay_parse;
struct day stay_last(const struct stay *s, struct day on);

/* The day so much later, or by -1 earlier; so far inside of the calendar that
   each zone has it. */
struct day day_shift(struct day d, struct span s, int by);

#endif
