#ifndef USAGE_H
#define USAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "opt.h"

/*
 * How long one unit of a product lasts whoever uses it up: as a file of rates
 * says, else as the days between two purchases of the same customer tell,
 * divided by what they had bought at the first of the two.  The median stands, of
 * an even number of them the mean of the middle two: a customer's own, where they
 * have enough of them, else that of all customers, where there are enough.
 */
struct usage;

/* How many days between purchases are enough. */
struct usage *usage_new(int enough);
void usage_free(struct usage *u);

/*
 * Read a file of rates: columns sku or category, or both, of which a row fills
 * one, per_day, and pack, how many of what is used by day a unit has (may be
 * missing or blank: 1).  One of a sku that says from how many intervals it was
 * learnt is what holds for all: a customer's own goes before it.  Where per_day is
 * blank it is to be learnt, unless another row tells.  What no row is of isn't
 * used up.  Fatal where a row can't be read, or one is told twice.
 */
void usage_read(struct usage *u, const char *path, const struct common *common);

/* A customer bought a product again, and what they had bought, thousandths of a
   unit, lasted so many days at most. */
void usage_learn(struct usage *u, size_t customer, const char *sku,
    int64_t quantity, int days);

/* Nothing more is learnt. */
void usage_close(struct usage *u);

/* By what it is known how long a unit lasts, and how many days between purchases
   that rests on. */
enum usage_by { BY_RATE, BY_OWN, BY_ALL };
struct lasting {
	int64_t seconds;		/* that a unit lasts */
	enum usage_by by;
	size_t n;
};

/* False: it isn't known. */
bool usage_find(const struct usage *u, size_t customer, const char *sku,
    const char *category, struct lasting *into);

/* Write what was learnt of all as a file of rates, which says so; of what the
   rates that were read list by sku, if there were any. */
void usage_write(const struct usage *u, const char *path,
    const struct common *common);

#endif
