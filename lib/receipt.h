#ifndef RECEIPT_H
#define RECEIPT_H

#include <stddef.h>
#include <stdint.h>

#include "address.h"
#include "circle.h"
#include "currency.h"
#include "version.h"

/* What people bought: their orders, as they were known, by whoever they are. */
struct receipts;

enum receipt_state {
	RECEIPT_PAID,			/* and something of it is left */
	RECEIPT_REFUNDED,		/* all of it */
	RECEIPT_NOT_PAID		/* placed, or free of charge */
};

struct receipt {
	struct version version;
	size_t person;			/* a text of theirs, then their number */
	struct instant at;
	enum receipt_state state;
	int64_t net;			/* less what was refunded */
	struct currency currency;
	const char *who;		/* their e-mail, else their name */
	const char *coupon;		/* see fold_text; "" for none */
};

struct receipts *receipts_new(const struct common *common);
void receipts_free(struct receipts *b);

/* Read files of orders, and join them to the circle's people, and what they say
   of where people live to addresses.  Set aside is what is later than as-of, or
   is of nobody. */
void receipts_load(struct receipts *b, const struct list *paths,
    struct circle *c, struct addresses *addresses);

/* No more files, and the circle is closed.  Set aside is what is no order, and
   other rows of one that is: see version.h. */
void receipts_close(struct receipts *b, struct circle *c);

/* Then: a person's, by when; and all, by person and when. */
const struct receipt *receipts_of(const struct receipts *b, size_t person,
    size_t *n);
const struct receipt *receipts_all(const struct receipts *b, size_t *n);

#endif
