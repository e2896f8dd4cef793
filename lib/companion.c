#include "companion.h"

#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "phrase.h"
#include "tally.h"

/* Companions of what is in an order, the likeliest first. */
struct companions {
	const struct pair **list;
	size_t n, room;
};

int64_t
companion_from(const struct companion_rules *rules, struct instant as_of)
{
	static const struct span a_little = { .days = 3 };

	return instant_move(instant_move(as_of, rules->within, -1,
	    instant_zone()), a_little, -1, instant_zone()).seconds;
}

static int
compare(const void *a, const void *b, void *skus)
{
	const struct pair *l = *(const struct pair *const *)a;
	const struct pair *r = *(const struct pair *const *)b;
	int c = pair_compare(l, r);

	if (c == 0)
		c = strcmp(dict_key(skus, l->with), dict_key(skus, r->with));
	return c != 0 ? c :
	    strcmp(dict_key(skus, l->sku), dict_key(skus, r->sku));
}

/* Add the likeliest companions of one product, and no more than matter. */
static void
add_of(struct companions *all, const struct shop *shop,
    const struct pairs *pairs, uint32_t sku, size_t person, int items)
{
	size_t n, added = 0;
	const struct pair *list = pairs_of(pairs, sku, &n);

	for (size_t i = 0; i < n && added < (size_t)items; i++) {
		if (owned_has(shop->owned, person, list[i].with) ||
		    !catalogue_has(shop->catalogue, list[i].with))
			continue;
		all->list = pool_grow(all->list, &all->room, all->n + 1,
		    sizeof *all->list);
		all->list[all->n++] = &list[i];
		added++;
	}
}

/* Each companion once, as the likeliest that it is. */
static void
settle(struct companions *all, const struct shop *shop, int items)
{
	size_t n = 0;

	if (all->n != 0)
		qsort_r(all->list, all->n, sizeof *all->list, compare,
		    shop->skus);
	for (size_t i = 0; i < all->n && n < (size_t)items; i++) {
		size_t k = 0;

		while (k < n && all->list[k]->with != all->list[i]->with)
			k++;
		if (k == n)
			all->list[n++] = all->list[i];
	}
	all->n = n;
}

static const char *
data_of(const struct companions *all, const struct shop *shop,
    const struct product *p)
{
	const struct pair *best = all->list[0];
	uint32_t *items = pool_bytes(shop->pool, all->n * sizeof *items);

	for (size_t i = 0; i < all->n; i++)
		items[i] = all->list[i]->with;
	return data_make(shop->pool, (struct member[]){
	    { "sku", shop_sku(shop, best->with), CELL_TEXT },
	    { "product", p == NULL ? NULL : p->name, CELL_TEXT },
	    { "url", p == NULL ? NULL : p->url, CELL_TEXT },
	    { "items", shop_skus(shop, items, all->n), CELL_JSON },
	    { "because", shop_sku(shop, best->sku), CELL_TEXT },
	    { NULL, NULL, CELL_TEXT } });
}

static const char *
reason_of(const struct pair *p, const struct shop *shop)
{
	uint64_t percent = (200 * (uint64_t)p->both + p->orders) /
	    (2 * (uint64_t)p->orders);

	return phrase_print(shop->pool, "%d %% of those who bought %s also "
	    "bought %s (%u of %u, lift %.1f)", (int)percent,
	    shop_sku(shop, p->sku), shop_sku(shop, p->with), p->both, p->orders, pair_lift(p));
}

static void
tell(const struct companions *all, const struct shop *shop,
    const struct owned_order *o, struct notice *n)
{
	uint32_t sku = all->list[0]->with;
	const struct product *p = shop->catalogue == NULL ? NULL :
	    catalogue_get(shop->catalogue, sku);

	n->flow = "cross-sell";
	n->since = o->at.seconds;
	n->who = notice_contact(o->who);
	n->id = phrase_print(shop->pool, "%s/%s", phrase_part(shop->pool,
	    n->who.customer_id), phrase_part(shop->pool, o->id));
	n->reason = reason_of(all->list[0], shop);
	n->data = data_of(all, shop, p);
	shop_suggest(shop, n, sku, p);
}

/* Is it time, after the order?  If not, why. */
static const char *
why_not(const struct owned_order *o, const struct companion_rules *rules,
    struct instant as_of, struct notice *n)
{
	/* Of a date, when it is over. */
	struct instant at = { .seconds = notice_at(o->at) };

	n->at = instant_move(at, rules->after, 1, instant_zone()).seconds;
	n->expires = instant_move(at, rules->within, 1,
	    instant_zone()).seconds;
	if (n->expires < as_of.seconds || o->who == NULL)
		return "last order too long ago";
	return n->at > as_of.seconds ? "not due yet" : NULL;
}

void
companion_suggest(const struct shop *shop, const struct pairs *pairs,
    const struct companion_rules *rules)
{
	size_t people = people_count(circle_people(shop->circle)), n;
	struct companions all = { .n = 0 };
	struct owned_order order;
	const uint32_t *items;

	for (size_t who = 0; who < people; who++) {
		struct notice notice = { .flow = NULL };
		const char *why;

		if (!owned_last(shop->owned, who, &order))
			continue;
		why = why_not(&order, rules, shop->common->as_of, &notice);
		items = owned_items(shop->owned, who, &n);
		all.n = 0;
		for (size_t i = 0; why == NULL && i < n; i++)
			add_of(&all, shop, pairs, items[i], who,
			    rules->items);
		settle(&all, shop, rules->items);
		if (all.n != 0)
			tell(&all, shop, &order, &notice);
		else
			tally_set_aside(why == NULL ? "no companion" : why,
			    1);
	}
	free(all.list);
}
