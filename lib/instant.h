#ifndef INSTANT_H
#define INSTANT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "span.h"
#include "zone.h"

/* A moment, to the second.  A fraction of a second is dropped in reading. */
struct instant {
	int64_t seconds;	/* since 1970-01-01T00:00:00Z, leap seconds apart */
	bool is_date;		/* was written as a date: seconds is the start
				   of that day in the shop's zone */
};

enum { INSTANT_ROOM = sizeof "9999-12-31T23:59:59Z" };

/* How a platform writes time (formats.md 0.1).  A map names one of them. */
enum notation {
	NOTATION_ISO,		/* 2025-10-02 17:09:34 -0300, RFC 3339, " UTC",
				   RFC 2822, "Dec 8, 2024 3:30:00 PM",
				   Jul-25-26 */
	NOTATION_MDY,		/* 09/03/26, 7/25/2018 21:06, 2:30:00 PM */
	NOTATION_DMY,		/* 22/04/2026 17:34, 22.04.2026 */
	NOTATION_YMD,		/* 19970118 */
	NOTATION_UNIX,		/* 1731000000 */
	NOTATION_UNIX_MS,
	NOTATION_UNIX_US
};

/* The shop's zone, of dates and of times without an offset; NULL: not said. */
void instant_use_zone(const struct zone *shop);

/* The shop's zone; UTC where it was not said. */
const struct zone *instant_zone(void);

/*
 * Read canonical text: a date, or RFC 3339 (a blank for the T and +0200 for
 * +02:00 allowed), into a struct instant.  See value.h for the contract.  A
 * local time without an offset is refused where the shop's zone isn't known.
 */
const char *instant_parse(const char *text, void *into);

/* As instant_parse, but a date is the last second of its day: for --as-of. */
const char *instant_parse_as_of(const char *text, void *into);

/*
 * Read what a platform wrote.  zone is that of offset-less times (NULL: the
 * shop's, and refused where that isn't known).
 */
const char *instant_read(const char *text, enum notation how,
    const struct zone *zone, struct instant *into);

/* Write it as RFC 3339 in UTC, or as a date if it is one; its length. */
size_t instant_print(struct instant t, char text[INSTANT_ROOM]);

/* The calendar day on which it falls in the shop's zone. */
struct day instant_day(struct instant t);

/* Is it the later one?  Of one second, a time is later than a date. */
bool instant_is_later(struct instant t, struct instant than);

/* Has it come by as_of?  A date has when the whole of its day has passed. */
bool instant_is_known(struct instant t, struct instant as_of);

/*
 * A span later (by = 1) or earlier (by = -1) in zone.  Calendar spans keep
 * the time of day there, resolved as zone_resolve does; a date stays a date
 * when moved by a calendar span.
 */
struct instant instant_move(struct instant t, struct span s, int by,
    const struct zone *zone);

#endif
