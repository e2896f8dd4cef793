#ifndef ORDER_H
#define ORDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "instant.h"
#include "money.h"
#include "source.h"

/* In the order of sendlist-formats(5). */
enum order_status {
	ORDER_PAID, ORDER_PLACED, ORDER_PENDING, ORDER_REFUNDED,
	ORDER_PARTIALLY_REFUNDED, ORDER_CANCELLED, ORDER_FAILED, ORDER_TEST
};

/* Where an order's cells are; DICT_NONE for those that aren't there. */
struct order_columns {
	size_t id, customer_id, at, status, currency, total, refunded,
	    discount, email, phone, coupon, units, cancelled_at, refunded_at;
};

/*
 * One order, its texts valid as long as the row.  Amounts are minor units of
 * its currency; units are thousandths, -1 where they aren't said.
 */
struct order {
	struct cell id, customer_id, email, phone;
	struct instant at, cancelled_at, refunded_at;
	bool cancels, refunds;		/* the dates above are there */
	enum order_status status;
	struct currency currency;
	int64_t total, refunded, discount, units;
	bool coupon;			/* a coupon was used */
};

/* Ask for the columns of an order; fatal where a starred one is missing. */
void order_find(struct source *in, struct order_columns *at);

/* Read the current row; false when it was rejected. */
bool order_read(struct source *in, const struct order_columns *at,
    struct order *o);

/*
 * Make it what was known at as_of: a cancellation or refund dated later hasn't
 * happened yet, one dated by then has, whatever the status says.
 */
void order_known(struct order *o, struct instant as_of);

/* Is it money in the till; placed counts as that too if count_placed. */
bool order_is_purchase(const struct order *o, bool count_placed);

/* Does it show that the customer ordered: paid, placed or refunded? */
bool order_is_any(const struct order *o);

/*
 * Read how the current row's order stood at as_of, by its columns status
 * (DICT_NONE: paid) and cancelled_at; false when the row was rejected.  And
 * does that show that the customer ordered?
 */
bool order_standing(struct source *in, size_t status, size_t cancelled_at,
    struct instant as_of, enum order_status *into);
bool order_status_is_any(enum order_status s);

/* A customer's key: the id they have, else the e-mail, else the phone; the
 * e-mail first if by_email.  Empty: nobody.  It lives as long as the row, or
 * until the next call. */
struct cell order_key(const struct order *o, bool by_email);

#endif
