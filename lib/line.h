#ifndef LINE_H
#define LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "instant.h"
#include "money.h"
#include "order.h"
#include "source.h"

/* Where a line's cells are; DICT_NONE for those that aren't there. */
struct line_columns {
	size_t order_id, at, status, sku, quantity, refunded_quantity,
	    unit_price, currency, product, category, fulfilled_at,
	    delivered_at, gift;
};

/*
 * One line of an order, its texts valid as long as the row: what of one product
 * was bought.  Quantities are thousandths, the price minor units.
 */
struct line {
	struct cell order_id, sku, product, category;
	struct instant at, fulfilled_at, delivered_at;
	bool is_fulfilled, is_delivered;	/* the dates above are there, and
						   known */
	bool is_gift;
	bool has_price;				/* these two are known */
	int64_t unit_price;
	struct currency currency;
	enum order_status status;
	int64_t quantity, refunded_quantity;
};

/* Ask for the columns of a line; fatal where a starred one is missing. */
void line_find(struct source *in, struct line_columns *at);

/* Read the current row as it was known at as_of; false when it was rejected, or
   is set aside: later than as_of. */
bool line_read(struct source *in, const struct line_columns *at,
    struct instant as_of, struct line *l);

/* When it arrived: so long after it was sent, where that isn't known.  False: it
   wasn't sent. */
bool line_arrived(const struct line *l, struct span transit,
    struct instant *at);

/* How many were bought and stay so, as far as is known: 0 if the order is no
   purchase, placed ones among them. */
int64_t line_kept(const struct line *l);

#endif
