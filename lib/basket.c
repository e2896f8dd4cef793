#include "basket.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "opt.h"
#include "quantity.h"

enum { FEW = 2 };

/* The place of a ware among n items: where it is, or would be. */
static size_t
place(const struct item *items, size_t n, uint32_t ware)
{
	size_t low = 0, high = n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (items[middle].ware < ware)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static struct item *
find(const struct basket *b, uint32_t ware)
{
	size_t i = place(b->items, b->n, ware);

	return i < b->n && b->items[i].ware == ware ? &b->items[i] : NULL;
}

/* Room for one more.  There are many baskets, and little in most. */
static void
make_room(struct basket *b)
{
	if (b->n < b->room)
		return;
	b->room = b->room == 0 ? FEW : 2 * b->room;
	b->items = reallocarray(b->items, b->room, sizeof *b->items);
	if (b->items == NULL)
		errx(EXIT_TROUBLE, "out of memory");
}

static struct item *
insert(struct basket *b, uint32_t ware)
{
	size_t i = place(b->items, b->n, ware);
	size_t was = place(b->old, b->n_old, ware);

	make_room(b);
	memmove(b->items + i + 1, b->items + i, (b->n++ - i) *
	    sizeof *b->items);
	b->items[i] = (struct item){ .ware = ware, .url = was < b->n_old &&
	    b->old[was].ware == ware ? b->old[was].url : TRACE_NONE };
	return &b->items[i];
}

bool
basket_has(const struct basket *b, uint32_t ware)
{
	return find(b, ware) != NULL;
}

/* Of one second, the price that is greater was said later. */
static void
price(struct item *item, const struct trace *x)
{
	if (*x->currency.code == '\0' || (*item->currency.code != '\0' &&
	    (x->at < item->priced_at || (x->at == item->priced_at &&
	    (x->price < item->price || (x->price == item->price &&
	    strcmp(x->currency.code, item->currency.code) < 0))))))
		return;
	item->price = x->price;
	item->currency = x->currency;
	item->priced_at = x->at;
}

void
basket_put(struct basket *b, const struct trace *x)
{
	struct item *item = find(b, x->ware);

	if (x->quantity == 0)
		return;
	if (item == NULL) {
		item = insert(b, x->ware);
		item->at = x->at;
	}
	if (__builtin_add_overflow(item->quantity, x->quantity,
	    &item->quantity))
		errx(EXIT_TROUBLE, "a cart holds too much to be counted");
	item->put = x->at;
	if (x->url != TRACE_NONE)
		item->url = x->url;
	price(item, x);
}

void
basket_take(struct basket *b, const struct trace *x)
{
	struct item *item = find(b, x->ware);
	size_t i;

	if (item == NULL)
		return;
	item->quantity -= x->quantity;
	if (item->quantity > 0)
		return;
	i = (size_t)(item - b->items);
	memmove(item, item + 1, (--b->n - i) * sizeof *item);
}

void
basket_clear(struct basket *b)
{
	struct basket was = *b;

	*b = (struct basket){ .items = was.old, .room = was.old_room,
	    .old = was.items, .n_old = was.n, .old_room = was.room };
}

void
basket_free(struct basket *b)
{
	free(b->items);
	free(b->old);
	*b = (struct basket){ .items = NULL };
}

int64_t
basket_units(const struct basket *b)
{
	int64_t sum = 0;

	for (size_t i = 0; i < b->n; i++)
		if (!money_add(&sum, b->items[i].quantity))
			errx(EXIT_TROUBLE,
			    "a cart holds too much to be counted");
	return sum;
}

size_t
basket_unpriced(const struct basket *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		n += *b->items[i].currency.code == '\0';
	return n;
}

/* The first code behind this one that an item has. */
static const struct item *
next_currency(const struct basket *b, const char *behind)
{
	const struct item *next = NULL;

	for (size_t i = 0; i < b->n; i++) {
		const struct item *item = &b->items[i];

		if (strcmp(item->currency.code, behind) > 0 && (next == NULL ||
		    strcmp(item->currency.code, next->currency.code) < 0))
			next = item;
	}
	return next;
}

bool
basket_value(const struct basket *b, size_t i, struct amount *into)
{
	const struct item *of = next_currency(b, "");
	int64_t part;

	while (of != NULL && i-- > 0)
		of = next_currency(b, of->currency.code);
	if (of == NULL)
		return false;
	*into = (struct amount){ .currency = of->currency };
	for (size_t k = 0; k < b->n; k++) {
		const struct item *item = &b->items[k];

		if (currency_same(item->currency, of->currency) &&
		    (!quantity_times(item->quantity, item->price, &part) ||
		    !money_add(&into->minor, part)))
			errx(EXIT_TROUBLE, "a cart is worth too much");
	}
	return true;
}
