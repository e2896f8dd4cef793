#ifndef POCKET_H
#define POCKET_H

#include "customer.h"
#include "cuts.h"
#include "conduct.h"

/* The pockets in which retention people see customers; the first that a
 * customer is in is theirs. */
enum pocket {
	POCKET_NEGATIVE, POCKET_CART, POCKET_INACTIVE, POCKET_AT_RISK,
	POCKET_HERO, POCKET_NEW, POCKET_ACTIVE, POCKETS
};

/* Days of silence that make a customer at risk, and inactive. */
struct lapse {
	int days[2];
};

/* Read two spans of days with a comma between.  See value.h. */
const char *lapse_parse(const char *text, void *into);

/* What a customer is measured against. */
struct pocket_limits {
	struct instant as_of;
	struct lapse lapse;		/* where there's no gap at all */
	const struct cuts *cuts;	/* the store's gap, and the heroes' */
};

struct pocket_verdict {
	enum pocket pocket;
	bool is[POCKETS];
	char reason[160];		/* with the numbers that decided */
};

/* "negative-experience", "cart-abandoner" and so on. */
const char *pocket_name(enum pocket p);

/*
 * Find the store's gap, the median of the usual gaps of those who bought on
 * two days or more, rounded to hundredths; and above what heroes are: the
 * type-7 quantile of nine tenths.  visits: are they known?
 */
void pocket_cut(struct cuts *cuts, const struct customers *all,
    const struct conducts *conducts, bool visits);

/* Judge a customer with at least one purchase. */
void pocket_judge(const struct pocket_limits *l, const struct customer *c,
    const struct conduct *s, struct pocket_verdict *v);

#endif
