#include "suggest.h"

#include <string.h>

#include "data.h"
#include "phrase.h"
#include "quantity.h"
#include "tally.h"

__extension__ typedef __int128 wide;

enum { PERCENT_ROOM = 32 };

const char *
suggest_parse_percent(const char *text, void *into)
{
	char number[PERCENT_ROOM];
	size_t len = strlen(text);
	int64_t n;

	if (len < 2 || len >= sizeof number || text[len - 1] != '%')
		return "not a percentage (want such as 5%)";
	memcpy(number, text, len - 1);
	number[len - 1] = '\0';
	if (quantity_parse(number, &n) != NULL || n < 0)
		return "not a percentage (want such as 5%)";
	*(int64_t *)into = n;
	return NULL;
}

/* "2026-11-15" */
static const char *
day_text(const struct shop *shop, struct instant at)
{
	char text[DAY_ROOM];

	return pool_text(shop->pool, text, day_print(instant_day(at), text));
}

/* The last product that they viewed and haven't got; NULL: there is none. */
static const struct interest *
last_viewed(const struct shop *shop, const struct interests *all,
    size_t person)
{
	size_t n;
	const struct interest *list = interests_of(all, person, &n);

	while (n-- > 0)
		if (list[n].how == INTEREST_VIEWED &&
		    !interest_is_owned(shop, person, list[n].sku))
			return &list[n];
	return NULL;
}

/* The next of its shelf in one direction that they may take. */
static const struct product *
next_free(const struct shop *shop, size_t person, const struct product *p,
    int by)
{
	while (p != NULL) {
		p = catalogue_beside(shop->catalogue, p, by);
		if (p != NULL && interest_is_free(shop, person, p->sku))
			break;
	}
	return p;
}

/* Those nearest in price, the nearest first; of two as near, the cheaper. */
static size_t
find_similar(const struct shop *shop, size_t person, const struct product *of,
    uint32_t found[], size_t items)
{
	const struct product *down = next_free(shop, person, of, -1);
	const struct product *up = next_free(shop, person, of, 1);
	size_t n = 0;

	while (n < items && (down != NULL || up != NULL)) {
		if (up == NULL || (down != NULL &&
		    of->price - down->price <= up->price - of->price)) {
			found[n++] = down->sku;
			down = next_free(shop, person, down, -1);
		} else {
			found[n++] = up->sku;
			up = next_free(shop, person, up, 1);
		}
	}
	return n;
}

static void
tell_similar(const struct shop *shop, const struct interest *i,
    const struct product *of, const uint32_t found[], size_t n)
{
	struct notice notice = interest_notice(i, "similar", "", shop);
	const struct product *p = catalogue_get(shop->catalogue, found[0]);
	const char *sku = shop_sku(shop, p->sku);

	notice.reason = phrase_print(shop->pool, "viewed %s at %s %s, like "
	    "%s at %s (%s)", shop_sku(shop, i->sku), shop_price(shop,
	    of->price, of->currency), of->currency.code, sku,
	    shop_price(shop, p->price, p->currency), of->category);
	notice.data = data_make(shop->pool, (struct member[]){
	    { "sku", sku, CELL_TEXT },
	    { "product", p->name, CELL_TEXT },
	    { "url", p->url, CELL_TEXT },
	    { "items", shop_skus(shop, found, n), CELL_JSON },
	    { "because", shop_sku(shop, i->sku), CELL_TEXT },
	    { NULL, NULL, CELL_TEXT } });
	shop_suggest(shop, &notice, p->sku, p);
}

void
suggest_similar(const struct shop *shop, const struct interests *all,
    int items)
{
	size_t people = people_count(circle_people(shop->circle)), n;
	size_t most = dict_count(shop->skus) < (size_t)items ?
	    dict_count(shop->skus) : (size_t)items;
	uint32_t *found = pool_bytes(shop->pool, (most + 1) * sizeof *found);

	for (size_t who = 0; who < people; who++) {
		const struct interest *i = last_viewed(shop, all, who);
		const struct product *of = i == NULL ? NULL :
		    catalogue_get(shop->catalogue, i->sku);

		if (i == NULL)
			continue;
		n = of == NULL ? 0 : find_similar(shop, who, of, found, most);
		if (interest_is_over(shop, who, i))
			tally_set_aside("bought since", 1);
		else if (notice_at(i->at) > shop->common->as_of.seconds)
			tally_set_aside("not due yet", 1);
		else if (n == 0)
			tally_set_aside("nothing similar", 1);
		else
			tell_similar(shop, i, of, found, n);
	}
}

