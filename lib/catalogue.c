#include "catalogue.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "pool.h"
#include "quantity.h"
#include "source.h"
#include "tally.h"

struct catalogue {
	struct pool *pool;
	struct dict *skus;
	struct product **by_sku;	/* NULL: it isn't there */
	size_t room, n_skus;
	const struct product **shelves;	/* by category, currency and price */
	size_t n, shelves_room;
	size_t *place;			/* by sku, in shelves; less than n */
};

struct columns {
	size_t sku, product, category, price, currency, stock, url;
};

static const char *
keep(struct pool *p, struct cell c)
{
	return c.len == 0 ? "" : pool_text(p, c.text, c.len);
}

/* A price without a currency isn't known, nor is a blank. */
static bool
read_price(struct source *in, const struct columns *at, struct product *p)
{
	struct cell price = source_cell(in, at->price);
	const char *reason;

	p->has_price = price.len != 0 &&
	    source_cell(in, at->currency).len != 0;
	if (!p->has_price)
		return true;
	if (!cell_read(in, at->currency, currency_parse, &p->currency))
		return false;
	reason = money_parse(price.text, p->currency, MONEY_PLAIN, &p->price);
	if (reason == NULL && p->price < 0)
		reason = "less than nothing (want 0 or more)";
	if (reason != NULL)
		cell_reject(in, at->price, reason);
	return reason == NULL;
}

/* Less than none has been sold already. */
static bool
read_product(struct source *in, const struct columns *at, struct pool *pool,
    struct product *p)
{
	*p = (struct product){
		.has_stock = source_cell(in, at->stock).len != 0
	};
	if (!read_price(in, at, p) || (p->has_stock &&
	    !cell_read(in, at->stock, quantity_parse, &p->stock)))
		return false;
	p->name = keep(pool, source_cell(in, at->product));
	p->category = keep(pool, source_cell(in, at->category));
	p->url = keep(pool, source_cell(in, at->url));
	return true;
}

static bool
is_same(const struct product *l, const struct product *r)
{
	return strcmp(l->name, r->name) == 0 &&
	    strcmp(l->category, r->category) == 0 &&
	    strcmp(l->url, r->url) == 0 && l->has_price == r->has_price &&
	    l->has_stock == r->has_stock && l->price == r->price &&
	    l->stock == r->stock && currency_same(l->currency, r->currency);
}

/* Take the row's product; of one sku there is one, which may be said again. */
static void
take(struct catalogue *c, struct source *in, const struct columns *at)
{
	struct cell sku = source_cell(in, at->sku);
	struct product p;
	size_t i;

	if (sku.len == 0) {
		cell_reject(in, at->sku, "blank (want the product's number)");
		return;
	}
	if (!read_product(in, at, c->pool, &p))
		return;
	i = dict_add(c->skus, sku.text, sku.len);
	c->by_sku = pool_grow(c->by_sku, &c->room, i + 1, sizeof *c->by_sku);
	while (c->n_skus <= i)
		c->by_sku[c->n_skus++] = NULL;
	if (c->by_sku[i] != NULL) {
		if (!is_same(c->by_sku[i], &p))
			cell_reject(in, at->sku, "comes twice");
		return;
	}
	p.sku = (uint32_t)i;
	c->by_sku[i] = pool_bytes(c->pool, sizeof p);
	*c->by_sku[i] = p;
}

/* By category and currency: 0 if they are on one shelf. */
static int
compare_shelf(const struct product *l, const struct product *r)
{
	int by = strcmp(l->category, r->category);

	return by != 0 ? by : strcmp(l->currency.code, r->currency.code);
}

static int
compare(const void *a, const void *b, void *skus)
{
	const struct product *l = *(const struct product *const *)a;
	const struct product *r = *(const struct product *const *)b;
	int by = compare_shelf(l, r);

	if (by == 0)
		by = (l->price > r->price) - (l->price < r->price);
	return by != 0 ? by :
	    strcmp(dict_key(skus, l->sku), dict_key(skus, r->sku));
}

static bool
is_on_shelf(const struct product *p)
{
	return p != NULL && p->has_price && *p->category != '\0';
}

static void
fill_shelves(struct catalogue *c)
{
	c->place = pool_bytes(c->pool, (c->n_skus + 1) * sizeof *c->place);
	for (size_t i = 0; i < c->n_skus; i++) {
		const struct product *p = c->by_sku[i];

		if (!is_on_shelf(p))
			continue;
		c->shelves = pool_grow(c->shelves, &c->shelves_room, c->n + 1,
		    sizeof *c->shelves);
		c->shelves[c->n++] = p;
	}
	if (c->n != 0)
		qsort_r(c->shelves, c->n, sizeof *c->shelves, compare,
		    c->skus);
	for (size_t i = 0; i < c->n; i++)
		c->place[c->shelves[i]->sku] = i;
}

struct catalogue *
catalogue_read(const char *path, const struct common *common,
    struct dict *skus, const char *needed)
{
	struct source *in = source_open_side(path, common);
	struct columns at = {
		.sku = source_column(in, "sku"),
		.product = source_find(in, "product"),
		.category = source_find(in, "category"),
		.price = source_find(in, "price"),
		.currency = source_find(in, "currency"),
		.stock = source_find(in, "stock"),
		.url = source_find(in, "url")
	};
	struct catalogue *c = calloc(1, sizeof *c);

	if (c == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	c->pool = pool_new();
	c->skus = skus;
	if (needed != NULL)
		(void)source_column(in, needed);
	/* A price is one in some currency. */
	if (needed != NULL && strcmp(needed, "price") == 0)
		(void)source_column(in, "currency");
	tally_bear_none("nothing is suggested until that is mended");
	while (source_next(in))
		take(c, in, &at);
	tally_bear_none(NULL);
	source_close(in);
	fill_shelves(c);
	return c;
}

void
catalogue_free(struct catalogue *c)
{
	if (c == NULL)
		return;
	pool_free(c->pool);
	free(c->by_sku);
	free(c->shelves);
	free(c);
}

const struct product *
catalogue_get(const struct catalogue *c, uint32_t sku)
{
	return sku < c->n_skus ? c->by_sku[sku] : NULL;
}

bool
catalogue_has(const struct catalogue *c, uint32_t sku)
{
	const struct product *p;

	if (c == NULL)
		return true;
	p = catalogue_get(c, sku);
	return p != NULL && (!p->has_stock || p->stock > 0);
}

const struct product *
catalogue_beside(const struct catalogue *c, const struct product *p, int by)
{
	size_t i;

	if (!is_on_shelf(p))
		return NULL;
	i = c->place[p->sku];
	if (by < 0 ? i == 0 : i + 1 == c->n)
		return NULL;
	p = c->shelves[by < 0 ? i - 1 : i + 1];
	return compare_shelf(p, c->shelves[i]) == 0 ? p : NULL;
}
