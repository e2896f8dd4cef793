#ifndef TZRULE_H
#define TZRULE_H

#include <stdbool.h>
#include <stdint.h>

/* A day of every year, and the time on its clocks at which they change. */
struct tzday {
	enum { TZDAY_JULIAN, TZDAY_ZERO, TZDAY_WEEK } form;
	int month, week;	/* of TZDAY_WEEK */
	int day;		/* of the year (from 1 without leap days, or
				   from 0 with them) or of the week (0: Sun) */
	int seconds;		/* since its midnight, may be below 0 */
};

/* A POSIX TZ string, with RFC 9636's hours: from -167 to 167. */
struct tzrule {
	int standard, summer;	/* seconds east of UTC */
	bool has_summer;
	struct tzday start, end;
};

/* A stretch of time, from until but not with until, with one offset. */
struct tzstretch {
	int64_t from, until;
	int offset;
};

/* Read one such text; false if it isn't one, and then *into is undefined. */
bool tzrule_parse(const char *text, struct tzrule *into);

/* A stretch that holds utc.  Its neighbours may have the same offset. */
struct tzstretch tzrule_at(const struct tzrule *r, int64_t utc);

#endif
