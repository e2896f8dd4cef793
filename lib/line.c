#include "line.h"

#include <err.h>

#include "cell.h"
#include "dict.h"
#include "quantity.h"
#include "tally.h"

void
line_find(struct source *in, struct line_columns *at)
{
	/* A raw export is named, and so is a table of whole orders. */
	if (source_find(in, "sku") == DICT_NONE &&
	    source_find(in, "ordered_at") != DICT_NONE)
		errx(EXIT_TROUBLE, "no column sku (want the orders' lines, as "
		    "import-orders --lines writes them)");
	at->sku = source_column(in, "sku");
	*at = (struct line_columns){
		.sku = at->sku,
		.order_id = source_column(in, "order_id"),
		.at = source_column(in, "ordered_at"),
		.status = source_column(in, "status"),
		.quantity = source_column(in, "quantity"),
		.refunded_quantity = source_find(in, "refunded_quantity"),
		.unit_price = source_find(in, "unit_price"),
		.currency = source_find(in, "currency"),
		.product = source_find(in, "product"),
		.category = source_find(in, "category"),
		.fulfilled_at = source_find(in, "fulfilled_at"),
		.delivered_at = source_find(in, "delivered_at"),
		.gift = source_find(in, "gift")
	};
}

/* Of what can be used up, or weighed. */
#define QUANTITY_MOST (INT64_C(1000000000) * QUANTITY_ONE)

static bool
read_filled(struct source *in, size_t column, const char *wanted,
    struct cell *into)
{
	*into = source_cell(in, column);
	if (into->len != 0)
		return true;
	cell_reject(in, column, wanted);
	return false;
}

/* 0 or more; a blank one is 0 unless it is required. */
static bool
read_quantity(struct source *in, size_t column, bool required, int64_t *into)
{
	*into = 0;
	if (source_cell(in, column).len == 0 && !required)
		return true;
	if (!cell_read(in, column, quantity_parse, into))
		return false;
	if (*into >= 0 && *into <= QUANTITY_MOST)
		return true;
	cell_reject(in, column, *into < 0 ? "less than none (want 0 or more)" :
	    "too large");
	return false;
}

/* Read a time that may be blank; is it there, and known at as_of? */
static bool
read_time(struct source *in, size_t column, struct instant as_of,
    struct instant *into, bool *is_known)
{
	*is_known = source_cell(in, column).len != 0;
	if (*is_known && !cell_read(in, column, instant_parse, into))
		return false;
	*is_known = *is_known && instant_is_known(*into, as_of);
	return true;
}

static bool
read_price(struct source *in, const struct line_columns *at, struct line *l)
{
	struct cell price = source_cell(in, at->unit_price);
	const char *reason;

	l->has_price = price.len != 0 && source_cell(in, at->currency).len != 0;
	if (!l->has_price)
		return true;
	if (!cell_read(in, at->currency, currency_parse, &l->currency))
		return false;
	reason = money_parse(price.text, l->currency, MONEY_PLAIN,
	    &l->unit_price);
	if (reason != NULL)
		cell_reject(in, at->unit_price, reason);
	return reason == NULL;
}

/* Whether the parcel went to somebody else. */
static bool
read_gift(struct source *in, size_t column, bool *is_gift)
{
	static const char *const words[] = { "no", "yes", NULL };
	int which = 0;
	struct cell c = source_cell(in, column);
	const char *reason = c.len == 0 ? NULL :
	    choice_parse(c.text, words, &which);

	if (reason != NULL)
		cell_reject(in, column, reason);
	*is_gift = which == 1;
	return reason == NULL;
}

bool
line_read(struct source *in, const struct line_columns *at,
    struct instant as_of, struct line *l)
{
	if (!read_filled(in, at->order_id, "blank (want the order's number)",
	    &l->order_id) ||
	    !read_filled(in, at->sku, "blank (want the product's number)",
	    &l->sku) ||
	    !cell_read(in, at->at, instant_parse, &l->at) ||
	    !order_standing(in, at->status, DICT_NONE, as_of, &l->status) ||
	    !read_quantity(in, at->quantity, true, &l->quantity) ||
	    !read_quantity(in, at->refunded_quantity, false,
	    &l->refunded_quantity) ||
	    !read_price(in, at, l) ||
	    !read_time(in, at->fulfilled_at, as_of, &l->fulfilled_at,
	    &l->is_fulfilled) ||
	    !read_time(in, at->delivered_at, as_of, &l->delivered_at,
	    &l->is_delivered) ||
	    !read_gift(in, at->gift, &l->is_gift))
		return false;
	l->product = source_cell(in, at->product);
	l->category = source_cell(in, at->category);
	if (instant_is_known(l->at, as_of))
		return true;
	tally_set_aside("later than as-of", 1);
	return false;
}

bool
line_arrived(const struct line *l, struct span transit, struct instant *at)
{
	if (l->is_delivered)
		*at = l->delivered_at;
	else if (l->is_fulfilled)
		*at = instant_move(l->fulfilled_at, transit, 1,
		    instant_zone());
	return l->is_delivered || l->is_fulfilled;
}

int64_t
line_kept(const struct line *l)
{
	int64_t n = l->quantity - l->refunded_quantity;

	return order_status_is_any(l->status) && l->status != ORDER_REFUNDED &&
	    n > 0 ? n : 0;
}
