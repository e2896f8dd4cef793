#ifndef HOLDOUT_FORM_H
#define HOLDOUT_FORM_H

#include "holdout.h"

/* Inside of holdout*.c. */

/* Those of so many repeats and more are told of together. */
enum { HOLDOUT_BINS = 8 };

/* Orders, added up: what the model expects, what the plain rule does, and what
   was. */
struct bin {
	size_t customers;
	double model, plain, actual;
};

/* Of what was expected of single customers: sums of |e - a|, ee, aa, ea. */
struct errors {
	double off, ee, aa, ea;
};

struct holdout {
	enum btyd_model by;
	struct bin all, repeats[HOLDOUT_BINS];
	struct bin back[CHURN_STATES];	/* how many came back, not orders */
	struct errors model, plain;
	struct day first, until, as_of;
	struct instant split;		/* on the day of until */
	struct bin *weeks;		/* all repeat orders by each week's end,
					   of those who came by then */
	size_t n_weeks;
};

/* The last day of week i. */
struct day holdout_week(const struct holdout *h, size_t i);

#endif
