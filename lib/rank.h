#ifndef RANK_H
#define RANK_H

#include <stddef.h>
#include <stdint.h>

/*
 * Scores from 1 to bins by where a whole number (days, orders, minor units)
 * falls between cuts.  A cut belongs to the bin below it, so equal values
 * share a score, and a score depends on values alone, never on their order.
 */
enum { RANK_BINS_MIN = 3, RANK_BINS_MAX = 10 };

struct rank {
	int bins;
	int64_t cuts[RANK_BINS_MAX - 1];	/* bins - 1, ascending */
};

/*
 * Cut n values, which are put in ascending order, into bins at the type-7
 * quantiles 1/bins, 2/bins ...  A cut is rounded down to a whole number,
 * which moves no whole value across it.  Without values all cuts are 0.
 */
void rank_cut(struct rank *r, int bins, int64_t values[], size_t n);

/* One more than the cuts that are less than value: bins is the largest. */
int rank_score(const struct rank *r, int64_t value);

/* Turned about: bins is the smallest. */
int rank_score_low(const struct rank *r, int64_t value);

/*
 * Read cuts with commas between, ascending, into a struct rank; its bins are
 * one more than there are cuts.  See value.h for the contract.
 */
const char *rank_parse(const char *text, void *into);

/* Read a number of bins into an int.  See value.h. */
const char *rank_parse_bins(const char *text, void *into);

#endif
