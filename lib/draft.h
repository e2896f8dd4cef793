#ifndef DRAFT_H
#define DRAFT_H

#include <stdbool.h>
#include <stdint.h>

#include "instant.h"
#include "mark.h"
#include "money.h"
#include "view.h"

/* The fields of a map of orders, by their numbers in map_fields. */
enum order_field {
	FIELD_ORDER_ID, FIELD_CUSTOMER_ID, FIELD_ORDERED_AT, FIELD_STATUS,
	FIELD_CURRENCY, FIELD_TOTAL, FIELD_REFUNDED, FIELD_DISCOUNT,
	FIELD_SHIPPING, FIELD_TAX, FIELD_EMAIL, FIELD_PHONE, FIELD_NAME,
	FIELD_COUNTRY, FIELD_REGION, FIELD_CITY, FIELD_COUPON, FIELD_SOURCE,
	FIELD_CART_ID, FIELD_UNITS, FIELD_FULFILLED_AT, FIELD_DELIVERED_AT,
	FIELD_CANCELLED_AT, FIELD_REFUNDED_AT, FIELD_GIFT, FIELD_SKU,
	FIELD_QUANTITY, FIELD_REFUNDED_QUANTITY, FIELD_UNIT_PRICE,
	FIELD_LINE_TOTAL, FIELD_PRODUCT, FIELD_CATEGORY, FIELD_BILL_TO,
	FIELD_SHIP_TO, FIELD_ZONE
};

/* What is only passed on once it is read. */
enum draft_text {
	TEXT_CUSTOMER_ID, TEXT_EMAIL, TEXT_PHONE, TEXT_NAME, TEXT_COUNTRY,
	TEXT_REGION, TEXT_CITY, TEXT_COUPON, TEXT_SOURCE, TEXT_CART_ID,
	TEXT_GIFT, TEXT_DISCOUNT, TEXT_SHIPPING, TEXT_TAX, TEXT_FULFILLED_AT,
	TEXT_DELIVERED_AT, TEXT_CANCELLED_AT, TEXT_REFUNDED_AT, TEXTS
};

/* How the export as a whole is read. */
struct draft_rules {
	const struct map *map;
	enum notation time;
	enum money_style money;
	struct currency currency;	/* of rows that name none; "" none */
	const char *phone_country;	/* of phones in no known country */
	const char *store;		/* goes before ids; NULL: nothing */
};

/* What one row says, in our own spelling; its texts live as long as the row. */
struct draft {
	struct cell texts[TEXTS];	/* blank where nothing is said */
	uint32_t said;			/* bit i: texts[i] isn't blank */
	struct cell sku, product, category;
	struct instant at;
	struct currency currency;
	int status;			/* an order_status; -1: not said */
	bool is_dated, has_total, has_refunded, has_units, has_quantity,
	    has_price, has_line_total;
	bool is_refund;			/* it takes its amount back */
	bool is_email_bad;		/* it was no address, and left blank */
	bool is_phone_short;		/* likewise, by a spreadsheet */
	int64_t total, price, line_total;	/* in minor units */
	int64_t units, quantity;	/* see quantity.h */
	int64_t refunded, refunded_quantity;	/* never below zero */
	uint64_t head;			/* a hash of what it says of the order */
	uint64_t row;			/* ... and of all that it says */
	char customer_id[MARK_ROOM], email[400], phone[MARK_PHONE_ROOM];
	char cells[TEXTS - TEXT_DISCOUNT][MONEY_ROOM];
};

/*
 * Read the current row; where it names no currency, amounts are in known (that
 * of its order).  False if a cell was at fault, and the row is rejected.
 */
bool draft_read(struct view *v, const struct draft_rules *rules,
    struct currency known, struct draft *d);

/* Does the current row's status say that it is no order? */
bool draft_is_none(struct view *v, const struct map *m);

/* Why a time can't be read so, and what may help; valid until the next. */
const char *draft_ask_time(const char *reason, const char *text,
    enum notation how);

#endif
