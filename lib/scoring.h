#ifndef SCORING_H
#define SCORING_H

#include "customer.h"
#include "cuts.h"
#include "segmap.h"

/* What the command line says of scores; what it doesn't is 0, or average -1. */
struct scoring_wish {
	int bins, average;
	struct rank recency, frequency;	/* fixed cuts */
	const char *amounts;		/* likewise, until the currency is known */
	const char *map, *cuts;		/* a name or file, and a file */
};

/* Scores and their names as they will be given. */
struct scoring {
	struct cuts cuts;
	struct segmap *map;
	int bins;
	bool frozen;			/* the cuts are read from a file */
};

/*
 * Settle what doesn't need the data: read the cuts file and the map, and find
 * the bins.  Fatal where two wishes contradict each other; a window that
 * isn't said becomes that of the cuts file.
 */
void scoring_settle(struct scoring *s, const struct scoring_wish *w,
    struct span *window, const struct common *common);

/*
 * Make the cuts of recency, frequency and spend, unless they are frozen: then
 * they must be of the customers' currency, and neither of another zone nor of
 * later than as_of.
 */
void scoring_cut(struct scoring *s, const struct scoring_wish *w,
    const struct customers *all, struct span window, struct instant as_of);

#endif
