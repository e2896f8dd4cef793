#include "invoice_take.h"

#include <string.h>

#include "hash.h"
#include "order.h"
#include "quantity.h"
#include "tally.h"

/* Fill what the rows before left blank. */
static void
fill(struct invoices *all, struct invoice *o, const struct draft *d)
{
	uint32_t more = d->said & ~o->texts.said;
	struct cell texts[TEXTS];

	if (more != 0) {
		sayings_all(o->texts, texts);
		for (uint32_t left = more; left != 0; left &= left - 1)
			texts[__builtin_ctz(left)] =
			    d->texts[__builtin_ctz(left)];
		o->texts = sayings_keep(all->pool, texts,
		    o->texts.said | more);
	}
	if (!o->has_total && d->has_total) {
		o->total = d->total;
		o->has_total = true;
	}
	if (!o->is_told && d->has_refunded) {
		o->refunded = d->refunded;
		o->has_refunded = o->is_told = true;
	}
	if (!o->has_units && d->has_units) {
		o->units = d->units;
		o->has_units = true;
	}
}

/* The line's part in what the order sums up; false if it is too large. */
static bool
count_line(struct invoice *o, const struct draft *d)
{
	int64_t amount = 0, sum = o->sum, quantity = o->quantity;
	int64_t n = d->has_quantity ? d->quantity : QUANTITY_ONE;

	if (d->has_line_total)
		amount = d->line_total;
	else if (d->has_price && !quantity_times(n, d->price, &amount))
		return false;
	if (!money_add(&sum, amount))
		return false;
	if (d->has_quantity && !money_add(&quantity, d->quantity))
		return false;
	o->has_quantity |= d->has_quantity;
	o->sum = sum;
	o->quantity = quantity;
	return true;
}

static uint32_t
word(struct invoices *all, struct cell text)
{
	/* "" is the first of them. */
	return text.len == 0 ? 0 :
	    (uint32_t)dict_add(all->words, text.text, text.len);
}

static void
add_line(struct invoices *all, struct invoice *o, const struct draft *d,
    unsigned part)
{
	struct line *l = pool_bytes(all->pool, sizeof *l);

	*l = (struct line){ .sku = word(all, d->sku),
	    .product = word(all, d->product),
	    .category = word(all, d->category), .row = d->row,
	    .quantity = d->quantity, .has_quantity = d->has_quantity,
	    .refunded_quantity = d->refunded_quantity, .price = d->price,
	    .has_price = d->has_price };
	if (o->n++ == 0)
		o->first = l;
	else
		o->last->next = l;
	o->last = l;
	o->seen = part;
}

/* A row's echoes are sought in this copy of this order only. */
static uint64_t
echo_key(const struct invoice *o, uint64_t row)
{
	const size_t whose[] = { o->number, o->part };

	return hash_bytes(row, (const char *)whose, sizeof whose);
}

/* Was this very row already in a part before? */
static bool
is_again(struct invoices *all, struct invoice *o, const struct draft *d,
    unsigned part)
{
	if (o->part == part)
		return false;
	for (const struct line *l = o->first; o->noted != o->part && l != NULL;
	    l = l->next)
		echo_is(&all->echoes, echo_key(o, l->row), o->part);
	o->noted = o->part;
	return echo_is(&all->echoes, echo_key(o, d->row), part);
}

/* Begin the order, or begin it anew. */
static const char *
begin(struct invoices *all, struct invoice *o, const struct draft *d,
    unsigned part, enum order_field *field)
{
	struct invoice fresh = { .at = d->at, .latest = d->at.seconds,
	    .currency = d->currency, .status = (signed char)d->status,
	    .head = d->head, .part = part, .is_email_bad = d->is_email_bad,
	    .is_phone_short = d->is_phone_short, .number = o->number };

	if (!d->is_dated) {
		*field = FIELD_ORDERED_AT;
		return "empty (want the time of the order)";
	}
	if (d->status < 0) {
		*field = FIELD_STATUS;
		return "empty (want a status)";
	}
	if (*d->currency.code == '\0') {
		*field = FIELD_CURRENCY;
		return "empty (want a currency)";
	}
	if (!d->has_total && !d->has_price && !d->has_line_total) {
		*field = FIELD_TOTAL;
		return "empty (want an amount)";
	}
	*field = FIELD_TOTAL;
	fresh.texts = sayings_keep(all->pool, d->texts, d->said);
	if (!count_line(&fresh, d))
		return "too large";
	if (o->n != 0) {
		tally_set_aside("older copy of an order", o->n);
		if (o->at.seconds < fresh.at.seconds)
			fresh.at = o->at;
		if (o->latest > fresh.latest)
			fresh.latest = o->latest;
	}
	*o = fresh;
	fill(all, o, d);
	add_line(all, o, d, part);
	return NULL;
}

