#ifndef CUTS_H
#define CUTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "money.h"
#include "opt.h"
#include "rank.h"
#include "span.h"
#include "zone.h"

/*
 * All that segments are told by and that depends on the other customers, so
 * that it can be frozen: see segment(1) for the file.  Amounts are minor
 * units.
 */
struct cuts {
	struct instant as_of;		/* when they were made, */
	const struct zone *tz;		/* by days of this zone */
	struct currency currency;
	struct span window;		/* all 0: none */
	bool average;			/* m is by spend an order */
	size_t customers;		/* of whom they were made */
	int64_t store_gap;		/* hundredths of a day; 0: none */
	int64_t hero_spent, hero_orders, hero_visits;	/* visits -1: none */
	struct rank recency, frequency, monetary;
};

/* Write them to path; on trouble exit 2. */
void cuts_write(const char *path, const struct common *common,
    const struct cuts *c);

/*
 * Read them; a file that isn't whole or right is fatal.  Whether they are of
 * the run's zone and currency is the caller's to see.
 */
void cuts_read(const char *path, const struct common *common,
    struct cuts *into);

/* Read amounts in a currency with commas between; see value.h. */
const char *cuts_parse_amounts(const char *text, struct currency in,
    struct rank *into);

#endif
