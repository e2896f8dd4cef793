#ifndef VERSION_H
#define VERSION_H

#include "order.h"
#include "recipient.h"

/*
 * What a row says of an order.  There may be several of one order_id, of an old
 * export and of a new one: they are one order.  The row counts that is furthest
 * along, of those one with a customer_id, then one of the greater name: whoever
 * had a typo in their e-mail ordered once, and the order of rows is nothing.
 */
enum standing {
	STANDING_PENDING, STANDING_PLACED, STANDING_PAID,
	STANDING_REFUNDED,		/* all of it */
	STANDING_VOID			/* cancelled, failed, or a test */
};

struct version {
	const char *order_id;		/* "": of no order */
	enum standing standing;
	bool has_id;
	const char *name;
};

/* Of an order as it was known, its id kept in p; and whose it is. */
struct version version_make(const struct order *o, struct pool *p);
void version_sign(struct version *v, const struct recipient *who);

/* Is it of another order than the row before, which may be NULL? */
bool version_is_new(const struct version *v, const struct version *before);

/* By order_id; of each the one that counts first. */
int version_compare(const struct version *a, const struct version *b);

/* Is it bought, and kept: placed, or paid? */
bool version_stands(const struct version *v);

#endif
