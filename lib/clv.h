#ifndef CLV_H
#define CLV_H

#include "customer.h"
#include "model.h"

/* What customers are worth from as-of on. */

/* A time with its unit: a month is 365.25/12 days, a year 365.25. */
struct clv_time {
	double days;
};

/* So much less for each such time that money comes later. */
struct clv_discount {
	double rate;		/* 0.1: 10 % */
	struct clv_time per;
};

struct clv_rules {
	struct instant as_of;
	const struct model *model;
	bool by_model, by_spend;	/* has it orders, has it amounts; else: */
	double store_gap;		/* days; 0: nobody has one */
	double store_mean;		/* of a day with orders, in the currency */
	struct clv_time horizon, step;
	struct clv_discount discount;
	double margin;			/* the share of an order that is left */
	double unit;			/* minor units in one of the currency */
};

struct clv {
	double orders;			/* to be expected within the horizon */
	double order_value, value;	/* of one; of all, discounted, less what
					   isn't margin: in the currency */
};

/* One customer's: the i-th of all is that of customer i. */
struct clv_score {
	struct clv clv;
	int64_t minor;			/* the value as it is written */
	size_t nth, rank;		/* the best is 1; equal ones share it */
};

/* Score everybody; *n of them bought.  Free the list. */
struct clv_score *clv_score_all(const struct clv_rules *r,
    const struct customers *all, size_t *n);

/* An amount in minor units; fatal if it is more than these can be. */
int64_t clv_minor(double amount, const struct clv_rules *r);

/* What a day with orders is worth on average. */
double clv_store_mean(const struct customers *all, double unit);

/* The repeat orders of those who spent on them, and their mean value; *n of
   them.  Free the list. */
struct spend_history *clv_spend(const struct customers *all, double unit,
    size_t *n);

/* How much the two go together: Pearson's correlation; 0 of less than two. */
double clv_correlation(const struct spend_history *h, size_t n);

/* "12m", "90d", "1y"; "10%/y", "1%/30d"; and "25%", into a double.  See
   value.h. */
value_parser clv_parse_time, clv_parse_discount, clv_parse_percent;

#endif
