#include "refund.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hash.h"
#include "quantity.h"
#include "stock.h"
#include "tally.h"

/* A row that takes something back.  Texts are numbers in the orders' words. */
struct refund {
	size_t id, customer, email, phone, sku;	/* 0: none */
	int64_t quantity, price, amount;	/* none below zero */
	bool is_total;			/* the amount is a total's */
	struct instant at;
	struct currency currency;
	struct place place;
	size_t shelves[OWNERS];		/* DICT_NONE: none */
};

enum why { NEVER_BOUGHT, NO_CUSTOMER, TOO_EARLY, BEYOND, NEVER_PAID, WHYS };

static const char *const why[WHYS] = {
	"refunds of what was never bought", "refunds of no known customer",
	"refunds with no earlier order of that item",
	"refunds beyond what was bought", "refunds of orders never paid"
};

/* Refunds that found no order, by currency. */
struct lost {
	struct currency currency;
	int64_t amount;
	size_t n[WHYS];
};

void
refunds_open(struct refunds *all)
{
	*all = (struct refunds){ .n = 0 };
	echoes_open(&all->echoes);
}

void
refunds_close(struct refunds *all)
{
	echoes_close(&all->echoes);
	free(all->list);
}

bool
refund_is(const struct draft *d)
{
	int64_t quantity = d->has_quantity ? d->quantity : QUANTITY_ONE;

	return d->is_refund || quantity < 0 || (d->has_total && d->total < 0) ||
	    (d->has_line_total && d->line_total < 0) ||
	    (quantity > 0 && d->has_price && d->price < 0);
}

static size_t
word(struct invoices *orders, const char *text)
{
	return dict_add(orders->words, text, strlen(text));
}

/* How much, of what, at which price; false if that is too large. */
static bool
weigh(const struct draft *d, struct refund *r)
{
	int64_t quantity = d->has_quantity ? d->quantity :
	    d->has_price ? QUANTITY_ONE : 0, whole;

	r->quantity = quantity < 0 ? -quantity : quantity;
	r->price = d->price < 0 ? -d->price : d->price;
	if (!quantity_times(r->quantity, r->price, &r->amount))
		return false;
	if (d->has_line_total) {
		r->amount = d->line_total < 0 ? -d->line_total : d->line_total;
		/* Rounded down: whatever is given back last gets the rest. */
		if (!d->has_price && r->quantity != 0 &&
		    !__builtin_mul_overflow(r->amount, QUANTITY_ONE, &whole))
			r->price = whole / r->quantity;
	}
	if (r->amount == 0 && d->has_total) {
		r->amount = d->total < 0 ? -d->total : d->total;
		r->is_total = true;
	}
	return true;
}

/* The row's bytes are gone when it is settled. */
static struct place
keep_place(struct invoices *orders, struct place at)
{
	at.file = dict_key(orders->words, word(orders, at.file));
	at.row = pool_text(orders->pool, at.row, at.len);
	return at;
}

