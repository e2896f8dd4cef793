#include "pairs.h"

#include <err.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "fisher.h"
#include "pool.h"
#include "source.h"
#include "tally.h"

struct pairs {
	struct dict *skus;
	struct pair *list;
	size_t n, room;
	size_t *first;			/* by sku, where its pairs begin */
	size_t products;
};

static struct pairs *
pairs_new(struct dict *skus)
{
	struct pairs *p = calloc(1, sizeof *p);

	if (p == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	p->skus = skus;
	return p;
}

void
pairs_free(struct pairs *p)
{
	if (p == NULL)
		return;
	free(p->list);
	free(p->first);
	free(p);
}

static void
add(struct pairs *p, const struct pair *pair)
{
	p->list = pool_grow(p->list, &p->room, p->n + 1, sizeof *p->list);
	p->list[p->n++] = *pair;
}

int
pair_compare(const struct pair *l, const struct pair *r)
{
	uint64_t left = (uint64_t)l->both * r->orders;
	uint64_t right = (uint64_t)r->both * l->orders;

	return (left < right) - (left > right);
}

double
pair_lift(const struct pair *p)
{
	return (double)p->both * p->baskets /
	    ((double)p->orders * p->orders_with);
}

static int
compare(const void *a, const void *b, void *skus)
{
	const struct pair *l = a, *r = b;
	int c;

	if (l->sku != r->sku)
		return strcmp(dict_key(skus, l->sku), dict_key(skus, r->sku));
	c = pair_compare(l, r);
	return c != 0 ? c :
	    strcmp(dict_key(skus, l->with), dict_key(skus, r->with));
}

/* No more of them: order them, and know where each product's begin. */
static void
settle(struct pairs *p)
{
	if (p->n != 0)
		qsort_r(p->list, p->n, sizeof *p->list, compare, p->skus);
	p->products = dict_count(p->skus);
	p->first = calloc(p->products + 1, sizeof *p->first);
	if (p->first == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = p->n; i-- > 0; )
		p->first[p->list[i].sku] = i;
}

const struct pair *
pairs_of(const struct pairs *p, uint32_t sku, size_t *n)
{
	size_t from = sku < p->products ? p->first[sku] : p->n, to = from;

	while (to < p->n && p->list[to].sku == sku)
		to++;
	*n = to - from;
	return *n == 0 ? NULL : p->list + from;
}

static int
compare_numbers(const void *a, const void *b)
{
	const double *l = a, *r = b;

	return (*l > *r) - (*l < *r);
}

/*
 * The largest logarithm of a chance that may pass, as Benjamini and Hochberg
 * (1995) have it: of all tests, most expected by chance to be so unlikely, at
 * most a share of alpha of those that pass.  A test is made for any two
 * products that are in enough baskets for it, whether they meet or not, for
 * which ones do is what is being looked for.
 */
static double
cutoff(const double ln_p[], size_t n, double tests, double alpha)
{
	double *sorted, cut = -INFINITY;

	if (alpha >= 1)
		return 0;
	sorted = pool_large((n + 1) * sizeof *sorted);
	memcpy(sorted, ln_p, n * sizeof *sorted);
	qsort(sorted, n, sizeof *sorted, compare_numbers);
	for (size_t k = n; k > 0 && cut == -INFINITY; k--)
		if (sorted[k - 1] <= log(alpha * (double)k / tests))
			cut = sorted[k - 1];
	free(sorted);
	return cut;
}

struct pairs *
pairs_find(struct together *baskets, struct dict *skus,
    const struct pair_rules *rules)
{
	const struct counted *c = together_count(baskets,
	    (uint32_t)rules->least, (uint32_t)rules->most);
	double *ln_p = pool_large((c->n + 1) * sizeof *ln_p), cut;
	double tests = (double)((uint64_t)c->common * (c->common - 1) / 2);
	struct pairs *p = pairs_new(skus);

	for (size_t i = 0; i < c->n; i++)
		ln_p[i] = fisher_ln_p(c->couples[i].both,
		    c->of[c->couples[i].a], c->of[c->couples[i].b],
		    c->baskets);
	cut = cutoff(ln_p, c->n, tests, rules->alpha);
	for (size_t i = 0; i < c->n; i++) {
		uint32_t a = c->couples[i].a, b = c->couples[i].b;
		struct pair pair = { a, b, c->of[a], c->of[b],
		    c->couples[i].both, c->baskets, ln_p[i] };

		if (ln_p[i] > cut)
			continue;
		add(p, &pair);
		pair.sku = b;
		pair.with = a;
		pair.orders = c->of[b];
		pair.orders_with = c->of[a];
		add(p, &pair);
	}
	free(ln_p);
	if (rules->is_told)
		tally_note("%zu of %.0f pairs go together", p->n / 2, tests);
	if (c->too_large != 0)
		tally_note("%u baskets of more than %d products have no part "
		    "in pairs", c->too_large, rules->most);
	settle(p);
	return p;
}

enum { NUMBER_ROOM = 64 };

static void
write_number(struct sink *out, double n, int places)
{
	char text[NUMBER_ROOM];

	(void)snprintf(text, sizeof text, "%.*f", places, n);
	sink_text(out, text);
}

/* A chance, which no double may be small enough for: 1.234e-5678. */
static void
write_chance(struct sink *out, double ln_p)
{
	double log_10 = ln_p / log(10), whole = floor(log_10);
	double front = pow(10, log_10 - whole);
	char text[NUMBER_ROOM];

	if (front >= 9.9995) {
		front = 1;
		whole++;
	}
	(void)snprintf(text, sizeof text, "%.3fe%+.0f", front, whole);
	sink_text(out, text);
}

enum { SKU, WITH, ORDERS, ORDERS_WITH, BOTH, BASKETS, READ };
static const char *const columns[] = { "sku", "with", "orders",
    "orders_with", "both", "baskets", "support", "confidence", "lift", "p",
    NULL };

const char *const *
pairs_columns(void)
{
	return columns;
}

void
pairs_write(const struct pairs *p, struct sink *out)
{
	for (size_t i = 0; i < p->n; i++) {
		const struct pair *one = &p->list[i];

		sink_text(out, dict_key(p->skus, one->sku));
		sink_text(out, dict_key(p->skus, one->with));
		sink_int(out, one->orders);
		sink_int(out, one->orders_with);
		sink_int(out, one->both);
		sink_int(out, one->baskets);
		write_number(out, (double)one->both / one->baskets, 6);
		write_number(out, (double)one->both / one->orders, 4);
		write_number(out, pair_lift(one), 3);
		write_chance(out, one->ln_p);
		sink_end(out);
	}
}

/* A cell of a pair's product, by number. */
static bool
read_sku(struct source *in, size_t column, struct dict *skus, uint32_t *into)
{
	struct cell c = source_cell(in, column);

	if (c.len == 0)
		cell_reject(in, column, "blank (want the product's number)");
	else
		*into = (uint32_t)dict_add(skus, c.text, c.len);
	return c.len != 0;
}

/* Read the row's pair, or reject it; of one there is one in seen. */
static bool
read_pair(struct source *in, const size_t at[READ], struct dict *skus,
    struct dict *seen, struct pair *into)
{
	int n[READ];
	uint32_t both[2];
	size_t before = dict_count(seen);

	if (!read_sku(in, at[SKU], skus, &both[0]) ||
	    !read_sku(in, at[WITH], skus, &both[1]))
		return false;
	for (int i = ORDERS; i < READ; i++)
		if (!cell_read(in, at[i], positive_parse, &n[i]))
			return false;
	if (n[BOTH] > n[ORDERS] || n[BOTH] > n[ORDERS_WITH] ||
	    (int64_t)n[ORDERS] + n[ORDERS_WITH] - n[BOTH] > n[BASKETS]) {
		cell_reject(in, at[BOTH], "not possible, by the other counts");
		return false;
	}
	if (dict_add(seen, (const char *)both, sizeof both) != before) {
		cell_reject(in, at[WITH], "comes twice");
		return false;
	}
	*into = (struct pair){
		.sku = both[0], .with = both[1],
		.orders = (uint32_t)n[ORDERS],
		.orders_with = (uint32_t)n[ORDERS_WITH],
		.both = (uint32_t)n[BOTH], .baskets = (uint32_t)n[BASKETS]
	};
	return true;
}

struct pairs *
pairs_read(const char *path, struct dict *skus, const struct common *common)
{
	struct source *in = source_open_side(path, common);
	struct pairs *p = pairs_new(skus);
	struct dict *seen = dict_new();
	struct pair pair;
	size_t at[READ];

	for (int i = 0; i < READ; i++)
		at[i] = source_column(in, columns[i]);
	tally_bear_none("nothing is suggested until that is mended");
	while (source_next(in))
		if (read_pair(in, at, skus, seen, &pair))
			add(p, &pair);
	tally_bear_none(NULL);
	source_close(in);
	dict_free(seen);
	settle(p);
	return p;
}
