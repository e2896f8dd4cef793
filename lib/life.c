#include "life.h"

#include <err.h>
#include <stdlib.h>

#include "pool.h"

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

static void
sort(const struct deed **list, size_t n)
{
	if (n != 0)
		qsort(list, n, sizeof *list, by_time);
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

		if (d != NULL && d->counts)
			l->orders[into->n_orders++] = d;
		else if (d != NULL && d->is != DEED_ORDERED)
			l->deeds[into->n_deeds++] = d;
	}
	sort(l->deeds, into->n_deeds);
	sort(l->orders, into->n_orders);
	into->deeds = l->deeds;
	into->orders = l->orders;
	into->has_account = deeds_have_account(l->of, into->rows->person);
	return true;
}
