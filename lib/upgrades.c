#include "upgrades.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "data.h"
#include "grouped.h"
#include "phrase.h"
#include "source.h"
#include "suggest.h"
#include "tally.h"

__extension__ typedef __int128 wide;

struct upgrades {
	size_t *from;			/* of each row */
	uint32_t *to;
	size_t n, from_room, to_room;
	uint32_t *by_from;		/* to, by from */
	size_t *first, products;	/* by from, where its begin */
};

static void
settle(struct upgrades *u, size_t products)
{
	struct grouped g = grouped_make(u->from, u->n, products);

	u->by_from = pool_large((u->n + 1) * sizeof *u->by_from);
	for (size_t i = 0; i < u->n; i++)
		u->by_from[i] = u->to[g.things[i]];
	free(g.things);
	u->first = g.first;
	u->products = products;
}

static void
take(struct upgrades *u, struct source *in, const size_t at[2],
    struct dict *skus)
{
	struct cell cells[2];

	for (int i = 0; i < 2; i++) {
		cells[i] = source_cell(in, at[i]);
		if (cells[i].len == 0) {
			cell_reject(in, at[i],
			    "blank (want the product's number)");
			return;
		}
	}
	u->from = pool_grow(u->from, &u->from_room, u->n + 1,
	    sizeof *u->from);
	u->to = pool_grow(u->to, &u->to_room, u->n + 1, sizeof *u->to);
	u->from[u->n] = dict_add(skus, cells[0].text, cells[0].len);
	u->to[u->n++] = (uint32_t)dict_add(skus, cells[1].text,
	    cells[1].len);
}

struct upgrades *
upgrades_read(const char *path, const struct common *common,
    struct dict *skus)
{
	struct upgrades *u = calloc(1, sizeof *u);
	struct source *in;
	size_t at[2];

	if (u == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	if (path != NULL) {
		in = source_open_side(path, common);
		at[0] = source_column(in, "from_sku");
		at[1] = source_column(in, "to_sku");
		tally_bear_none("nothing is suggested until that is mended");
		while (source_next(in))
			take(u, in, at, skus);
		tally_bear_none(NULL);
		source_close(in);
	}
	settle(u, dict_count(skus));
	return u;
}

void
upgrades_free(struct upgrades *u)
{
	if (u == NULL)
		return;
	free(u->from);
	free(u->to);
	free(u->by_from);
	free(u->first);
	free(u);
}

/* Those of a product; *n of them. */
static const uint32_t *
upgrades_of(const struct upgrades *u, uint32_t sku, size_t *n)
{
	*n = sku < u->products ? u->first[sku + 1] - u->first[sku] : 0;
	return *n == 0 ? NULL : u->by_from + u->first[sku];
}

/* The last of what they viewed or have in the cart; NULL: there is none. */
static const struct interest *
last_of(const struct interests *all, size_t person)
{
	size_t n;
	const struct interest *list = interests_of(all, person, &n);

	while (n > 0 && (list[n - 1].how == INTEREST_LIKED ||
	    list[n - 1].is_removed))
		n--;
	return n > 0 ? &list[n - 1] : NULL;
}

/* The product as it is sold, or as they saw it; false if its price isn't known
   by either. */
static bool
product_of(const struct shop *shop, const struct interest *i,
    struct product *into)
{
	const struct product *p = catalogue_get(shop->catalogue, i->sku);

	*into = (struct product){ .name = "", .category = "", .url = "",
	    .has_price = i->has_price, .price = i->price,
	    .currency = i->currency, .sku = i->sku };
	if (p != NULL && p->has_price)
		*into = *p;
	return into->has_price;
}

/* The first dearer one of its shelf that isn't too much dearer. */
static const struct product *
next_step(const struct shop *shop, size_t person, const struct product *from,
    int64_t max_step)
{
	const struct product *p = from;

	while ((p = catalogue_beside(shop->catalogue, p, 1)) != NULL) {
		wide more = p->price - from->price;

		if (more * SUGGEST_WHOLE > (wide)from->price * max_step)
			return NULL;
		if (more > 0 && interest_is_free(shop, person, p->sku))
			return p;
	}
	return NULL;
}

/* The one told of that is dearer by the least, of equal ones by sku. */
static const struct product *
told_step(const struct shop *shop, size_t person, const struct product *from,
    const uint32_t to[], size_t n)
{
	const struct product *best = NULL;

	for (size_t i = 0; i < n; i++) {
		const struct product *p = catalogue_get(shop->catalogue,
		    to[i]);

		if (p == NULL || !p->has_price || p->price <= from->price ||
		    !currency_same(p->currency, from->currency) ||
		    !interest_is_free(shop, person, p->sku))
			continue;
		if (best == NULL || p->price < best->price ||
		    (p->price == best->price && strcmp(shop_sku(shop, p->sku),
		    shop_sku(shop, best->sku)) < 0))
			best = p;
	}
	return best;
}

static void
tell_upgrade(const struct shop *shop, const struct interest *i,
    const struct product *from, const struct product *to)
{
	const char *sku = shop_sku(shop, to->sku);
	struct notice n = interest_notice(i, "up-sell", sku, shop);
	const char *delta = shop_price(shop, to->price - from->price,
	    to->currency);

	n.reason = phrase_print(shop->pool, "%s %s at %s %s, for %s more "
	    "there is %s", interest_word(i->how), shop_sku(shop, i->sku),
	    shop_price(shop, from->price, from->currency),
	    from->currency.code, delta, sku);
	n.data = data_make(shop->pool, (struct member[]){
	    { "from_sku", shop_sku(shop, i->sku), CELL_TEXT },
	    { "sku", sku, CELL_TEXT },
	    { "product", to->name, CELL_TEXT },
	    { "url", to->url, CELL_TEXT },
	    { "price_delta", delta, CELL_NUMBER },
	    { NULL, NULL, CELL_TEXT } });
	shop_suggest(shop, &n, to->sku, to);
}

void
upgrades_suggest(const struct upgrades *u, const struct shop *shop,
    const struct interests *all, int64_t max_step)
{
	size_t people = people_count(circle_people(shop->circle)), n;

	for (size_t who = 0; who < people; who++) {
		const struct interest *i = last_of(all, who);
		const struct product *to = NULL;
		const uint32_t *told;
		struct product from;

		if (i == NULL)
			continue;
		if (interest_is_over(shop, who, i)) {
			tally_set_aside("bought since", 1);
			continue;
		}
		if (notice_at(i->at) > shop->common->as_of.seconds) {
			tally_set_aside("not due yet", 1);
			continue;
		}
		told = upgrades_of(u, i->sku, &n);
		if (product_of(shop, i, &from))
			to = n != 0 ? told_step(shop, who, &from, told, n) :
			    next_step(shop, who, &from, max_step);
		if (to != NULL)
			tell_upgrade(shop, i, &from, to);
		else
			tally_set_aside("no upgrade", 1);
	}
}
