#ifndef MODEL_H
#define MODEL_H

#include "base.h"
#include "opt.h"
#include "spend.h"

/*
 * A model that was fitted once, as a file of JSON has it: so customers can be
 * scored anywhere by what was learnt of all of them.
 */
enum time_unit { UNIT_DAY, UNIT_WEEK };

struct model {
	struct btyd_fit fit;		/* times are days */
	enum time_unit unit;		/* of the file */
	size_t customers, unique;
	double repeats;
	struct instant as_of;
	bool has_spend;			/* the two next are there */
	struct spend_fit spend;		/* amounts are of the currency */
	struct currency currency;
};

/* Names: "mbg-nbd" and so on, NULL-terminated, by enum btyd_model. */
const char *const *model_names(void);

/* "day" or "week", into an int.  See value.h. */
value_parser model_parse_unit;

/*
 * Fit it; its unit is set.  Why it can't be relied on, in the words that go
 * behind "by X:", or NULL: too few bought again, the search didn't end, or a
 * parameter ran away or isn't told.
 */
const char *model_fit(struct model *m, enum btyd_model by,
    const struct base *b, struct instant as_of);

/* Likewise, what orders are worth; n histories of customers in one currency. */
const char *model_fit_spend(struct model *m, const struct spend_history *h,
    size_t n, struct currency currency);

/* Write it, whole or not at all; and read one, which is fatal if it is none. */
void model_write(const struct model *m, const char *path,
    const struct common *common);
void model_read(struct model *m, const char *path);

#endif
