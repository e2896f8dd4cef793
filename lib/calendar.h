#ifndef CALENDAR_H
#define CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "instant.h"
#include "opt.h"
#include "source.h"
#include "span.h"
#include "value.h"
#include "zone.h"

/*
 * A shop's calendar of offers, a CSV file such as
 *
 *	offer,on,until,lead,country,audience,coupon
 *	Thanksgiving,4th thu nov,4d,2w,US,,TURKEY
 *	Christmas,12-24,12-26,,,"segment in (""Champions"")",
 *
 * of which offer and on must be there.  See recurrence.h for its days; until
 * may be a span, too.  Mistakes in it are fatal.
 */
struct calendar;

struct offer {
	const char *name, *coupon, *country;	/* as written; "": none */
	struct span lead;
};

/* An offer holds from one day to another, and is told of from a third on. */
struct showing {
	const struct offer *offer;
	size_t row;			/* of the calendar, from 0 */
	struct day told, on, last;
};

/* Reads days, weeks, months or years, or none at all, into a struct span. */
value_parser calendar_parse_lead;

/* Read it; lead is that of offers that don't say. */
struct calendar *calendar_read(const char *path, const struct common *common,
    struct span lead);
void calendar_free(struct calendar *c);

/* How many rows it has. */
size_t calendar_count(const struct calendar *c);

/*
 * Which showings somebody, in some time zone, may have to be told of at as_of,
 * and those of all rows for the same offer and day: *n of them, by row, then day;
 * one may come twice.  The conditions are compiled against the table,
 * before its first row is read; and anew for another as-of.
 */
const struct showing *calendar_open(struct calendar *c, struct source *in,
    struct instant as_of, size_t *n);

/* When somebody is told of a showing, and until when, on the clocks of their
   zone. */
struct stretch {
	int64_t from, to;
};
struct stretch calendar_when(const struct showing *t, const struct zone *zone);

/* Is the current row, of that country (NULL: none is known), one of those
   meant by row i of the calendar?  Of rows that have no such showing none is.
   False: it can't be told, and the row was rejected. */
bool calendar_judge(const struct calendar *c, struct source *in,
    const char *country, bool is_meant[]);

#endif
