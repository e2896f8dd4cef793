#ifndef STOCK_H
#define STOCK_H

#include "invoice.h"

/* Whose goods: the order's itself, or the customer's by a way to know them. */
enum owner { OWNER_ORDER, OWNER_CUSTOMER, OWNER_EMAIL, OWNER_PHONE,
	OWNER_NOBODY, OWNERS };

/*
 * What can be given back: the lines of orders that were sold, and the orders
 * themselves where a refund names no sku.  It stands in shelves, one for each
 * (whose, currency, sku) that some refund asks for, by time.
 */
struct stock {
	struct invoices *orders;
	struct dict *owners[OWNERS], *shelves;
	struct good *list;		/* from 1 on; sorted by stock_fill */
	size_t n, room;
	size_t *next;			/* of each: itself, or one before it
					   if nothing of it is left */
};

/* What is given back; what isn't placed yet is left in it. */
struct giving {
	const char *customer;		/* the id, "" if it isn't known */
	struct instant at;
	int64_t until;			/* orders made later aren't meant */
	int64_t quantity, price, amount;
	bool by_money;			/* no sku: until the amount is used */
	bool is_own;			/* its order's: leave the money */
};

void stock_open(struct stock *s, struct invoices *orders);
void stock_close(struct stock *s);

/* The owners of an order or refund of this id; NULL where there is none. */
void stock_owners(const char *id, const struct cell texts[TEXTS],
    const char *owners[OWNERS]);

/* Ask for a shelf, before stock_fill; its number.  sku is a word's number, 0
   of whole orders. */
size_t stock_shelf(struct stock *s, enum owner kind, const char *owner,
    struct currency currency, size_t sku);
void stock_fill(struct stock *s);

/* Is there anything in a shelf, spent or not, of orders made by until? */
bool stock_had(const struct stock *s, size_t shelf, int64_t until);

/*
 * Give back from a shelf: of the latest orders first; of those of one time,
 * lines at the very price first, then the dearest, then of the greatest
 * order_id, then the largest.  Was anything taken?
 */
bool stock_take(struct stock *s, size_t shelf, struct giving *g);

#endif
