#ifndef ZONE_H
#define ZONE_H

#include <stddef.h>
#include <stdint.h>

#include "value.h"

/*
 * A time zone of the system's tzdata (TZDIR, else /usr/share/zoneinfo), read
 * from its TZif file (RFC 9636) and its footer rule.  Never mktime: its answer
 * in an overlap depends on what was asked before.
 */
struct zone;

/*
 * The zone of this IANA name (links included), "UTC", or a fixed offset
 * "+02:00".  Read once and kept to the end.  NULL if there is none: then
 * *reason says why, a phrase fit to follow "'name': ".
 */
const struct zone *zone_find(const char *name, const char **reason);

/* The same into a const struct zone *.  See value.h. */
value_parser zone_parse;

/* The name it was found by. */
const char *zone_name(const struct zone *z);

/* Seconds east of UTC that its clocks show at this instant. */
int zone_offset(const struct zone *z, int64_t utc);

/*
 * The instant at which its clocks show local (seconds since 1970-01-01T00:00
 * on the wall), as RFC 5545 3.3.5 has it: the first of two, and in a gap by
 * the offset before the gap.
 */
int64_t zone_resolve(const struct zone *z, int64_t local);

/*
 * The first instant of the local day whose wall midnight is local: that
 * midnight, or where a gap swallows it, the end of the gap.
 */
int64_t zone_day_start(const struct zone *z, int64_t local);

/* The first instant after utc at which its offset changes; INT64_MAX: never. */
int64_t zone_next_change(const struct zone *z, int64_t utc);

#endif
