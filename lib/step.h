#ifndef STEP_H
#define STEP_H

#include <stdbool.h>
#include <stdint.h>

#include "money.h"
#include "opt.h"
#include "order.h"
#include "row.h"
#include "source.h"

/*
 * What somebody did, as the tools that ask what people left behind see it.  Of
 * one second, they come in this order: a purchase is later than what was put in
 * the cart with it.
 */
enum act {
	ACT_SEEN,		/* anything else: it may tell who is who */
	ACT_VIEW, ACT_FAVOURITE, ACT_ADD, ACT_REMOVE, ACT_CART_VIEW,
	ACT_CHECKOUT,
	ACT_UNPAID,		/* an order of which the payment waits or failed */
	ACT_PURCHASE,		/* a purchase, or an order that counts as one */
	ACTS
};

/* The texts of a step, "" where it has none. */
enum step_text {
	STEP_CUSTOMER, STEP_EMAIL, STEP_PHONE, STEP_ANONYMOUS, STEP_SESSION,
	STEP_CART, STEP_ORDER, STEP_SKU, STEP_PRODUCT, STEP_CATEGORY, STEP_URL,
	STEP_TOKEN, STEP_TEXTS
};

struct guise;

/* One of an event record or an order.  Texts live as long as the row. */
struct step {
	int64_t at;		/* seconds; a date is the last of its day */
	enum act act;
	enum order_status status;	/* of an order that isn't paid */
	int64_t quantity, seconds;	/* thousandths; -1: not said */
	int64_t price;		/* minor units, if currency is there */
	struct currency currency;
	const char *text[STEP_TEXTS];
	struct guise *guise;	/* see guise.h; NULL: it stands alone */
};

/* What a table is of.  Orders may be their lines; a customer is a step before
   all others, which tells who is who. */
enum step_table { TABLE_EVENTS, TABLE_ORDERS, TABLE_CUSTOMERS };

/* Where a table has all this; DICT_NONE where it doesn't. */
struct step_columns {
	enum step_table of;
	size_t at, event, status, cancelled, quantity, seconds, price, currency;
	size_t text[STEP_TEXTS];
};

/* Ask a table for its columns; fatal where one is missing that must be there. */
struct step_columns step_find(struct source *in, enum step_table of);

/* Read the current row; false where it was rejected, or is set aside: later
   than as_of, of nobody, no purchase. */
bool step_read(struct source *in, const struct step_columns *at,
    struct instant as_of, struct step *into);

/* Does it say who somebody is?  By what: customer_id, else e-mail, else phone;
   "" if not. */
bool step_is_named(const struct step *s);
const char *step_name(const struct step *s);

/* The url, if it leads to the product: that of a checkout leads to whoever it is
   of, and to what is theirs alone. */
const char *step_url(const struct step *s);

/* Its session, behind the browser if that is said: the ids of some are but the
   time at which they began.  "" if none; valid until the next into it. */
const char *step_session(const struct step *s, struct row *into);

#endif
