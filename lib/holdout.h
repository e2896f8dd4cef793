#ifndef HOLDOUT_H
#define HOLDOUT_H

#include "churn.h"
#include "sink.h"

/*
 * How good a model is: fitted to what was known by one day, it says how many
 * orders each customer makes from then to as-of, and these are known, too.
 * Beside it stands the plain rule of managers (Wuebben and von Wangenheim
 * 2008): whoever has been silent for the last of the windows is gone, and the
 * others go on at the pace that they had.
 */
struct holdout;

/*
 * Read the files twice.  The rules name the model and hold what decides who
 * has left.  until: the end of what the model is fitted to, as of then; NULL:
 * the middle of the time from the first order to as-of.  Fatal where a file
 * can't be read again, or the model has nothing to go by.
 */
struct holdout *holdout_new(char *const files[], struct common *common,
    const struct purchases *how, const struct churn_rules *rules,
    const struct instant *until);
void holdout_free(struct holdout *h);

/* Write the table: totals and the errors of single customers, orders by how
   many repeats there were before, who came back, and all repeats by week. */
void holdout_write(const struct holdout *h, struct sink *out);
const char *const *holdout_columns(void);

/* Draw the tracking plot and the conditional expectation, as SVG. */
void holdout_plot(const struct holdout *h, const char *path,
    const struct common *common);

#endif
