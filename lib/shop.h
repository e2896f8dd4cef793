#ifndef SHOP_H
#define SHOP_H

#include "catalogue.h"
#include "circle.h"
#include "notice.h"
#include "opt.h"
#include "owned.h"
#include "pool.h"

/* What there is to suggest things by, and where suggestions go. */
struct shop {
	const struct common *common;
	struct pool *pool;		/* of texts that notices have */
	struct dict *skus;
	struct circle *circle;
	struct owned *owned;
	struct catalogue *catalogue;	/* NULL: not known */
	struct notices *notices;
};

/* The text of a product's number; and a price as it is written. */
const char *shop_sku(const struct shop *shop, uint32_t sku);
const char *shop_price(const struct shop *shop, int64_t price,
    struct currency in);

/* Products of that number, as an array of JSON. */
const char *shop_skus(const struct shop *shop, const uint32_t skus[],
    size_t n);

/* Add the notice, of the product that it suggests; NULL: nothing but its number
   is known. */
void shop_suggest(const struct shop *shop, struct notice *n, uint32_t sku,
    const struct product *p);

#endif
