#ifndef BASE_H
#define BASE_H

#include "btyd.h"
#include "customer.h"

/*
 * The customer base as its models see it: of each customer, on how many days
 * they bought, from the first one to the last and to as-of, in days of the
 * shop's zone.  Orders of one day are one; the first is no repeat.
 */
struct base {
	struct btyd_history *list;	/* each history once, sorted */
	size_t n;
	size_t customers, repeaters;	/* who bought; and on two days or more */
	double repeats;			/* days but the first, of all */
	double store_gap;		/* the median of the usual gaps, in
					   days; 0: nobody has one */
};

/* Gather those who bought. */
struct base base_new(const struct customers *all, struct instant as_of);
void base_free(struct base *b);

/* A customer's own usual gap in days, from three order days on; 0: none. */
double base_gap(const struct customer *c);

/* The history of one who bought; n is 1. */
struct btyd_history base_history(const struct customer *c,
    struct instant as_of);

#endif
