#include "invoice.h"

#include <stdlib.h>
#include <string.h>

#include "order.h"
#include "quantity.h"
#include "tally.h"

void
invoices_open(struct invoices *all, const struct map *m)
{
	*all = (struct invoices){ .ids = dict_new(), .words = dict_new(),
	    .pool = pool_new(), .spread = m->spread };
	dict_add(all->words, "", 0);
}

void
invoices_close(struct invoices *all)
{
	dict_free(all->ids);
	dict_free(all->words);
	pool_free(all->pool);
	free(all->list);
	free(all->lines);
}

size_t
invoice_of(struct invoices *all, const char *id, size_t len)
{
	size_t i = dict_add(all->ids, id, len);

	if (i == all->n) {
		all->list = pool_grow(all->list, &all->room, ++all->n,
		    sizeof *all->list);
		all->list[i] = (struct invoice){ .first = NO_LINE };
	}
	return i;
}

void
invoice_texts(const struct invoice *o, const char *into[TEXTS])
{
	const char *text = o->texts;

	for (size_t i = 0; i < TEXTS; i++) {
		into[i] = text;
		text += strlen(text) + 1;
	}
}

static const char *
pack(struct pool *pool, const char *const texts[TEXTS])
{
	size_t len[TEXTS], room = 0;
	char *all, *to;

	for (size_t i = 0; i < TEXTS; i++) {
		len[i] = strlen(texts[i]) + 1;
		room += len[i];
	}
	all = to = pool_bytes(pool, room);
	for (size_t i = 0; i < TEXTS; i++) {
		memcpy(to, texts[i], len[i]);
		to += len[i];
	}
	return all;
}

