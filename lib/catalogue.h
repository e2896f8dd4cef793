#ifndef CATALOGUE_H
#define CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dict.h"
#include "money.h"
#include "opt.h"

/* What the shop sells: product records.  A product is told by its number in a
   dict. */
struct catalogue;

/* What isn't known is "" or not there.  The price is in minor units, the stock
   in thousandths. */
struct product {
	const char *name, *category, *url;
	bool has_price, has_stock;
	int64_t price, stock;
	struct currency currency;
	uint32_t sku;
};

/* Read a file of them; fatal where it lacks the column needed, which may be
   NULL, or has a row that can't be read. */
struct catalogue *catalogue_read(const char *path, const struct common *common,
    struct dict *skus, const char *needed);
void catalogue_free(struct catalogue *c);

/* A product; NULL: the shop doesn't sell it. */
const struct product *catalogue_get(const struct catalogue *c, uint32_t sku);

/* Can it be had: it is sold, and there is some of it, or it isn't known how
   much.  c may be NULL: then anything can. */
bool catalogue_has(const struct catalogue *c, uint32_t sku);

/* The next dearer (by = 1) or cheaper (by = -1) product of the same category and
   currency, of one price by sku; NULL: there is none, or no category or price
   is known of p. */
const struct product *catalogue_beside(const struct catalogue *c,
    const struct product *p, int by);

#endif
