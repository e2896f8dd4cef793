#include "parcel.h"

#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "phrase.h"
#include "pool.h"
#include "tally.h"

/* What is known of one product of an order. */
struct known {
	bool is_barred;
	const struct parcel *last;	/* NULL: barred */
};

struct parcels {
	struct pool *pool, *keys;
	struct dict *things;
	struct known *list;		/* by their number */
	size_t room;
};

struct parcels *
parcels_new(void)
{
	struct pool *pool = pool_new();
	struct parcels *all = pool_bytes(pool, sizeof *all);

	*all = (struct parcels){ .pool = pool, .keys = pool_new(),
	    .things = dict_new() };
	return all;
}

void
parcels_free(struct parcels *all)
{
	dict_free(all->things);
	free(all->list);
	pool_free(all->keys);
	pool_free(all->pool);
}

static struct known *
find(struct parcels *all, const char *order_id, const char *sku)
{
	const char *key = phrase_print(all->keys, "%s\n%s", order_id, sku);
	size_t n = dict_count(all->things);
	size_t i = dict_add(all->things, key, strlen(key));

	pool_empty(all->keys);
	if (i == n) {
		all->list = pool_grow(all->list, &all->room, n + 1,
		    sizeof *all->list);
		all->list[i] = (struct known){ .last = NULL };
	}
	return &all->list[i];
}

static void
set_aside(void)
{
	tally_set_aside("same product of the order", 1);
}

void
parcels_bar(struct parcels *all, const char *order_id, const char *sku)
{
	struct known *k = find(all, order_id, sku);

	k->is_barred = true;
	if (k->last != NULL)
		set_aside();
	k->last = NULL;
}

/* Of those due at once, by all that is told of them. */
static bool
is_before(const struct parcel *a, const struct parcel *b)
{
	const char *const l[] = { a->reason, a->product, a->who.customer_id,
	    a->who.email, a->who.phone, a->who.push_token };
	const char *const r[] = { b->reason, b->product, b->who.customer_id,
	    b->who.email, b->who.phone, b->who.push_token };
	int order = instant_is_later(b->due, a->due) ? -1 :
	    instant_is_later(a->due, b->due);

	for (size_t i = 0; order == 0 && i < sizeof l / sizeof *l; i++)
		order = strcmp(l[i], r[i]);
	return order < 0;
}

void
parcels_add(struct parcels *all, const struct parcel *one)
{
	struct known *k = find(all, one->order_id, one->sku);
	struct parcel *kept;

	if (k->is_barred || k->last != NULL)
		set_aside();
	if (k->is_barred || (k->last != NULL && !is_before(k->last, one)))
		return;
	kept = pool_bytes(all->pool, sizeof *kept);
	*kept = *one;
	k->last = kept;
}

const struct parcel *
parcels_next(const struct parcels *all, size_t *i)
{
	while (*i < dict_count(all->things)) {
		const struct known *k = &all->list[(*i)++];

		if (k->last != NULL)
			return k->last;
	}
	return NULL;
}
