#include "refund.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quantity.h"
#include "tally.h"

/* A row that takes something back.  Texts are numbers in the orders' words. */
struct refund {
	size_t id, customer, sku;	/* 0: none */
	int64_t quantity, price, amount;	/* what is still to be placed */
	struct instant at;
	struct currency currency;
	size_t nth;
};

/* What can be given back: a line, or without one a whole order. */
struct stock {
	size_t customer, sku;
	int64_t at;
	size_t order, line;
};

enum { ANY_SKU = 0 };

static const char *const why[] = { "refunds of what was never ordered",
    "refunds of no customer", "refunds before any such order",
    "refunds of what was given back before" };

/* Refunds that found no order, by currency. */
struct lost {
	struct currency currency;
	int64_t amount;
	size_t n[4];
};

void
refunds_open(struct refunds *all, bool money_is_told)
{
	*all = (struct refunds){ .rows = dict_new(),
	    .money_is_told = money_is_told };
}

void
refunds_close(struct refunds *all)
{
	dict_free(all->rows);
	free(all->parts);
	free(all->list);
}

bool
refund_is(const struct draft *d)
{
	return d->has_quantity ? d->quantity < 0 :
	    d->has_total && d->total < 0;
}

/* Was this row already in another part? */
static bool
is_again(struct refunds *all, struct row_place at)
{
	size_t n = dict_count(all->rows);
	size_t i = dict_add(all->rows, (const char *)&at.hash, sizeof at.hash);

	all->parts = pool_grow(all->parts, &all->parts_room, i + 1,
	    sizeof *all->parts);
	if (i == n)
		all->parts[i] = at.part;
	return all->parts[i] != at.part;
}

static size_t
word(struct invoices *orders, const char *text)
{
	return dict_add(orders->words, text, strlen(text));
}

static size_t
customer_of(struct invoices *orders, const char *const texts[TEXTS])
{
	return word(orders, *texts[TEXT_CUSTOMER_ID] != '\0' ?
	    texts[TEXT_CUSTOMER_ID] : *texts[TEXT_EMAIL] != '\0' ?
	    texts[TEXT_EMAIL] : texts[TEXT_PHONE]);
}

const char *
refund_keep(struct refunds *all, struct invoices *orders, const char *id,
    const struct draft *d, struct row_place at, enum order_field *field)
{
	size_t order = dict_find(orders->ids, id, strlen(id));
	struct refund r = { .at = d->at, .currency = d->currency,
	    .quantity = d->has_quantity ? -d->quantity : 0,
	    .price = d->price, .nth = all->n };

	*field = FIELD_ORDERED_AT;
	if (!d->is_dated && (order == DICT_NONE || orders->list[order].n == 0))
		return "empty (want the time of the refund)";
	if (!d->is_dated)
		r.at = orders->list[order].at;
	*field = d->has_total ? FIELD_TOTAL : FIELD_UNIT_PRICE;
	if (!d->has_total && !d->has_price)
		return "empty (want an amount)";
	if (d->has_price && d->has_quantity) {
		if (!quantity_times(r.quantity, d->price, &r.amount))
			return "too large";
	} else {
		r.amount = d->total < 0 ? -d->total : d->total;
	}
	if (is_again(all, at)) {
		tally_set_aside("exact duplicate", 1);
		return NULL;
	}
	if (r.amount <= 0) {
		tally_set_aside("rows below zero of no value", 1);
		return NULL;
	}
	r.id = word(orders, id);
	r.customer = customer_of(orders, d->texts);
	r.sku = word(orders, d->sku);
	all->list = pool_grow(all->list, &all->room, all->n + 1,
	    sizeof *all->list);
	all->list[all->n++] = r;
	return NULL;
}