const char *
refund_keep(struct refunds *all, struct invoices *orders, const char *id,
    const struct draft *d, struct place at, enum order_field *field)
{
	size_t order = dict_find(orders->ids, id, strlen(id));
	struct refund r = { .at = d->at, .currency = d->currency };

	*field = FIELD_ORDERED_AT;
	if (!d->is_dated && (order == DICT_NONE || orders->list[order]->n == 0))
		return "empty (want the time of the refund)";
	if (!d->is_dated)
		r.at = orders->list[order]->at;
	*field = d->has_total ? FIELD_TOTAL :
	    d->has_line_total ? FIELD_LINE_TOTAL : FIELD_UNIT_PRICE;
	if (!d->has_total && !d->has_price && !d->has_line_total)
		return "empty (want an amount)";
	if (!weigh(d, &r))
		return "too large";
	if (echo_is(&all->echoes, hash_bytes(d->row, id, strlen(id)),
	    at.part)) {
		tally_set_aside("exact duplicate", 1);
		return NULL;
	}
	if (r.amount == 0) {
		tally_set_aside("rows below zero of no value", 1);
		return NULL;
	}
	r.id = word(orders, id);
	r.customer = word(orders, d->texts[TEXT_CUSTOMER_ID].text);
	r.email = word(orders, d->texts[TEXT_EMAIL].text);
	r.phone = word(orders, d->texts[TEXT_PHONE].text);
	r.sku = r.quantity != 0 ? word(orders, d->sku.text) : 0;
	r.place = keep_place(orders, at);
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

/* By time, id and what is given back: the order of the rows decides nothing. */
static int
compare_refunds(const void *one, const void *two, void *context)
{
	const struct refund *r = one, *s = two;
	const struct dict *words = context;
	int order = compare(r->at.seconds, s->at.seconds);

	if (order == 0)
		order = strcmp(dict_key(words, r->id), dict_key(words, s->id));
	if (order == 0)
		order = strcmp(dict_key(words, r->sku),
		    dict_key(words, s->sku));
	if (order == 0)
		order = compare(r->price, s->price);
	if (order == 0)
		order = compare(r->quantity, s->quantity);
	if (order == 0)
		order = compare(r->amount, s->amount);
	return order != 0 ? order : compare((int64_t)r->place.nth,
	    (int64_t)s->place.nth);
}

static struct cell
text_of(const struct dict *words, size_t number)
{
	const char *text = dict_key(words, number);

	return (struct cell){ text, strlen(text) };
}

static void
texts_of(const struct refund *r, const struct dict *words,
    struct cell texts[TEXTS])
{
	for (size_t i = 0; i < TEXTS; i++)
		texts[i] = (struct cell){ "", 0 };
	texts[TEXT_CUSTOMER_ID] = text_of(words, r->customer);
	texts[TEXT_EMAIL] = text_of(words, r->email);
	texts[TEXT_PHONE] = text_of(words, r->phone);
}

static void
ask(struct stock *s, struct refund *r, const struct dict *words)
{
	struct cell texts[TEXTS];
	const char *owners[OWNERS];

	texts_of(r, words, texts);
	stock_owners(dict_key(words, r->id), texts, owners);
	for (int k = 0; k < OWNERS; k++)
		r->shelves[k] = owners[k] == NULL ? DICT_NONE :
		    stock_shelf(s, (enum owner)k, owners[k], r->currency,
		    r->sku);
}

static struct invoice *
own_order(const struct refund *r, struct invoices *orders)
{
	const char *id = dict_key(orders->words, r->id);
	size_t i = dict_find(orders->ids, id, strlen(id));

	return i == DICT_NONE || orders->list[i]->n == 0 ? NULL :
	    orders->list[i];
}

/* Refunds of a day may be of any order made in it. */
static int64_t
until(const struct refund *r)
{
	const struct span day = { .days = 1 };

	return !r->at.is_date ? r->at.seconds :
	    instant_move(r->at, day, 1, instant_zone()).seconds - 1;
}

/* Can it be of the order whose id it has?  Else it is rejected. */
static bool
is_sound(const struct refund *r, const struct invoice *o,
    const struct dict *words, const struct view *v)
{
	enum order_field field = FIELD_CURRENCY;
	char value[INSTANT_ROOM];
	const char *shown = value, *reason;
	struct cell texts[TEXTS];

	texts_of(r, words, texts);
	if (!currency_same(r->currency, o->currency)) {
		reason = "not the currency of the order of this id";
		shown = r->currency.code;
	} else if (until(r) < o->at.seconds) {
		field = FIELD_ORDERED_AT;
		reason = "a refund before the order of this id was made";
		instant_print(r->at, value);
	} else if (invoice_is_of_another(o, texts, &field)) {
		reason = "not who made the order of this id (of another "
		    "store? see --store)";
		shown = texts[field == FIELD_EMAIL ? TEXT_EMAIL :
		    TEXT_CUSTOMER_ID].text;
	} else {
		return true;
	}
	tally_reject(r->place, view_column(v, field), shown, reason);
	return false;
}

/* Give it back to the order of its own id; false if it never was paid. */
static bool
settle_own(struct stock *s, struct refund *r, struct invoice *o)
{
	struct giving g = { .customer = "", .until = INT64_MAX,
	    .quantity = r->quantity, .price = r->price,
	    .by_money = r->sku == 0, .is_own = true };

	if (!invoice_was_sold(o))
		return false;
	stock_take(s, r->shelves[OWNER_ORDER], &g);
	r->amount -= invoice_lower(o, r->at, r->amount);
	return true;
}

/* Give it back to the customer's orders; WHYS, or why none was found. */
static enum why
settle(struct stock *s, struct refund *r, const struct dict *words)
{
	struct giving g = { .customer = dict_key(words, r->customer),
	    .at = r->at, .until = until(r), .quantity = r->quantity,
	    .price = r->price, .amount = r->amount, .by_money = r->sku == 0 };
	size_t nobody = r->shelves[OWNER_NOBODY];
	bool is_done = false, had = false, has = false;

	for (int k = OWNER_CUSTOMER; k <= OWNER_PHONE; k++) {
		if (r->shelves[k] == DICT_NONE)
			continue;
		had |= stock_had(s, r->shelves[k], g.until);
		has |= stock_had(s, r->shelves[k], INT64_MAX);
		is_done |= stock_take(s, r->shelves[k], &g);
	}
	r->amount = g.amount;
	if (is_done)
		return WHYS;
	if (nobody != DICT_NONE && stock_had(s, nobody, INT64_MAX))
		return NO_CUSTOMER;
	return had ? BEYOND : has ? TOO_EARLY : NEVER_BOUGHT;
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

	for (size_t i = 0; i < WHYS; i++) {
		snprintf(kind, sizeof kind, "%s (%s)", why[i],
		    l->currency.code);
		if (l->n[i] != 0)
			tally_set_aside(kind, l->n[i]);
	}
	money_print(l->amount, l->currency, amount);
	if (l->amount != 0)
		tally_note("refunds of %s %s found no order to lower", amount,
		    l->currency.code);
}

/* A total is the refund's whole, though each of its rows repeats it. */
static bool
is_repeated(const struct refund *r, struct dict *totals)
{
	const int64_t said[] = { (int64_t)r->id, r->at.seconds, r->amount };
	size_t n = dict_count(totals);

	return r->is_total &&
	    dict_add(totals, (const char *)said, sizeof said) < n;
}

static void
settle_all(struct refunds *all, struct stock *s, const struct view *v)
{
	struct invoices *orders = s->orders;
	struct dict *totals = dict_new();
	struct lost *lost = NULL, *l;
	size_t n = 0, room = 0;

	for (size_t i = 0; i < all->n; i++) {
		struct refund *r = &all->list[i];
		struct invoice *o = own_order(r, orders);
		enum why reason;

		if (o != NULL && !is_sound(r, o, orders->words, v))
			continue;
		if (is_repeated(r, totals))
			r->amount = 0;
		if (r->amount == 0 && r->sku == 0) {
			tally_set_aside("repeated totals of a refund", 1);
			continue;
		}
		reason = o == NULL ? settle(s, r, orders->words) :
		    settle_own(s, r, o) ? WHYS : NEVER_PAID;
		lost = pool_grow(lost, &room, n + 1, sizeof *lost);
		l = lost_in(lost, &n, r->currency);
		if (reason != WHYS)
			l->n[reason]++;
		if (!money_add(&l->amount, r->amount))
			l->amount = INT64_MAX;
	}
	for (size_t i = 0; i < n; i++)
		say_lost(&lost[i]);
	free(lost);
	dict_free(totals);
}

void
refunds_settle(struct refunds *all, struct invoices *orders,
    const struct view *v)
{
	struct stock s;

	if (all->n == 0)
		return;
	qsort_r(all->list, all->n, sizeof *all->list, compare_refunds,
	    orders->words);
	stock_open(&s, orders);
	for (size_t i = 0; i < all->n; i++)
		ask(&s, &all->list[i], orders->words);
	stock_fill(&s);
	settle_all(all, &s, v);
	stock_close(&s);
}
