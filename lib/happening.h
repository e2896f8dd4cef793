#ifndef HAPPENING_H
#define HAPPENING_H

#include "mark.h"
#include "money.h"
#include "quantity.h"
#include "sink.h"
#include "view.h"

/* RECORD_EVENT's columns, by number; a map's fields are the same, and the id
   of the message that told it and the zone of the row's times. */
enum happening_field {
	HAPPENING_AT, HAPPENING_EVENT, HAPPENING_CUSTOMER_ID,
	HAPPENING_ANONYMOUS_ID, HAPPENING_SESSION_ID, HAPPENING_CART_ID,
	HAPPENING_ORDER_ID, HAPPENING_SKU, HAPPENING_PRODUCT,
	HAPPENING_CATEGORY, HAPPENING_QUANTITY, HAPPENING_PRICE,
	HAPPENING_CURRENCY, HAPPENING_COUPON, HAPPENING_URL, HAPPENING_SECONDS,
	HAPPENING_EMAIL, HAPPENING_PUSH_TOKEN, HAPPENING_FIELDS,
	HAPPENING_MESSAGE_ID = HAPPENING_FIELDS, HAPPENING_ZONE
};

/* How the export as a whole is read. */
struct happening_rules {
	enum notation time;
	enum money_style money;
	struct currency currency;	/* of prices that name none; "" none */
	const char *store;		/* goes before ids; NULL: nothing */
};

/* A row of an export of events, in our spelling; its texts live as long as the
   row. */
struct happening {
	const char *cells[HAPPENING_FIELDS], *message_id;
	bool is_email_bad;		/* it was no address, and left blank */
	bool is_unpriced;		/* so was a price of no currency */
	char currency[sizeof ((struct currency *)0)->code];
	char at[INSTANT_ROOM], email[400], price[MONEY_ROOM], quantity[QUANTITY_ROOM],
	    seconds[QUANTITY_ROOM], ids[5][MARK_ROOM];
};

/* The number of the current row's event: -1 if it says none, MAP_NONE if what
   happened is none of ours. */
int happening_event(struct view *v, const struct map *m);

/* Read the current row, of this event; false if a cell was at fault, and it is
   rejected. */
bool happening_read(struct view *v, const struct happening_rules *rules,
    int event, struct happening *h);

#endif