/* Fill what the rows before left blank. */
static void
fill(struct invoices *all, struct invoice *o, const struct draft *d)
{
	const char *texts[TEXTS];
	bool more = false;

	invoice_texts(o, texts);
	for (size_t i = 0; i < TEXTS; i++) {
		if (*texts[i] == '\0' && *d->texts[i] != '\0') {
			texts[i] = d->texts[i];
			more = true;
		}
	}
	if (more)
		o->texts = pack(all->pool, texts);
	if (!o->has_total && d->has_total) {
		o->total = d->total;
		o->has_total = true;
	}
	if (!o->has_refunded && d->has_refunded) {
		o->refunded = d->refunded;
		o->has_refunded = true;
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

	if (d->has_price && (!quantity_times(n, d->price, &amount) ||
	    !money_add(&sum, amount)))
		return false;
	if (d->has_quantity && !money_add(&quantity, d->quantity))
		return false;
	o->has_quantity |= d->has_quantity;
	o->sum = sum;
	o->quantity = quantity;
	return true;
}

static size_t
word(struct invoices *all, const char *text)
{
	return dict_add(all->words, text, strlen(text));
}

static void
add_line(struct invoices *all, struct invoice *o, const struct draft *d,
    struct row_place at)
{
	struct line *l;

	all->lines = pool_grow(all->lines, &all->lines_room, all->n_lines + 1,
	    sizeof *all->lines);
	l = &all->lines[all->n_lines];
	*l = (struct line){ .next = NO_LINE, .sku = word(all, d->sku),
	    .product = word(all, d->product),
	    .category = word(all, d->category), .hash = at.hash,
	    .part = at.part, .again = at.part, .quantity = d->quantity,
	    .refunded_quantity = d->refunded_quantity, .price = d->price,
	    .has_quantity = d->has_quantity, .has_price = d->has_price };
	if (o->n++ == 0)
		o->first = all->n_lines;
	else
		all->lines[o->last].next = all->n_lines;
	o->last = all->n_lines++;
	o->seen = at.part;
}

/* Was this very row already in a part before? */
static bool
is_again(struct invoices *all, const struct invoice *o, struct row_place at)
{
	for (size_t i = o->first; i != NO_LINE; i = all->lines[i].next) {
		struct line *l = &all->lines[i];

		if (l->part != at.part && l->again != at.part &&
		    l->hash == at.hash) {
			l->again = at.part;
			return true;
		}
	}
	return false;
}

/* Begin the order, or begin it anew. */
static const char *
begin(struct invoices *all, struct invoice *o, const struct draft *d,
    struct row_place at, enum order_field *field)
{
	struct invoice fresh = { .at = d->at, .currency = d->currency,
	    .status = (signed char)d->status, .head = d->head, .part = at.part,
	    .is_email_bad = d->is_email_bad, .first = NO_LINE,
	    .last = NO_LINE };

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
	if (!d->has_total && !d->has_price) {
		*field = FIELD_TOTAL;
		return "empty (want an amount)";
	}
	*field = FIELD_TOTAL;
	fresh.texts = pack(all->pool, d->texts);
	if (!count_line(&fresh, d))
		return "too large";
	if (o->n != 0)
		tally_set_aside("older copy of an order", o->n);
	*o = fresh;
	fill(all, o, d);
	add_line(all, o, d, at);
	return NULL;
}

/* Does the row say of the order what its first row says, if it says it? */
static const char *
conflict(const struct invoices *all, const struct invoice *o,
    const struct draft *d, enum order_field *field)
{
	static const struct { enum draft_text text; enum order_field field; }
	buyer[] = { { TEXT_CUSTOMER_ID, FIELD_CUSTOMER_ID },
	    { TEXT_EMAIL, FIELD_EMAIL } };
	const char *texts[TEXTS];
	int64_t apart = d->is_dated ? d->at.seconds - o->at.seconds : 0;

	*field = FIELD_ORDERED_AT;
	if (apart > all->spread || apart < -all->spread)
		return "not when the order of this id was made (of another "
		    "store? see --store)";
	invoice_texts(o, texts);
	for (size_t i = 0; i < 2; i++) {
		const char *was = texts[buyer[i].text];
		const char *is = d->texts[buyer[i].text];

		*field = buyer[i].field;
		if (*was != '\0' && *is != '\0' && strcmp(was, is) != 0)
			return "not who made the order of this id (of another "
			    "store? see --store)";
	}
	*field = FIELD_CURRENCY;
	return currency_same(o->currency, d->currency) ? NULL :
	    "not the currency of the order of this id";
}

const char *
invoice_take(struct invoices *all, size_t order, const struct draft *d,
    struct row_place at, enum order_field *field)
{
	struct invoice *o = &all->list[order];
	bool is_head = d->is_dated && d->status >= 0;
	const char *reason;

	*field = FIELD_ORDER_ID;
	if (o->spoilt == at.part + 1 && !is_head)
		return "its order's first row was rejected";
	if (o->n == 0)
		return begin(all, o, d, at, field);
	reason = conflict(all, o, d, field);
	if (reason != NULL)
		return reason;
	is_head = is_head && (d->has_total || !o->has_total);
	if (o->part != at.part && is_head && d->head != o->head)
		return begin(all, o, d, at, field);
	if (all->lines[o->last].part != at.part || o->part != at.part) {
		if (is_again(all, o, at)) {
			tally_set_aside("exact duplicate", 1);
			o->seen = at.part;
			return NULL;
		}
	}
	*field = FIELD_TOTAL;
	if (!count_line(o, d))
		return "too large";
	fill(all, o, d);
	add_line(all, o, d, at);
	return NULL;
}

void
invoice_spoil(struct invoices *all, size_t order, unsigned part)
{
	struct invoice *o = &all->list[order];

	if (o->n == 0 || o->seen != part)
		o->spoilt = part + 1;
}

int64_t
invoice_total(const struct invoice *o)
{
	return o->has_total ? o->total : o->sum;
}

int
invoice_status(const struct invoice *o)
{
	const char *texts[TEXTS];
	int64_t total = invoice_total(o);

	invoice_texts(o, texts);
	if (*texts[TEXT_CANCELLED_AT] != '\0')
		return ORDER_CANCELLED;
	if (o->status == ORDER_PAID && o->refunded > 0 && total > 0)
		return o->refunded >= total ? ORDER_REFUNDED :
		    ORDER_PARTIALLY_REFUNDED;
	return o->status;
}
