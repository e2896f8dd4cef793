#ifndef UPGRADES_H
#define UPGRADES_H

#include <stdint.h>

#include "interest.h"
#include "shop.h"

/* Up-selling: which product may be taken instead of which, by a file of from_sku
   and to_sku, of which a product may have several. */
struct upgrades;

/* Read it; path NULL: there is none. */
struct upgrades *upgrades_read(const char *path, const struct common *common,
    struct dict *skus);
void upgrades_free(struct upgrades *u);

/*
 * Tell everybody of whom that can be said: of what they viewed or put in the
 * cart last, the dearer one that is nearest in price, of those told, else of its
 * category, if it isn't dearer by more than that share (see suggest.h).
 */
void upgrades_suggest(const struct upgrades *u, const struct shop *shop,
    const struct interests *all, int64_t max_step);

#endif
