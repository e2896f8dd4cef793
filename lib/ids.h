#ifndef IDS_H
#define IDS_H

#include "guise.h"
#include "step.h"

/*
 * The ids of carts ('k'), sessions ('s') and orders ('o'), and the urls ('u'),
 * that are kept with traces, and the newest trace of each.
 */
struct ids;

#define IDS_NONE UINT32_MAX

/* old, or NULL, are those of which some will be kept. */
struct ids *ids_new(const struct ids *old);
void ids_free(struct ids *t);

/* The number of an id, added if it is new; and of one that may not be there, or
   IDS_NONE.  "" has none. */
uint32_t ids_add(struct ids *t, char kind, const char *id);
uint32_t ids_find(struct ids *t, char kind, const char *id);

/* The same of the step's cart; and of a guise's only if it is known already. */
uint32_t ids_cart(struct ids *t, const struct step *s, bool add);
uint32_t ids_known_cart(const struct ids *t, const struct guise *g);

/* For many at once: send for what looking a step's cart up wants, then more. */
void ids_fetch_cart(struct ids *t, const struct step *s, bool more);

const char *ids_text(const struct ids *t, uint32_t number, char *kind);

/* The newest trace of a cart, an order or a group; the caller's to set. */
struct heads {
	uint32_t cart, order, group;
};
struct heads *ids_heads(const struct ids *t, uint32_t number);

/* Keep one of the old ids: its new number. */
uint32_t ids_keep(struct ids *t, struct ids *old, uint32_t number);

#endif
