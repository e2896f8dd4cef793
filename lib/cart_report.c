#include "cart_report.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"
#include "wilson.h"

/* By what became of them, carts or customers. */
struct counts {
	size_t of[CART_FATES];
};

/* The words for them, in the order of the report.  Those that were bought,
   later or at once, are one count. */
static const struct {
	enum cart_fate fate;
	const char *metric;
} fates[] = {
	{ CART_RECOVERED, "recovered" }, { CART_ABANDONED, "abandoned" },
	{ CART_SUPERSEDED, "superseded" }, { CART_EMPTIED, "emptied" },
	{ CART_OPEN, "open" }
};

/* A customer is what the best of their carts is. */
static const int best[CART_FATES] = {
	[CART_RECOVERED] = 5, [CART_BOUGHT] = 4, [CART_ABANDONED] = 3,
	[CART_OPEN] = 2, [CART_SUPERSEDED] = 1, [CART_EMPTIED] = 0
};

const char *const *
cart_report_columns(void)
{
	static const char *const columns[] = { "metric", "by", "value", "n",
	    "low", "high", NULL };

	return columns;
}

static struct counts
count_carts(const struct carts *carts)
{
	struct counts n = { { 0 } };

	for (size_t i = 0; i < carts_count(carts); i++)
		n.of[carts_get(carts, i)->fate]++;
	return n;
}

static struct counts
count_customers(const struct carts *carts, struct trail *t)
{
	struct counts n = { { 0 } };
	int *fate = NULL;		/* 1 more, by owner's top; 0: no cart */
	size_t room = 0, all = 0;

	for (size_t i = 0; i < carts_count(carts); i++) {
		const struct cart *cart = carts_get(carts, i);
		size_t top = stitch_top(traces_people(t->traces), cart->owner);

		fate = pool_grow(fate, &room, top + 1, sizeof *fate);
		while (all <= top)
			fate[all++] = 0;
		if (fate[top] == 0 || best[cart->fate] > best[fate[top] - 1])
			fate[top] = 1 + (int)cart->fate;
	}
	for (size_t i = 0; i < all; i++)
		if (fate[i] != 0)
			n.of[fate[i] - 1]++;
	free(fate);
	return n;
}

static void
write_row(struct sink *out, const char *metric, const char *by,
    const char *value, const char *n, const char *low, const char *high)
{
	const char *cells[] = { metric, by, value, n, low, high };

	for (int i = 0; i < 6; i++)
		sink_text(out, cells[i]);
	sink_end(out);
}

static void
write_count(struct sink *out, const char *metric, const char *by, size_t n)
{
	char value[32];

	snprintf(value, sizeof value, "%zu", n);
	write_row(out, metric, by, value, "", "", "");
}

/* k of n, in percent; where n is 0 there is no share. */
static void
write_share(struct sink *out, const char *metric, const char *by, size_t k,
    size_t n)
{
	char share[32], of[32], from[32], to[32];
	double low, high;

	snprintf(of, sizeof of, "%zu", n);
	if (n == 0) {
		write_row(out, metric, by, "", of, "", "");
		return;
	}
	wilson_interval(k, n, &low, &high);
	snprintf(share, sizeof share, "%.2f", 100 * (double)k / (double)n);
	snprintf(from, sizeof from, "%.2f", 100 * low);
	snprintf(to, sizeof to, "%.2f", 100 * high);
	write_row(out, metric, by, share, of, from, to);
}

static void
write_counts(struct sink *out, const struct counts *n, const char *by)
{
	size_t created = 0, bought = n->of[CART_BOUGHT] +
	    n->of[CART_RECOVERED];

	for (int i = 0; i < CART_FATES; i++)
		created += n->of[i];
	write_count(out, "created", by, created);
	write_count(out, "converted", by, bought);
	for (size_t i = 0; i < sizeof fates / sizeof *fates; i++)
		write_count(out, fates[i].metric, by, n->of[fates[i].fate]);
	write_share(out, "abandonment-percent", by, created -
	    n->of[CART_OPEN] - bought, created - n->of[CART_OPEN]);
	write_share(out, "recovery-percent", by, n->of[CART_RECOVERED],
	    n->of[CART_RECOVERED] + n->of[CART_ABANDONED]);
}

/* The first currency behind this code in which a cart of this fate is worth
   something, and the sum; "" where there is none. */
static struct amount
sum_next(const struct carts *carts, enum cart_fate fate, const char *behind,
    size_t *n)
{
	struct amount sum = { .minor = 0 }, part;

	*n = 0;
	for (size_t i = 0; i < carts_count(carts); i++) {
		const struct cart *cart = carts_get(carts, i);

		for (size_t k = 0; cart->fate == fate &&
		    basket_value(&cart->basket, k, &part); k++) {
			int c = strcmp(part.currency.code, sum.currency.code);

			if (strcmp(part.currency.code, behind) <= 0 ||
			    (*n != 0 && c > 0))
				continue;
			if (*n == 0 || c < 0) {
				*n = 0;
				sum = (struct amount){ part.currency, 0 };
			}
			++*n;
			if (!money_add(&sum.minor, part.minor))
				errx(EXIT_TROUBLE, "carts are worth too much");
		}
	}
	return sum;
}

static void
write_values(struct sink *out, const struct carts *carts,
    enum cart_fate fate, const char *metric)
{
	char value[MONEY_ROOM], of[32], code[4] = "";
	size_t n;

	for (;;) {
		struct amount sum = sum_next(carts, fate, code, &n);

		if (n == 0)
			return;
		memcpy(code, sum.currency.code, sizeof code);
		money_print(sum.minor, sum.currency, value);
		snprintf(of, sizeof of, "%zu", n);
		write_row(out, metric, code, value, of, "", "");
	}
}

void
cart_report(const struct carts *carts, struct trail *t, struct sink *out)
{
	struct counts by_cart = count_carts(carts);
	struct counts by_customer = count_customers(carts, t);

	write_counts(out, &by_cart, "cart");
	write_counts(out, &by_customer, "customer");
	write_values(out, carts, CART_ABANDONED, "value-lost");
	write_values(out, carts, CART_RECOVERED, "value-recovered");
}
