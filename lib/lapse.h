#ifndef LAPSE_H
#define LAPSE_H

#include "churn.h"
#include "instant.h"
#include "pool.h"
#include "span.h"
#include "value.h"

/* When a customer has lapsed: after how long a silence. */
enum lapse_way { LAPSE_GAP, LAPSE_WINDOW };

struct lapse_rules {
	enum lapse_way way;
	double times;			/* by gap: so many of them */
	double store_gap;		/* days; 0: nobody has one */
	struct span window;		/* of who isn't given another */
};

/* The options that fill it, and the path for delays.h, for a tool's own table. */
#define LAPSE_OPTIONS(rules, windows_path) \
	{ 0, "by", "WAY", "lapsed by gap, or by window (gap)", \
	    lapse_parse_way, &(rules).way }, \
	{ 0, "times", "N", "by gap, silent for longer than so many usual " \
	    "ones (3)", churn_parse_times, &(rules).times }, \
	{ 0, "window", "SPAN", "by window, or where nobody has a gap, " \
	    "silent for so long (90d)", span_parse_days, &(rules).window }, \
	{ 0, "windows", "FILE", "or so long, by what a table says, such as " \
	    "a category", text_parse, &(windows_path) }

struct lapse {
	struct instant at;		/* when it had been long enough: the
					   beginning of a day */
	double gap;			/* the usual gap in days; 0: by window */
	bool is_own;			/* it is the customer's, not the store's */
	struct span window;
};

/*
 * The lapse of who last ordered then, and has this gap of their own (0: none),
 * or is given so long a window, which is calendar time: less than a day is one.
 * By gap it is the first day on which they have been silent for longer than so
 * many gaps, by window the first on which it has passed.
 */
struct lapse lapse_find(const struct lapse_rules *r, struct instant last,
    double own_gap, struct span window);

/* "silent 131 d, 3.2 times their gap of 41.0 d", with the text of a column, or
   "", by which the window was chosen. */
const char *lapse_reason(const struct lapse *l, struct instant last,
    struct instant as_of, const char *by, struct pool *p);

/* Say the rule, and how many of the people have lapsed by it. */
void lapse_tell(const struct lapse_rules *r, size_t lapsed, size_t people);

/* "gap" or "window" into an enum lapse_way.  See value.h. */
value_parser lapse_parse_way;

#endif
