#ifndef PARCEL_H
#define PARCEL_H

#include "instant.h"
#include "line.h"
#include "recipient.h"

/*
 * Products of orders that arrived, each once, whatever rows say so and in
 * whatever order: the one due last stands, and none where a row bars it.
 */
struct parcels;

/* One, as a row says; texts live as long as the parcels. */
struct parcel {
	struct recipient who;
	size_t person;			/* a text of theirs */
	const char *order_id, *sku, *product, *reason;
	struct instant arrived, due;
};

struct parcels *parcels_new(void);
void parcels_free(struct parcels *all);

/* This product of an order is barred.  And it arrived; the other rows of it are
   set aside. */
void parcels_bar(struct parcels *all, const char *order_id, const char *sku);
void parcels_add(struct parcels *all, const struct parcel *one);

/* No more rows: step to the next one that stands, from *i = 0 on, or NULL. */
const struct parcel *parcels_next(const struct parcels *all, size_t *i);

#endif
