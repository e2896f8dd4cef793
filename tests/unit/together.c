#include "together.h"

#include <stdbool.h>
#include <stdlib.h>

#include "tap.h"

enum { BASKETS = 300, PRODUCTS = 40 };

static bool has[BASKETS][PRODUCTS];

/* In how many baskets of at most most products both are; of one product, it. */
static uint32_t
count(int a, int b, int most)
{
	uint32_t both = 0;

	for (int i = 0; i < BASKETS; i++) {
		int n = 0;

		for (int p = 0; p < PRODUCTS; p++)
			n += has[i][p];
		both += n <= most && has[i][a] && has[i][b];
	}
	return both;
}

/* Random baskets, told in no order, and some of it twice. */
static struct together *
make(unsigned seed)
{
	struct together *t = together_new();

	srand(seed);
	memset(has, 0, sizeof has);
	for (int i = 0; i < 3000; i++) {
		int basket = rand() % BASKETS;
		int product = rand() % PRODUCTS * (rand() % 10) / 9;

		has[basket][product] = true;
		together_add(t, (uint32_t)basket, (uint32_t)product);
	}
	return t;
}

/* Is what was counted all there is to count, and each once? */
static bool
is_right(const struct counted *c, uint32_t least, int most)
{
	size_t n = 0;
	uint32_t common = 0;

	for (int a = 0; a < PRODUCTS; a++) {
		if (c->of[a] != count(a, a, most))
			return false;
		common += c->of[a] >= least;
		for (int b = a + 1; b < PRODUCTS; b++)
			n += count(a, b, most) >= least;
	}
	for (size_t i = 0; i < c->n; i++)
		if (c->couples[i].a >= c->couples[i].b ||
		    c->couples[i].both != count((int)c->couples[i].a,
		    (int)c->couples[i].b, most))
			return false;
	return n == c->n && common == c->common;
}

static void
agrees(unsigned seed, uint32_t least, int most)
{
	struct together *t = make(seed);
	const struct counted *c = together_count(t, least, (uint32_t)most);
	uint32_t small = 0, large = 0;
	char name[64];

	for (int i = 0; i < BASKETS; i++) {
		int n = 0;

		for (int p = 0; p < PRODUCTS; p++)
			n += has[i][p];
		small += n != 0 && n <= most;
		large += n > most;
	}
	(void)snprintf(name, sizeof name, "seed %u: %u at least, %d at most",
	    seed, least, most);
	ok(is_right(c, least, most) && c->baskets == small &&
	    c->too_large == large, name);
	together_free(t);
}

int
main(void)
{
	struct together *none = together_new();
	const struct counted *c = together_count(none, 1, 100);
	char text[64];

	(void)snprintf(text, sizeof text, "%u baskets, %u products, %zu "
	    "couples", c->baskets, c->common, c->n);
	is(text, "0 baskets, 0 products, 0 couples", "no baskets");
	together_free(none);
	for (unsigned seed = 1; seed <= 4; seed++) {
		agrees(seed, 1, PRODUCTS);
		agrees(seed, 20, PRODUCTS);
		agrees(seed, 3, 8);
		agrees(seed, 1000, PRODUCTS);
	}
	return finish();
}
