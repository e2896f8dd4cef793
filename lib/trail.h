#ifndef TRAIL_H
#define TRAIL_H

#include "grouped.h"
#include "opt.h"
#include "trace.h"
#include "ware.h"

/*
 * What people left behind: the traces of logs and orders that still matter as
 * of the instant, in the order of time.
 */
struct trail {
	struct traces *traces;
	struct wares *wares;
};

/* What of it matters. */
struct trail_rules {
	struct list orders;		/* files of orders, or of their lines */
	struct list customers;		/* and of customers, who tell who is who */
	struct span skew;		/* how much later than a later row */
	bool kept[ACTS];		/* acts of which a trace is kept */
	enum trace_group by;
	bool needs_sku;			/* orders must say what was bought */
	int64_t from;			/* what was viewed before doesn't matter */
};

/* The options that fill it, for a tool's own table. */
#define TRAIL_OPTIONS(rules) \
	{ 0, "customers", "FILE", "who has which id, e-mail and phone", \
	    list_parse, &(rules).customers }, \
	{ 0, "orders", "FILE", "orders, or their lines: what was bought", \
	    list_parse, &(rules).orders }, \
	{ 0, "skew", "SPAN", "how late a row of the log may come (1h)", \
	    span_parse, &(rules).skew }

/* Read the operands, which are logs, and the orders.  Fatal where a row of the
   log comes too late, or where no order is of anybody in the log. */
void trail_read(struct trail *t, char *const files[],
    const struct common *common, const struct trail_rules *rules);
void trail_free(struct trail *t);

/* The traces by who they are of; *owners groups, some of them empty. */
struct grouped trail_by_owner(struct trail *t, size_t *owners);

#endif
