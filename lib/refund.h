#ifndef REFUND_H
#define REFUND_H

#include "invoice.h"

/*
 * Rows that take goods or money back (a quantity or a total below zero), on
 * their way to the orders that they lower.
 */
struct refunds {
	struct refund *list;
	size_t n, room;
	struct dict *rows;		/* hashes, for those that come again */
	unsigned *parts;		/* the part in which each was seen */
	size_t parts_room;
	bool money_is_told;		/* by a column of the export's own */
};

void refunds_open(struct refunds *all, bool money_is_told);
void refunds_close(struct refunds *all);

/* Does the row take something back? */
bool refund_is(const struct draft *d);

/* Keep the row, whose order is of this id; or the reason to reject it. */
const char *refund_keep(struct refunds *all, struct invoices *orders,
    const char *id, const struct draft *d, struct row_place at,
    enum order_field *field);

/*
 * Lower the orders: the one of the row's own id, else the same customer's
 * latest earlier ones that hold that sku (rows without a sku: any of theirs
 * in that currency), as far as there is something left to give back.  What
 * finds none is set aside, by its currency and why; what it comes to is said.
 */
void refunds_settle(struct refunds *all, struct invoices *orders);

#endif
