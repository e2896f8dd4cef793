#include "usage.h"

#include <err.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "dict.h"
#include "pool.h"
#include "quantity.h"
#include "sink.h"
#include "source.h"
#include "tally.h"

/* Rates are so fine that a second comes out again of what is written. */
enum { PLACES = 12, RATE_ROOM = 40, PACK_MOST = 1000000 * QUANTITY_ONE };
#define RATE_ONE INT64_C(1000000000000)
#define DAY_SECONDS INT64_C(86400)

/* What a rate is of. */
enum { SKU = 's', CATEGORY = 'c', KEY_ROOM = 1024 };

/* One time a customer bought again. */
struct again {
	size_t customer, product;	/* product is a number of skus */
	int64_t seconds;		/* that a unit lasted at most */
};

/* The median of a run of them, and how many they are. */
struct median {
	size_t customer, product, n;
	int64_t seconds;
};

struct usage {
	size_t enough;
	bool has_rates;				/* a file of them was read */
	struct dict *told;			/* by them: see key_of */
	struct lasting *rates;
	size_t rates_room;
	struct dict *skus;			/* that were bought again */
	struct again *list;
	size_t n, room;
	struct median *all;			/* by product */
	struct median *own;			/* by customer, then product */
	size_t n_own, own_room;
};

