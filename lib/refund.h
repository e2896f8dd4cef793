#ifndef REFUND_H
#define REFUND_H

#include "invoice.h"

/*
 * Rows that take goods or money back, on their way to the orders that they
 * lower.
 */
struct refunds {
	struct refund *list;
	size_t n, room;
	struct echoes echoes;
};

void refunds_open(struct refunds *all);
void refunds_close(struct refunds *all);

/* Does the row take something back: by its status, or by a quantity, a total
   or a worth below zero? */
bool refund_is(const struct draft *d);

/* Keep the row, whose order is of this id; or the reason to reject it. */
const char *refund_keep(struct refunds *all, struct invoices *orders,
    const char *id, const struct draft *d, struct place at,
    enum order_field *field);

/*
 * Lower the orders: the one of the row's own id, else the same customer's
 * latest earlier ones that hold that sku (rows without a sku: any of theirs
 * in that currency), as far as there is something left to give back.  What
 * finds none is set aside, by why and its currency; what it comes to is said.
 * What can't be of the order whose id it has is rejected.
 */
void refunds_settle(struct refunds *all, struct invoices *orders,
    const struct view *v);

#endif