/* Was there none of it, and is there some now? */
static bool
is_restocked(const struct product *before, const struct product *now)
{
	return before->has_stock && before->stock <= 0 && now->has_stock &&
	    now->stock > 0;
}

/* Is it cheaper, by that share of its price at least? */
static bool
is_cheaper(const struct product *before, const struct product *now,
    int64_t min_drop)
{
	return before->has_price && now->has_price &&
	    currency_same(before->currency, now->currency) &&
	    now->price < before->price &&
	    (wide)(before->price - now->price) * SUGGEST_WHOLE >=
	    (wide)before->price * min_drop;
}

/* Was it as cheap when they looked at it? */
static bool
was_as_cheap(const struct interest *i, const struct product *now)
{
	return i->has_price && currency_same(i->currency, now->currency) &&
	    i->price <= now->price;
}

static void
tell_restocked(const struct shop *shop, const struct interest *i,
    const struct product *p)
{
	struct instant as_of = shop->common->as_of;
	struct notice n = interest_notice(i, "back-in-stock",
	    day_text(shop, as_of), shop);
	char stock[QUANTITY_ROOM];

	quantity_print(p->stock, stock);
	n.at = n.since = as_of.seconds;
	n.reason = phrase_print(shop->pool, "%s on %s, there was none, there "
	    "are %s", interest_word(i->how), day_text(shop, i->at), stock);
	n.data = data_make(shop->pool, (struct member[]){
	    { "sku", shop_sku(shop, i->sku), CELL_TEXT },
	    { "product", p->name, CELL_TEXT },
	    { "url", p->url, CELL_TEXT },
	    { NULL, NULL, CELL_TEXT } });
	shop_suggest(shop, &n, i->sku, p);
}

static void
tell_cheaper(const struct shop *shop, const struct interest *i,
    const struct product *before, const struct product *p)
{
	const char *price = shop_price(shop, p->price, p->currency);
	const char *was = shop_price(shop, before->price, p->currency);
	struct notice n = interest_notice(i, "price-drop", price, shop);
	int percent = (int)((wide)(before->price - p->price) * 100 /
	    before->price);

	n.at = n.since = shop->common->as_of.seconds;
	n.reason = phrase_print(shop->pool, "%s on %s, %s %s became %s, %d %% "
	    "less", interest_word(i->how), day_text(shop, i->at), was,
	    p->currency.code, price, percent);
	n.data = data_make(shop->pool, (struct member[]){
	    { "sku", shop_sku(shop, i->sku), CELL_TEXT },
	    { "product", p->name, CELL_TEXT },
	    { "url", p->url, CELL_TEXT },
	    { "price_before", was, CELL_NUMBER },
	    { NULL, NULL, CELL_TEXT } });
	shop_suggest(shop, &n, i->sku, p);
}

/* Tell somebody, if the product of an interest changed as it should. */
static void
consider(const struct shop *shop, const struct changes *c, size_t person,
    const struct interest *i)
{
	const struct product *now = catalogue_get(shop->catalogue, i->sku);
	const struct product *before = catalogue_get(c->before, i->sku);
	bool has_changed = now != NULL && before != NULL && (c->is_price ?
	    is_cheaper(before, now, c->min_drop) : is_restocked(before, now));

	if (!has_changed)
		return;
	if (interest_is_owned(shop, person, i->sku))
		tally_set_aside("bought already", 1);
	else if (!catalogue_has(shop->catalogue, i->sku))
		tally_set_aside("not in stock", 1);
	else if (c->is_price && was_as_cheap(i, now))
		tally_set_aside("seen at that price", 1);
	else if (c->is_price)
		tell_cheaper(shop, i, before, now);
	else
		tell_restocked(shop, i, now);
}

void
suggest_changed(const struct shop *shop, const struct interests *all,
    const struct changes *c)
{
	size_t people = people_count(circle_people(shop->circle)), n;
	size_t products = dict_count(shop->skus);
	size_t *told = pool_bytes(shop->pool, (products + 1) * sizeof *told);

	for (size_t who = 0; who < people; who++) {
		const struct interest *list = interests_of(all, who, &n);

		/* Of those in one product, the last. */
		for (size_t i = n; i-- > 0; ) {
			if (told[list[i].sku] == who + 1)
				continue;
			told[list[i].sku] = who + 1;
			consider(shop, c, who, &list[i]);
		}
	}
}
