#include "life.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"
#include "tally.h"

struct lives {
	const struct deeds *of;
	const struct deed **deeds, **orders;
	size_t deeds_room, orders_room, at;
};

struct lives *
lives_new(const struct deeds *d)
{
	struct lives *l = calloc(1, sizeof *l);

	if (l == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	l->of = d;
	return l;
}

void
lives_free(struct lives *l)
{
	free(l->deeds);
	free(l->orders);
	free(l);
}

static int
by_time(const void *a, const void *b)
{
	return deed_compare(*(const struct deed *const *)a,
	    *(const struct deed *const *)b);
}

/* By order; of one order those that don't stand first, then by time. */
static int
by_order(const void *a, const void *b)
{
	const struct deed *l = *(const struct deed *const *)a;
	const struct deed *r = *(const struct deed *const *)b;
	int c = strcmp(l->order_id, r->order_id);

	if (c != 0)
		return c;
	if (l->stands != r->stands)
		return l->stands ? 1 : -1;
	return deed_compare(l, r);
}

static void
sort(const struct deed **list, size_t n,
    int (*compare)(const void *, const void *))
{
	if (n != 0)
		qsort(list, n, sizeof *list, compare);
}

/* Leave of n rows one for each order that stands; how many there are then. */
static size_t
settle(const struct deed **orders, size_t n)
{
	size_t kept = 0, from, to;

	sort(orders, n, by_order);
	for (from = 0; from < n; from = to) {
		const struct deed *one = orders[from];

		for (to = from + 1; to < n && strcmp(orders[to]->order_id,
		    one->order_id) == 0; to++)
			;
		if (!one->stands)
			tally_set_aside("not a purchase", to - from);
		else if (to - from > 1)
			tally_set_aside("another row of an order",
			    to - from - 1);
		if (one->stands)
			orders[kept++] = one;
	}
	sort(orders, kept, by_time);
	return kept;
}

bool
lives_next(struct lives *l, struct life *into)
{
	*into = (struct life){ .n_deeds = 0 };
	into->rows = roster_next(l->of->roster, &l->at, &into->n_rows);
	if (into->rows == NULL)
		return false;
	into->who = roster_contact(into->rows, into->n_rows);
	l->deeds = pool_grow(l->deeds, &l->deeds_room, into->n_rows,
	    sizeof *l->deeds);
	l->orders = pool_grow(l->orders, &l->orders_room, into->n_rows,
	    sizeof *l->orders);
	for (size_t i = 0; i < into->n_rows; i++) {
		const struct deed *d = into->rows[i].what;

		if (d != NULL && d->is == DEED_ORDERED)
			l->orders[into->n_orders++] = d;
		else if (d != NULL)
			l->deeds[into->n_deeds++] = d;
	}
	sort(l->deeds, into->n_deeds, by_time);
	into->n_orders = settle(l->orders, into->n_orders);
	into->deeds = l->deeds;
	into->orders = l->orders;
	into->has_account = deeds_have_account(l->of, into->rows->person);
	return true;
}
