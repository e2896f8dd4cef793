#ifndef HOLDOUT_H
#define HOLDOUT_H

#include "churn.h"
#include "sink.h"

/*
 * How good a model is: fitted to what was known by one day, it says how many
 * orders each customer makes from then to as-of, and these are known, too.
 */
struct holdout;

/* Read the files twice.  Fatal where a file can't be, or the model has nothing
   to go by. */
struct holdout *holdout_new(char *const files[], struct common *common,
    const struct purchases *how, enum btyd_model by, struct instant until);
void holdout_free(struct holdout *h);

/* Write the table: orders expected and made, by how many repeats there were
   before, and over all; and the errors of single customers. */
void holdout_write(const struct holdout *h, struct sink *out);
const char *const *holdout_columns(void);

#endif
