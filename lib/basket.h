#ifndef BASKET_H
#define BASKET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "trace.h"

/* What is in a cart: so many of each ware, never less than none. */
struct basket {
	struct item {
		uint32_t ware, url;		/* see trace.h */
		int64_t quantity;		/* thousandths */
		int64_t price, priced_at;	/* the last one that was said */
		struct currency currency;	/* "": none was */
		int64_t at, put;		/* put in first, and last */
	} *items;				/* by ware */
	size_t n, room;
	struct item *old;			/* what it held until it was cleared */
	size_t n_old, old_room;
};

/* Put the trace's ware in, or take so many out. */
void basket_put(struct basket *b, const struct trace *x);
void basket_take(struct basket *b, const struct trace *x);

bool basket_has(const struct basket *b, uint32_t ware);

/* Nothing is in it; what is put in again keeps its url. */
void basket_clear(struct basket *b);
void basket_free(struct basket *b);

int64_t basket_units(const struct basket *b);	/* thousandths */

/* How many items have no price. */
size_t basket_unpriced(const struct basket *b);

/* The value in the i-th of its currencies, by code; false if there are not so
   many.  Fatal if it is too large. */
struct amount {
	struct currency currency;
	int64_t minor;
};
bool basket_value(const struct basket *b, size_t i, struct amount *into);

#endif
