#ifndef CRATE_H
#define CRATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "instant.h"
#include "source.h"

/* What a roll-up wants of an order.  Amounts are minor units. */
struct parcel {
	struct cell key, id;		/* the customer's, the order's */
	const struct cell *cells;	/* what its row says of the customer */
	struct instant at;
	int day;
	int64_t net, units;		/* units: -1 where they aren't said */
	bool is_purchase, is_any;	/* see order.h; and is it counted? */
	bool tells;			/* cells are of a real order */
	bool is_discounted, is_in_window;
	uint32_t hash;			/* these two are for the taker's use */
	size_t who;
};

/* Orders with copies of their texts, so that they can be taken together, when
   their rows are gone. */
struct crate;

struct crate *crate_new(size_t cells);
void crate_free(struct crate *c);
void crate_empty(struct crate *c);

/* Put one in; it must not be full. */
void crate_put(struct crate *c, const struct parcel *p);
bool crate_is_full(const struct crate *c);

/* Those in it, in the order in which they came. */
struct parcel *crate_parcels(struct crate *c, size_t *n);

#endif
