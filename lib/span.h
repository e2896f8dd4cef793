#ifndef SPAN_H
#define SPAN_H

#include <stddef.h>
#include <stdint.h>

/*
 * A length of time as options say it: 45s, 15m, 16h, 90d, 12w, 6mo, 1y.
 * Days, weeks, months and years are calendar time: the same time of day some
 * days on, whatever the clocks did.  Seconds, minutes and hours are elapsed.
 * One of the three is filled, the others are 0.
 */
struct span {
	int64_t seconds;
	int days;
	int months;
};

/* Read one such text into a struct span.  See value.h for the contract. */
const char *span_parse(const char *text, void *into);

/* Likewise, but of days, weeks, months or years, and not of none. */
const char *span_parse_days(const char *text, void *into);

enum { SPAN_ROOM = 32 };

/* Write it in the largest unit that is exact, and return its length. */
size_t span_print(struct span s, char text[SPAN_ROOM]);

#endif
