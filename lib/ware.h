#ifndef WARE_H
#define WARE_H

#include <stdbool.h>
#include <stddef.h>

#include "step.h"

/* The wares of a log, numbered as they come: by sku, else by the name of the
   product, else by category alone.  What the log said last of one stands,
   whoever it was about: so this is no place for a url. */
struct wares;

struct ware {
	const char *sku, *product, *category;	/* "" where not said */
};

struct wares *wares_new(void);
void wares_free(struct wares *w);

/* The number of what the step is about. */
size_t wares_add(struct wares *w, const struct step *step);

const struct ware *wares_get(const struct wares *w, size_t i);
size_t wares_count(const struct wares *w);

/* Is it a product: is more known of it than a category? */
bool wares_is_product(const struct wares *w, size_t i);

/* What one is known by: sku, else product, else category, else "". */
const char *wares_name(const struct wares *w, size_t i);

#endif
