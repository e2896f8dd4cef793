#include "base.h"

#include <err.h>
#include <stdlib.h>

/* Who bought on fewer days has no rhythm of their own. */
enum { OWN_DAYS = 3 };

double
base_gap(const struct customer *c)
{
	int days = day_between(instant_day(c->first_at),
	    instant_day(c->last_at));

	return c->order_days < OWN_DAYS ? 0 :
	    (double)days / (c->order_days - 1);
}

struct btyd_history
base_history(const struct customer *c, struct instant as_of)
{
	struct day first = instant_day(c->first_at);

	return (struct btyd_history){
		.x = c->order_days - 1,
		.last = day_between(first, instant_day(c->last_at)),
		.all = day_between(first, instant_day(as_of)),
		.n = 1
	};
}

static int
compare(const void *a, const void *b)
{
	const struct btyd_history *l = a, *r = b;

	if (l->x != r->x)
		return l->x < r->x ? -1 : 1;
	if (l->last != r->last)
		return l->last < r->last ? -1 : 1;
	return (l->all > r->all) - (l->all < r->all);
}

/* Of sorted ones, those that are alike become one. */
static size_t
compress(struct btyd_history *list, size_t n)
{
	size_t k = 0;

	for (size_t i = 1; i < n; i++)
		if (compare(&list[k], &list[i]) == 0)
			list[k].n++;
		else
			list[++k] = list[i];
	return n == 0 ? 0 : k + 1;
}

static int
by_size(const void *a, const void *b)
{
	const double *l = a, *r = b;

	return (*l > *r) - (*l < *r);
}

static double
median(double *list, size_t n)
{
	if (n == 0)
		return 0;
	qsort(list, n, sizeof *list, by_size);
	return (list[(n - 1) / 2] + list[n / 2]) / 2;
}

struct base
base_new(const struct customers *all, struct instant as_of)
{
	size_t n = customers_count(all);
	double *gaps = calloc(n + 1, sizeof *gaps);
	struct base b = { .list = calloc(n + 1, sizeof *b.list) };

	if (gaps == NULL || b.list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < n; i++) {
		const struct customer *c = customers_get(all, i);
		struct btyd_history h;

		if (c->orders == 0)
			continue;
		h = base_history(c, as_of);
		b.list[b.customers++] = h;
		b.repeats += h.x;
		if (h.x > 0)
			gaps[b.repeaters++] = h.last / h.x;
	}
	if (b.customers > 0)
		qsort(b.list, b.customers, sizeof *b.list, compare);
	b.n = compress(b.list, b.customers);
	b.store_gap = median(gaps, b.repeaters);
	free(gaps);
	return b;
}

void
base_free(struct base *b)
{
	free(b->list);
}
