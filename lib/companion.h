#ifndef COMPANION_H
#define COMPANION_H

#include "pairs.h"
#include "shop.h"

/* Cross-selling: what others bought, too, who bought what somebody just has. */
struct companion_rules {
	struct span after, within;	/* so long after an order, and not later */
	int items;			/* so many at most */
};

/* Since when orders may matter as of then, or a little earlier. */
int64_t companion_from(const struct companion_rules *rules,
    struct instant as_of);

/* Tell everybody of whom that can be said, of their last order. */
void companion_suggest(const struct shop *shop, const struct pairs *pairs,
    const struct companion_rules *rules);

#endif
