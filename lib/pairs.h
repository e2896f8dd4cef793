#ifndef PAIRS_H
#define PAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict.h"
#include "opt.h"
#include "sink.h"
#include "together.h"

/*
 * Which products are bought together more often than by chance.  Products are
 * told by their numbers in a dict of them.
 */
struct pairs;

/* That with is bought with sku: of so many baskets, orders have the one,
   orders_with the other, and both have both. */
struct pair {
	uint32_t sku, with, orders, orders_with, both, baskets;
	double ln_p;			/* see fisher.h */
};

struct pair_rules {
	int least;			/* in so many baskets at least */
	double alpha;			/* the share of flukes that may be among
					   those found; 1: any */
	int most;			/* products of a basket */
	bool is_told;			/* say how many there are */
};

/* Find them in baskets, of products in skus, which must live as long. */
struct pairs *pairs_find(struct together *baskets, struct dict *skus,
    const struct pair_rules *rules);

/* Write them as a table, a row each way: by sku, and of each the likeliest
   first.  And read such a table; products that are new get a number. */
const char *const *pairs_columns(void);
void pairs_write(const struct pairs *p, struct sink *out);
struct pairs *pairs_read(const char *path, struct dict *skus,
    const struct common *common);
void pairs_free(struct pairs *p);

/* What is bought with a product, the likeliest first; *n of them. */
const struct pair *pairs_of(const struct pairs *p, uint32_t sku, size_t *n);

/* Is l's companion the likelier one?  Above 0: r's is; 0: they're alike. */
int pair_compare(const struct pair *l, const struct pair *r);

/* So many times as often as by chance. */
double pair_lift(const struct pair *p);

#endif