static int
compare(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
compare_stock(const void *a, const void *b)
{
	const struct stock *s = a, *t = b;
	int order = compare((int64_t)s->customer, (int64_t)t->customer);

	if (order == 0)
		order = compare((int64_t)s->sku, (int64_t)t->sku);
	if (order == 0)
		order = compare(s->at, t->at);
	if (order == 0)
		order = compare((int64_t)s->order, (int64_t)t->order);
	return order != 0 ? order :
	    compare((int64_t)s->line, (int64_t)t->line);
}

static int
compare_refunds(const void *a, const void *b)
{
	const struct refund *r = a, *s = b;
	int order = compare(r->at.seconds, s->at.seconds);

	return order != 0 ? order : compare((int64_t)r->nth, (int64_t)s->nth);
}

/* All that can be given back, by customer, sku and time. */
static struct stock *
take_stock(struct invoices *orders, size_t *n)
{
	struct stock *list = NULL;
	size_t room = 0;

	*n = 0;
	for (size_t i = 0; i < orders->n; i++) {
		const struct invoice *o = &orders->list[i];
		const char *texts[TEXTS];
		struct stock s = { .at = o->at.seconds, .order = i,
		    .line = NO_LINE, .sku = ANY_SKU };

		if (o->n == 0)
			continue;
		invoice_texts(o, texts);
		s.customer = customer_of(orders, texts);
		list = pool_grow(list, &room, *n + 1 + o->n, sizeof *list);
		list[(*n)++] = s;
		for (size_t k = o->first; k != NO_LINE;
		    k = orders->lines[k].next) {
			s.line = k;
			s.sku = orders->lines[k].sku;
			if (s.sku != ANY_SKU && orders->lines[k].quantity > 0)
				list[(*n)++] = s;
		}
	}
	if (*n != 0)
		qsort(list, *n, sizeof *list, compare_stock);
	return list;
}

/* Lay so much of the refund on the order; what doesn't fit stays. */
static void
lower(const struct refunds *all, struct invoice *o, struct refund *r,
    int64_t amount)
{
	int64_t left = invoice_total(o) - o->refunded;

	o->refund_at = r->at;
	o->was_refunded = true;
	if (all->money_is_told) {
		r->amount -= amount;
		return;
	}
	if (amount > left)
		amount = left > 0 ? left : 0;
	o->refunded += amount;
	o->has_refunded = true;
	r->amount -= amount;
}

/* Give back what there is of a line, or of an order without one. */
static bool
give_back(const struct refunds *all, struct invoices *orders,
    const struct stock *s, struct refund *r)
{
	struct invoice *o = &orders->list[s->order];
	struct line *l = s->line != NO_LINE ? &orders->lines[s->line] : NULL;
	int64_t n, share;

	if (!currency_same(o->currency, r->currency))
		return false;
	if (l == NULL) {
		if (invoice_total(o) <= o->refunded)
			return false;
		lower(all, o, r, r->amount);
		return true;
	}
	n = l->quantity - l->refunded_quantity;
	if (n <= 0)
		return false;
	n = n < r->quantity ? n : r->quantity;
	l->refunded_quantity += n;
	r->quantity -= n;
	if (r->quantity == 0 || !quantity_times(n, r->price, &share) ||
	    share > r->amount)
		share = r->amount;
	lower(all, o, r, share);
	return true;
}

/* A row of the order's own: its lines of that sku, and its money. */
static bool
settle_own(const struct refunds *all, struct invoices *orders,
    struct refund *r)
{
	const char *id = dict_key(orders->words, r->id);
	size_t i = dict_find(orders->ids, id, strlen(id));
	struct invoice *o;

	if (i == DICT_NONE || orders->list[i].n == 0)
		return false;
	o = &orders->list[i];
	for (size_t k = o->first; k != NO_LINE && r->quantity > 0;
	    k = orders->lines[k].next) {
		struct line *l = &orders->lines[k];
		int64_t n = l->quantity - l->refunded_quantity;

		if (l->sku != r->sku || n <= 0)
			continue;
		n = n < r->quantity ? n : r->quantity;
		l->refunded_quantity += n;
		r->quantity -= n;
	}
	lower(all, o, r, r->amount);
	return true;
}

/* NULL if it found an order; else why not. */
static const char *const *
settle(const struct refunds *all, struct invoices *orders,
    const struct stock *list, size_t n, struct refund *r)
{
	size_t low = 0, high = n;
	bool is_any = false, is_done = false;

	if (settle_own(all, orders, r))
		return NULL;
	/* The first that is of another key, or later. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		struct stock last = { .customer = r->customer, .sku = r->sku,
		    .at = r->at.seconds, .order = NO_LINE >> 1,
		    .line = NO_LINE >> 1 };

		if (compare_stock(&list[middle], &last) <= 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (size_t i = low; r->customer != 0 && i-- > 0; ) {
		if (list[i].customer != r->customer || list[i].sku != r->sku)
			break;
		is_any = true;
		is_done |= give_back(all, orders, &list[i], r);
		if (r->amount == 0 || (r->sku != ANY_SKU && r->quantity == 0))
			break;
	}
	if (is_done)
		return NULL;
	if (is_any)
		return &why[3];
	is_any = (low > 0 && list[low - 1].customer == r->customer &&
	    list[low - 1].sku == r->sku) || (low < n &&
	    list[low].customer == r->customer && list[low].sku == r->sku);
	return &why[!is_any ? 0 : r->customer == 0 ? 1 : 2];
}

static struct lost *
lost_in(struct lost *list, size_t *n, struct currency currency)
{
	for (size_t i = 0; i < *n; i++)
		if (currency_same(list[i].currency, currency))
			return &list[i];
	list[*n] = (struct lost){ .currency = currency };
	return &list[(*n)++];
}

static void
say_lost(const struct lost *l)
{
	char kind[80], amount[MONEY_ROOM];

	for (size_t i = 0; i < sizeof why / sizeof why[0]; i++) {
		snprintf(kind, sizeof kind, "%s %s", l->currency.code, why[i]);
		if (l->n[i] != 0)
			tally_set_aside(kind, l->n[i]);
	}
	money_print(l->amount, l->currency, amount);
	if (l->amount != 0)
		tally_note("refunds of %s %s found no order to lower", amount,
		    l->currency.code);
}

void
refunds_settle(struct refunds *all, struct invoices *orders)
{
	struct stock *list;
	struct lost *lost = NULL;
	size_t n, n_lost = 0, room = 0;

	if (all->n == 0)
		return;
	list = take_stock(orders, &n);
	qsort(all->list, all->n, sizeof *all->list, compare_refunds);
	for (size_t i = 0; i < all->n; i++) {
		struct refund *r = &all->list[i];
		const char *const *reason = settle(all, orders, list, n, r);
		struct lost *l;

		lost = pool_grow(lost, &room, n_lost + 1, sizeof *lost);
		l = lost_in(lost, &n_lost, r->currency);
		if (reason != NULL)
			l->n[reason - why]++;
		money_add(&l->amount, r->amount);
	}
	for (size_t i = 0; i < n_lost; i++)
		say_lost(&lost[i]);
	free(lost);
	free(list);
}
