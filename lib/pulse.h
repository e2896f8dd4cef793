#ifndef PULSE_H
#define PULSE_H

#include <stdbool.h>
#include <stddef.h>

#include "event.h"
#include "zone.h"

/*
 * When somebody reads: what they clicked and ordered, by the hour of their own
 * clocks.  What is 90 days older weighs half.  It is all integers, so that the
 * hour is the same on every machine.
 */
enum { PULSE_HOURS = 24, PULSE_LEAST = 3 };

struct pulse {
	int64_t hours[PULSE_HOURS];	/* 2^20 is one event of today */
	size_t n;			/* events */
};

/* Add n events of a person, sorted by time, whose day alone isn't all that is
   known.  One order that two records tell of is one. */
void pulse_add(struct pulse *p, const struct event *events, size_t n,
    const struct zone *zone, int64_t as_of);

/*
 * The best hour of those allowed: the one of the most events, each counting in
 * part for the hours beside it, with everybody's pulse as ten events more.  Of
 * two as good, the nearer to fallback on the clock, then the earlier.  -1 where
 * own has fewer than PULSE_LEAST events, or no hour is allowed.
 */
int pulse_best(const struct pulse *own, const struct pulse *everybody,
    const bool allowed[PULSE_HOURS], int fallback);

#endif
