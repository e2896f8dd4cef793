#include "together.h"

#include <err.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"

/*
 * No pair is looked up anywhere.  Baskets lie one behind the other, each of its
 * products in ascending order and then an END; and for each product it is known
 * where in them it stands.  What stands behind it there is bought with it, and
 * is counted in an array of all products, for one product after the other.
 * So memory grows with what is in the baskets and with the couples that are in
 * enough of them, not with all the couples there are.
 */
enum { TROUBLE = 2 };
#define END UINT32_MAX

struct item {
	uint32_t basket, product;
};

struct together {
	struct item *list;
	size_t n, room;
	uint32_t baskets, products;	/* one more than the largest number */
	uint32_t *of;
	struct couple *couples;
	size_t couples_room;
	struct counted counted;
};

/* Products that are in enough baskets, numbered anew, and where they stand. */
struct index {
	uint32_t *baskets;
	size_t *first;			/* by product, where its places begin in: */
	uint32_t *places;
	uint32_t *old;			/* the number that it had */
	uint32_t n;
};

struct together *
together_new(void)
{
	struct together *t = calloc(1, sizeof *t);

	if (t == NULL)
		errx(TROUBLE, "out of memory");
	return t;
}

void
together_free(struct together *t)
{
	if (t == NULL)
		return;
	free(t->list);
	free(t->of);
	free(t->couples);
	free(t);
}

void
together_add(struct together *t, uint32_t basket, uint32_t product)
{
	if (t->n == UINT32_MAX / 2)
		errx(TROUBLE, "too many lines (at most %u)", UINT32_MAX / 2);
	t->list = pool_grow(t->list, &t->room, t->n + 1, sizeof *t->list);
	t->list[t->n++] = (struct item){ basket, product };
	if (basket >= t->baskets)
		t->baskets = basket + 1;
	if (product >= t->products)
		t->products = product + 1;
}

static void *
zeroed(size_t n, size_t size)
{
	return memset(pool_large((n + 1) * size), 0, (n + 1) * size);
}

static uint32_t
key_of(const struct item *i, bool by_basket)
{
	return by_basket ? i->basket : i->product;
}

/* Sort n items by a key less than keys; of one key they stay as they were. */
static void
sort(const struct item *from, struct item *to, size_t n, uint32_t keys,
    bool by_basket)
{
	size_t *next = zeroed(keys, sizeof *next);

	for (size_t i = 0; i < n; i++)
		next[key_of(&from[i], by_basket) + 1]++;
	for (uint32_t k = 1; k <= keys; k++)
		next[k] += next[k - 1];
	for (size_t i = 0; i < n; i++)
		to[next[key_of(&from[i], by_basket)]++] = from[i];
	free(next);
}

/* By basket, then by product, each once. */
static void
order_items(struct together *t)
{
	struct item *other = pool_large((t->n + 1) * sizeof *other);
	size_t n = 0;

	sort(t->list, other, t->n, t->products, false);
	sort(other, t->list, t->n, t->baskets, true);
	free(other);
	for (size_t i = 0; i < t->n; i++)
		if (n == 0 || t->list[n - 1].basket != t->list[i].basket ||
		    t->list[n - 1].product != t->list[i].product)
			t->list[n++] = t->list[i];
	t->n = n;
}

/* Where the basket that begins at item i ends. */
static size_t
basket_end(const struct together *t, size_t i)
{
	uint32_t basket = t->list[i].basket;

	while (i < t->n && t->list[i].basket == basket)
		i++;
	return i;
}

/* Count baskets, and those of each product; those too large are left out. */
static void
count_baskets(struct together *t, uint32_t most)
{
	size_t kept = 0, end;

	for (size_t i = 0; i < t->n; i = end) {
		end = basket_end(t, i);
		if (end - i > most) {
			t->counted.too_large++;
			continue;
		}
		t->counted.baskets++;
		for (size_t k = i; k < end; k++) {
			t->of[t->list[k].product]++;
			t->list[kept++] = t->list[k];
		}
	}
	t->n = kept;
}

/* A product that is in too few baskets is in too few with any other. */
static struct index
index_make(const struct together *t, uint32_t least)
{
	uint32_t *number = zeroed(t->products, sizeof *number), at = 0;
	struct index x = { .old = zeroed(t->products, sizeof *x.old) };
	size_t *end;

	x.baskets = zeroed(t->n + t->counted.baskets, sizeof *x.baskets);
	x.places = zeroed(t->n, sizeof *x.places);
	for (uint32_t p = 0; p < t->products; p++) {
		number[p] = t->of[p] >= least ? x.n : END;
		if (number[p] != END)
			x.old[x.n++] = p;
	}
	x.first = zeroed(x.n + 1, sizeof *x.first);
	end = x.first + 1;
	for (uint32_t i = 0; i < x.n; i++)
		end[i + 1] = end[i] + t->of[x.old[i]];
	for (size_t i = 0; i < t->n; i++) {
		uint32_t p = number[t->list[i].product];

		if (i != 0 && t->list[i].basket != t->list[i - 1].basket)
			x.baskets[at++] = END;
		if (p == END)
			continue;
		x.places[end[p]++] = at;
		x.baskets[at++] = p;
	}
	x.baskets[at] = END;
	free(number);
	return x;
}

static void
add_couple(struct together *t, uint32_t a, uint32_t b, uint32_t both)
{
	t->couples = pool_grow(t->couples, &t->couples_room, t->counted.n + 1,
	    sizeof *t->couples);
	t->couples[t->counted.n++] = (struct couple){ a, b, both };
}

static void
count_couples(struct together *t, const struct index *x, uint32_t least)
{
	uint32_t *both = zeroed(x->n, sizeof *both);
	uint32_t *met = zeroed(x->n, sizeof *met);

	for (uint32_t a = 0; a < x->n; a++) {
		uint32_t n = 0;

		for (size_t i = x->first[a]; i < x->first[a + 1]; i++)
			for (const uint32_t *b = x->baskets + x->places[i] + 1;
			    *b != END; b++)
				if (both[*b]++ == 0)
					met[n++] = *b;
		for (uint32_t i = 0; i < n; i++) {
			if (both[met[i]] >= least)
				add_couple(t, x->old[a], x->old[met[i]],
				    both[met[i]]);
			both[met[i]] = 0;
		}
	}
	free(both);
	free(met);
}

const struct counted *
together_count(struct together *t, uint32_t least, uint32_t most)
{
	struct index x;

	t->of = zeroed(t->products, sizeof *t->of);
	order_items(t);
	count_baskets(t, most);
	x = index_make(t, least);
	free(t->list);
	t->list = NULL;
	count_couples(t, &x, least);
	free(x.baskets);
	free(x.places);
	free(x.first);
	free(x.old);
	t->counted.of = t->of;
	t->counted.common = x.n;
	t->counted.couples = t->couples;
	return &t->counted;
}
