#ifndef YEARLY_H
#define YEARLY_H

#include <stdbool.h>
#include <stdint.h>

#include "birthday.h"
#include "span.h"
#include "zone.h"

/*
 * An occasion that comes every year, from some time before its day until some
 * time after it.  All of this is by the clocks of one zone: it begins as a day
 * begins there, and ends with a day.
 */
struct yearly_rules {
	struct span lead, expires;	/* of days, weeks, months; or none */
	int leap_day;			/* an enum leap_day */
};

struct yearly {
	int year;			/* whose day it is about: */
	struct day day;
	int64_t from, until;		/* its first second, and that behind it */
};

/* Do the rules leave a time between any two?  A month counts as 31 days. */
bool yearly_is_apart(const struct yearly_rules *rules);

/* The one that holds at that instant; false: none does.  None is of the year of
   birth itself, or of one before it. */
bool yearly_find(struct birthday b, const struct yearly_rules *rules,
    const struct zone *zone, int64_t at, struct yearly *into);

/* The day that it is at that instant in the zone. */
struct day yearly_day(const struct zone *zone, int64_t at);

/* A span of days or more, or 0d.  See value.h. */
value_parser yearly_parse_span;

#endif
