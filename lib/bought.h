#ifndef BOUGHT_H
#define BOUGHT_H

#include "day.h"
#include "opt.h"
#include "recipient.h"

/*
 * What people bought, and didn't give back: lines of orders, by person and
 * product, and of those in the order of time.
 */
struct bought;

/* Some of one product, with one order. */
struct buy {
	struct recipient who;
	size_t person;			/* a small number */
	const char *order_id, *sku, *product, *category;
	struct instant at;
	struct day day;
	int64_t quantity;		/* thousandths */
};

/* Read the operands; what is no purchase is set aside. */
struct bought *bought_read(char *const files[], const struct common *common);
void bought_free(struct bought *b);

/* What one person bought of one product, from the i-th of all on; *n is how many
   those are, 0 behind the last. */
const struct buy *bought_run(const struct bought *b, size_t i, size_t *n);

#endif
