#ifndef RFM_H
#define RFM_H

#include "customer.h"
#include "cuts.h"

/* A customer's recency, frequency and monetary scores. */
struct rfm {
	int recency_days;
	int r, f, m;			/* 1 to bins, bins the best */
};

/*
 * Cut recency, frequency and spend at their quantiles into bins, by c's
 * as_of and average, over the customers who ordered inside the window.
 */
void rfm_cut(struct cuts *c, const struct customers *all, int bins);

/* Score a customer; one who didn't order inside the window scores 1, 1, 1. */
struct rfm rfm_score(const struct cuts *c, const struct customer *of,
    struct instant as_of);

/*
 * Say what scores nobody has, where customers are too few or too alike for
 * so many bins.
 */
void rfm_say_empty(const struct cuts *c, const struct customers *all);

#endif
