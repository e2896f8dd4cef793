#include "cart_tell.h"

#include <stdlib.h>
#include <string.h>

#include "phrase.h"
#include "quantity.h"
#include "record.h"
#include "row.h"

static void
add(struct row *r, const char *text)
{
	row_add(r, text, strlen(text));
}

static void
add_item(struct row *r, const struct trail *t, const struct item *item)
{
	const struct ware *w = wares_get(t->wares, item->ware);
	char quantity[QUANTITY_ROOM], price[MONEY_ROOM] = "";

	quantity_print(item->quantity, quantity);
	if (*item->currency.code != '\0')
		money_print(item->price, item->currency, price);
	add(r, "{");
	row_member(r, "sku", w->sku, CELL_TEXT);
	row_member(r, "product", w->product, CELL_TEXT);
	row_member(r, "quantity", quantity, CELL_NUMBER);
	row_member(r, "price", price, CELL_NUMBER);
	row_member(r, "currency", item->currency.code, CELL_TEXT);
	row_member(r, "url", traces_id(t->traces, item->url), CELL_TEXT);
	add(r, "}");
}

/* As they were put in, and of one second by name. */
static int
compare(const void *a, const void *b, void *wares)
{
	const struct item *l = a, *r = b;

	if (l->at != r->at)
		return l->at < r->at ? -1 : 1;
	return strcmp(wares_name(wares, l->ware),
	    wares_name(wares, r->ware));
}

static void
add_values(struct row *r, const struct basket *b)
{
	struct amount amount;
	char text[MONEY_ROOM];

	add(r, "{");
	for (size_t i = 0; basket_value(b, i, &amount); i++) {
		money_print(amount.minor, amount.currency, text);
		row_member(r, amount.currency.code, text, CELL_NUMBER);
	}
	add(r, "}");
}

static const char *
data_of(const struct cart *cart, const struct trail *t, struct pool *p)
{
	const struct basket *b = &cart->basket;
	struct row r = { NULL, 0, 0 };
	char units[QUANTITY_ROOM];
	const char *made;

	quantity_print(basket_units(b), units);
	add(&r, "{");
	row_member(&r, "stage", cart->is_checkout ? "checkout" : "cart",
	    CELL_TEXT);
	row_member(&r, "units", units, CELL_NUMBER);
	add(&r, ",\"items\":[");
	for (size_t i = 0; i < b->n; i++) {
		add(&r, i == 0 ? "" : ",");
		add_item(&r, t, &b->items[i]);
	}
	add(&r, "],\"value\":");
	add_values(&r, b);
	row_member(&r, "order_id", cart->order, CELL_TEXT);
	if (cart->is_unpaid)
		row_member(&r, "payment", record_statuses()[cart->status],
		    CELL_TEXT);
	add(&r, "}");
	made = pool_text(p, r.bytes, r.len);
	free(r.bytes);
	return made;
}

/* The item that was put in last, of one second the last by name. */
static const char *
last_item(const struct cart *cart, const struct wares *wares)
{
	const struct item *last = NULL;

	for (size_t i = 0; i < cart->basket.n; i++) {
		const struct item *item = &cart->basket.items[i];

		if (last == NULL || item->put > last->put ||
		    (item->put == last->put && strcmp(wares_name(wares,
		    item->ware), wares_name(wares, last->ware)) > 0))
			last = item;
	}
	return last == NULL ? "" : wares_name(wares, last->ware);
}

/* "3 units of 2 items, 34.00 EUR, 1 without a price" */
static const char *
contents(const struct basket *b, struct pool *p)
{
	char units[QUANTITY_ROOM], text[MONEY_ROOM];
	size_t unpriced = basket_unpriced(b);
	struct amount amount;
	const char *says;

	quantity_print(basket_units(b), units);
	says = phrase_print(p, "%s unit%s of %zu item%s", units,
	    strcmp(units, "1") == 0 ? "" : "s", b->n, b->n == 1 ? "" : "s");
	for (size_t i = 0; basket_value(b, i, &amount); i++) {
		money_print(amount.minor, amount.currency, text);
		says = phrase_print(p, "%s, %s %s", says, text,
		    amount.currency.code);
	}
	if (unpriced != 0 && unpriced != b->n)
		says = phrase_print(p, "%s, %zu without a price", says,
		    unpriced);
	return says;
}

static const char *
reason_of(const struct cart *cart, struct span idle, struct pool *p)
{
	char when[INSTANT_ROOM], span[SPAN_ROOM];
	const char *what = cart->is_checkout ? "checkout" : "cart";
	const char *holds = contents(&cart->basket, p);

	instant_print((struct instant){ .seconds = cart->fate ==
	    CART_RECOVERED ? cart->ended : cart->last }, when);
	span_print(idle, span);
	if (cart->fate == CART_RECOVERED)
		return phrase_print(p, "%s had been left for %s, bought %s: "
		    "%s%s%s", what, span, when, holds, *cart->order == '\0' ?
		    "" : ", order ", cart->order);
	if (cart->is_unpaid)
		return phrase_print(p, "%s left %s, %s on: %s, order%s%s is "
		    "%s", what, when, span, holds, *cart->order == '\0' ? "" :
		    " ", cart->order, record_statuses()[cart->status]);
	return phrase_print(p, "%s left %s, %s on: %s, no order since", what,
	    when, span, holds);
}

void
cart_tell(const struct cart *cart, const struct trail *t, struct span idle,
    struct pool *p, struct notice *into)
{
	struct amount amount, other;
	char text[MONEY_ROOM];

	qsort_r(cart->basket.items, cart->basket.n,
	    sizeof *cart->basket.items, compare, t->wares);
	into->value = into->currency = "";
	if (basket_value(&cart->basket, 0, &amount) &&
	    !basket_value(&cart->basket, 1, &other)) {
		into->value = pool_text(p, text, money_print(amount.minor,
		    amount.currency, text));
		into->currency = phrase_print(p, "%s", amount.currency.code);
	}
	into->item = last_item(cart, t->wares);
	into->data = data_of(cart, t, p);
	into->reason = reason_of(cart, idle, p);
}