/* Is it a row of the order of this id, or of another store's? */
static const char *
conflict(const struct invoices *all, const struct invoice *o,
    const struct draft *d, enum order_field *field)
{
	int64_t at = d->is_dated ? d->at.seconds : o->latest;

	*field = FIELD_ORDERED_AT;
	if (at - o->at.seconds > all->spread || o->latest - at > all->spread)
		return "not when the order of this id was made (of another "
		    "store? see --store)";
	if (invoice_is_of_another(o, d->texts, field))
		return "not who made the order of this id (of another store? "
		    "see --store)";
	*field = FIELD_CURRENCY;
	return currency_same(o->currency, d->currency) ? NULL :
	    "not the currency of the order of this id";
}

/* Does the row deny what the rows before say of the order? */
static const char *
denial(const struct invoice *o, const struct draft *d,
    enum order_field *field)
{
	*field = FIELD_STATUS;
	if (d->status >= 0 && d->status != o->status)
		return "not the status of the order's rows above";
	*field = FIELD_TOTAL;
	if (d->has_total && o->has_total && d->total != o->total)
		return "not the total of the order's rows above";
	*field = FIELD_REFUNDED;
	if (d->has_refunded && o->is_told && d->refunded != o->refunded)
		return "not what the order's rows above have as refunded";
	return NULL;
}

/*
 * The row, the order's first in a later part, says all of the order.  Is it
 * the first of a newer copy?  Where every row says all it may be of a further
 * line, in a part that goes on where the last one stopped.
 */
static bool
is_newer(const struct invoices *all, const struct invoice *o,
    const struct draft *d)
{
	const struct line *l = o->first;

	if (d->head != o->head || (o->n > 1 && !o->repeats))
		return true;
	return strcmp(dict_key(all->words, l->sku), d->sku.text) == 0 &&
	    strcmp(dict_key(all->words, l->product), d->product.text) == 0 &&
	    l->has_price == d->has_price && l->price == d->price;
}

static const char *
add(struct invoices *all, struct invoice *o, const struct draft *d,
    unsigned part, enum order_field *field)
{
	if (is_again(all, o, d, part)) {
		tally_set_aside("exact duplicate", 1);
		o->seen = part;
		return NULL;
	}
	*field = FIELD_TOTAL;
	if (!count_line(o, d))
		return "too large";
	fill(all, o, d);
	if (d->is_dated && d->at.seconds < o->at.seconds)
		o->at = d->at;
	if (d->is_dated && d->at.seconds > o->latest)
		o->latest = d->at.seconds;
	add_line(all, o, d, part);
	return NULL;
}

const char *
invoice_take(struct invoices *all, size_t order, const struct draft *d,
    unsigned part, enum order_field *field)
{
	struct invoice *o = all->list[order];
	bool is_head = d->is_dated && d->status >= 0;
	const char *reason;

	*field = FIELD_ORDER_ID;
	if (o->spoilt == part && !is_head)
		return "its order's first row was rejected";
	if (o->n == 0)
		return begin(all, o, d, part, field);
	reason = conflict(all, o, d, field);
	if (reason != NULL)
		return reason;
	is_head = is_head && (d->has_total || !o->has_total);
	if (is_head && o->seen != part && is_newer(all, o, d))
		return begin(all, o, d, part, field);
	reason = denial(o, d, field);
	if (reason != NULL)
		return reason;
	o->repeats |= is_head;
	return add(all, o, d, part, field);
}

void
invoice_spoil(struct invoices *all, size_t order, unsigned part)
{
	struct invoice *o = all->list[order];

	if (o->n == 0 || o->seen != part)
		o->spoilt = part;
}
