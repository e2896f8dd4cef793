#ifndef CART_H
#define CART_H

#include "basket.h"
#include "trail.h"

/*
 * Carts: what is put in, less what is taken out, of one cart id, or session, or
 * person, until it is bought.
 */
struct carts;

/* What tells carts apart.  Where a row has no such id its own is the person's
   cart of that kind, else that of the next kind. */
enum cart_by { CART_BY_CART, CART_BY_SESSION, CART_BY_PERSON };

/* Which carts of whoever buys are bought. */
enum cart_cancel { CANCEL_ANY, CANCEL_SAME_CART, CANCEL_SAME_PRODUCT };

struct cart_rules {
	enum cart_by by;
	enum cart_cancel cancel;
	bool from_first;	/* the clock starts with the first thing in it */
	struct span idle;
	struct instant as_of;
};

/* What became of one. */
enum cart_fate {
	CART_OPEN,		/* not idle for so long yet */
	CART_ABANDONED,
	CART_BOUGHT,
	CART_RECOVERED,		/* bought after it had been abandoned */
	CART_EMPTIED,
	CART_SUPERSEDED,	/* the person has a newer one */
	CART_FATES
};

struct cart {
	const char *id;
	uint32_t owner;			/* who last did something to it */
	struct basket basket;
	int64_t first, last;		/* put in first; any cart event */
	int64_t due;			/* abandoned from then on */
	int64_t ended;			/* bought or superseded; else last */
	bool is_checkout;		/* the checkout was begun */
	bool was_left;			/* it had been abandoned once */
	const char *order;		/* unpaid, or by which it was bought; "" */
	enum order_status status;	/* of an unpaid one */
	bool is_unpaid;
	enum cart_fate fate;
};

struct carts *carts_judge(struct trail *t, const struct cart_rules *rules);
void carts_free(struct carts *c);

/* Those in which there ever was something, in the order in which they began. */
size_t carts_count(const struct carts *c);
const struct cart *carts_get(const struct carts *c, size_t i);

#endif