struct usage *
usage_new(int enough)
{
	struct usage *u = calloc(1, sizeof *u);

	if (u == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	u->enough = (size_t)enough;
	u->told = dict_new();
	u->skus = dict_new();
	return u;
}

void
usage_free(struct usage *u)
{
	dict_free(u->told);
	dict_free(u->skus);
	free(u->rates);
	free(u->list);
	free(u->all);
	free(u->own);
	free(u);
}

/* More than none a day, into parts of RATE_ONE. */
static const char *
rate_parse(const char *text, void *into)
{
	int64_t n = 0;
	int places = -1, digits = 0;

	for (; *text != '\0'; text++) {
		if (*text == '.' && places < 0) {
			places = 0;
			continue;
		}
		if (*text < '0' || *text > '9' || places == PLACES)
			return "not a rate (want such as 1 or 0.5)";
		if (places < 0 && n >= 10000)
			return "too large (want less than 100000)";
		n = 10 * n + (*text - '0');
		digits++;
		places += places >= 0;
	}
	for (places = places < 0 ? 0 : places; places < PLACES; places++)
		n *= 10;
	if (digits == 0 || n == 0)
		return "not a rate (want such as 1 or 0.5)";
	*(int64_t *)into = n;
	return NULL;
}

/* How many of what is used a unit has, in thousandths. */
static const char *
pack_parse(const char *text, void *into)
{
	int64_t n = QUANTITY_ONE;
	const char *reason = *text == '\0' ? NULL : quantity_parse(text, &n);

	if (reason == NULL && (n <= 0 || n > PACK_MOST))
		reason = "not the size of a pack (want such as 30)";
	if (reason == NULL)
		*(int64_t *)into = n;
	return reason;
}

/* Seconds that a pack lasts, by long division; as many as there are where it is
   longer than can be said. */
static int64_t
lasts(int64_t pack, int64_t per_day)
{
	int64_t n = pack * DAY_SECONDS / per_day;
	int64_t rest = pack * DAY_SECONDS % per_day;

	for (int64_t one = QUANTITY_ONE; one < RATE_ONE; one *= 10) {
		rest *= 10;
		if (__builtin_mul_overflow(n, 10, &n) ||
		    __builtin_add_overflow(n, rest / per_day, &n))
			return INT64_MAX;
		rest %= per_day;
	}
	return n;
}

/* What a rate is told of: a sku or a category. */
static size_t
key_of(const struct usage *u, char kind, const char *text, bool add)
{
	char key[KEY_ROOM];
	int len = snprintf(key, sizeof key, "%c%s", kind, text);

	if (len < 0 || (size_t)len >= sizeof key)
		return DICT_NONE;
	return add ? dict_add(u->told, key, (size_t)len) :
	    dict_find(u->told, key, (size_t)len);
}

static void
add_rate(struct usage *u, struct source *in, size_t column, char kind,
    const struct lasting *rate)
{
	const char *text = source_cell(in, column).text;
	size_t n = dict_count(u->told), i = key_of(u, kind, text, true);

	if (i == DICT_NONE) {
		cell_reject(in, column, "too long");
		return;
	}
	u->rates = pool_grow(u->rates, &u->rates_room, n + 1,
	    sizeof *u->rates);
	if (i == n || u->rates[i].by == BY_OWN)
		u->rates[i] = *rate;
	else if (rate->by != BY_OWN)
		errx(EXIT_TROUBLE, "%s:%lu: %s: '%s': comes twice",
		    source_place(in).file, source_place(in).line,
		    source_names(in)[column], text);
}

void
usage_read(struct usage *u, const char *path, const struct common *common)
{
	struct source *in = source_open_side(path, common);
	size_t category = source_find(in, "category");
	size_t sku = category == DICT_NONE ? source_column(in, "sku") :
	    source_find(in, "sku");
	size_t per_day = source_column(in, "per_day");
	size_t pack = source_find(in, "pack");
	size_t intervals = source_find(in, "intervals");

	u->has_rates = true;
	tally_bear_none("nobody is reminded until that is mended");
	while (source_next(in)) {
		bool is_sku = source_cell(in, sku).len != 0;
		struct lasting l = { .by = BY_RATE };
		int64_t rate = RATE_ONE, units = QUANTITY_ONE;
		int n = 0;

		if (is_sku == (source_cell(in, category).len != 0)) {
			cell_reject(in, DICT_NONE, is_sku ?
			    "sku and category (want one of them)" :
			    "no sku or category");
			continue;
		}
		if (source_cell(in, per_day).len == 0)
			l.by = BY_OWN;
		else if (!cell_read(in, per_day, rate_parse, &rate))
			continue;
		if ((source_cell(in, pack).len != 0 &&
		    !cell_read(in, pack, pack_parse, &units)) ||
		    (source_cell(in, intervals).len != 0 &&
		    !cell_read(in, intervals, positive_parse, &n)))
			continue;
		if (is_sku && n != 0 && l.by == BY_RATE)
			l.by = BY_ALL;
		l.seconds = lasts(units, rate);
		l.n = (size_t)n;
		add_rate(u, in, is_sku ? sku : category, is_sku ? SKU :
		    CATEGORY, &l);
	}
	tally_bear_none(NULL);
	source_close(in);
}

void
usage_learn(struct usage *u, size_t customer, const char *sku,
    int64_t quantity, int days)
{
	u->list = pool_grow(u->list, &u->room, u->n + 1, sizeof *u->list);
	u->list[u->n++] = (struct again){ customer,
	    dict_add(u->skus, sku, strlen(sku)),
	    days * DAY_SECONDS * QUANTITY_ONE / quantity };
}

static int
by_product(const void *l, const void *r)
{
	const struct again *a = l, *b = r;

	if (a->product != b->product)
		return a->product < b->product ? -1 : 1;
	return (a->seconds > b->seconds) - (a->seconds < b->seconds);
}

static int
by_customer(const void *l, const void *r)
{
	const struct again *a = l, *b = r;

	if (a->customer != b->customer)
		return a->customer < b->customer ? -1 : 1;
	return by_product(l, r);
}

/* That of n which are sorted. */
static struct median
median_of(const struct again *list, size_t n)
{
	struct median m = { list->customer, list->product, n,
	    list[n / 2].seconds };

	if (n % 2 == 0)
		m.seconds = list[n / 2 - 1].seconds +
		    (list[n / 2].seconds - list[n / 2 - 1].seconds) / 2;
	return m;
}

void
usage_close(struct usage *u)
{
	size_t end;

	u->all = calloc(dict_count(u->skus) + 1, sizeof *u->all);
	if (u->all == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	if (u->n == 0)
		return;
	qsort(u->list, u->n, sizeof *u->list, by_product);
	for (size_t i = 0; i < u->n; i = end) {
		for (end = i; end < u->n &&
		    u->list[end].product == u->list[i].product; end++)
			continue;
		u->all[u->list[i].product] = median_of(&u->list[i], end - i);
	}
	qsort(u->list, u->n, sizeof *u->list, by_customer);
	for (size_t i = 0; i < u->n; i = end) {
		for (end = i; end < u->n &&
		    u->list[end].customer == u->list[i].customer &&
		    u->list[end].product == u->list[i].product; end++)
			continue;
		if (end - i < u->enough)
			continue;
		u->own = pool_grow(u->own, &u->own_room, u->n_own + 1,
		    sizeof *u->own);
		u->own[u->n_own++] = median_of(&u->list[i], end - i);
	}
}

static int
compare_own(const void *l, const void *r)
{
	const struct median *a = l, *b = r;
	bool same = a->customer == b->customer;

	return same ? (a->product > b->product) - (a->product < b->product) :
	    a->customer < b->customer ? -1 : 1;
}

/* A customer's own; or NULL. */
static const struct median *
own_of(const struct usage *u, size_t customer, size_t product)
{
	const struct median key = { .customer = customer,
	    .product = product };

	return u->n_own == 0 ? NULL : bsearch(&key, u->own, u->n_own,
	    sizeof *u->own, compare_own);
}

/* What the rates tell, BY_OWN if it is to be learnt; or NULL. */
static const struct lasting *
told_of(const struct usage *u, const char *sku, const char *category)
{
	size_t i = key_of(u, SKU, sku, false);

	i = i != DICT_NONE ? i : key_of(u, CATEGORY, category, false);
	return i == DICT_NONE ? NULL : &u->rates[i];
}

bool
usage_find(const struct usage *u, size_t customer, const char *sku,
    const char *category, struct lasting *into)
{
	size_t product = dict_find(u->skus, sku, strlen(sku));
	const struct lasting *told = told_of(u, sku, category);
	const struct median *m;

	if (told == NULL && u->has_rates)
		return false;
	if (told != NULL && told->by == BY_RATE) {
		*into = *told;
		return true;
	}
	m = product == DICT_NONE ? NULL : own_of(u, customer, product);
	if (m != NULL) {
		*into = (struct lasting){ m->seconds, BY_OWN, m->n };
		return true;
	}
	if (told != NULL && told->by == BY_ALL) {
		*into = *told;
		return true;
	}
	if (product == DICT_NONE || u->all[product].n < u->enough)
		return false;
	m = &u->all[product];
	*into = (struct lasting){ m->seconds, BY_ALL, m->n };
	return true;
}

static int
by_text(const void *a, const void *b, void *skus)
{
	return strcmp(dict_key(skus, *(const size_t *)a),
	    dict_key(skus, *(const size_t *)b));
}

/* Numbers of the skus, by their texts. */
static size_t *
sort_skus(const struct usage *u)
{
	size_t n = dict_count(u->skus), *order = calloc(n + 1, sizeof *order);

	if (order == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < n; i++)
		order[i] = i;
	qsort_r(order, n, sizeof *order, by_text, u->skus);
	return order;
}

void
usage_write(const struct usage *u, const char *path,
    const struct common *common)
{
	static const char *const columns[] = { "sku", "per_day", "intervals",
	    NULL };
	struct sink *out = sink_open(path, common, NULL, columns);
	size_t *order = sort_skus(u);

	for (size_t i = 0; i < dict_count(u->skus); i++) {
		char text[RATE_ROOM];
		const struct median *m = &u->all[order[i]];
		int64_t rate = m->seconds == 0 ? 0 :
		    DAY_SECONDS * RATE_ONE / m->seconds;

		if (m->n < u->enough || rate == 0 || (u->has_rates &&
		    told_of(u, dict_key(u->skus, order[i]), "") == NULL))
			continue;
		snprintf(text, sizeof text, "%" PRId64 ".%012" PRId64,
		    rate / RATE_ONE, rate % RATE_ONE);
		sink_text(out, dict_key(u->skus, order[i]));
		sink_text(out, text);
		sink_int(out, (int64_t)m->n);
		sink_end(out);
	}
	sink_close(out);
	free(order);
}
