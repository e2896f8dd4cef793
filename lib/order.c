#include "order.h"

#include <string.h>

#include "cell.h"
#include "contact.h"
#include "dict.h"
#include "record.h"

enum { EMAIL_ROOM = 1024 };

void
order_find(struct source *in, struct order_columns *at)
{
	*at = (struct order_columns){
		.id = source_column(in, "order_id"),
		.customer_id = source_find(in, "customer_id"),
		.at = source_column(in, "ordered_at"),
		.status = source_column(in, "status"),
		.currency = source_column(in, "currency"),
		.total = source_column(in, "total"),
		.refunded = source_find(in, "refunded"),
		.discount = source_find(in, "discount"),
		.email = source_find(in, "email"),
		.phone = source_find(in, "phone"),
		.coupon = source_find(in, "coupon"),
		.units = source_find(in, "units"),
		.cancelled_at = source_find(in, "cancelled_at"),
		.refunded_at = source_find(in, "refunded_at")
	};
}

static const char *
status_parse(const char *text, void *into)
{
	int i;
	const char *reason = choice_parse(text, record_statuses(), &i);

	if (reason == NULL)
		*(enum order_status *)into = (enum order_status)i;
	return reason;
}

/* Read a number of units, perhaps weighed or measured, as thousandths. */
static const char *
units_parse(const char *text, void *into)
{
	int64_t n = 0;
	int places = -1;		/* read so far; -1: before the point */
	const char *p = text;

	if (*p < '0' || *p > '9')
		return "not a number of units";
	for (; *p != '\0'; p++) {
		if (*p == '.' && places < 0 && p[1] != '\0') {
			places = 0;
		} else if (*p < '0' || *p > '9') {
			return "not a number of units";
		} else if (places < 3) {
			n = 10 * n + (*p - '0');
			places += places >= 0;
		} else if (*p != '0') {
			return "too fine (want at most three decimals)";
		}
		if (n > INT64_C(1000000000000))
			return "too large";
	}
	for (places = places < 0 ? 0 : places; places < 3; places++)
		n *= 10;
	*(int64_t *)into = n;
	return NULL;
}

/* Read an amount; a blank one is 0 unless it is required. */
static bool
read_money(struct source *in, size_t column, bool required, struct order *o,
    int64_t *into)
{
	struct cell c = source_cell(in, column);
	const char *reason;

	*into = 0;
	if (c.len == 0 && !required)
		return true;
	reason = money_parse(c.text, o->currency, MONEY_PLAIN, into);
	if (reason != NULL)
		cell_reject(in, column, reason);
	return reason == NULL;
}

/* Read a time that may be blank or not there; *there says which. */
static bool
read_time(struct source *in, size_t column, struct instant *into, bool *there)
{
	*there = source_cell(in, column).len != 0;
	return !*there || cell_read(in, column, instant_parse, into);
}

static bool
read_required(struct source *in, const struct order_columns *at,
    struct order *o)
{
	o->id = source_cell(in, at->id);
	if (o->id.len == 0) {
		cell_reject(in, at->id, "blank (want the order's number)");
		return false;
	}
	if (!cell_read(in, at->at, instant_parse, &o->at) ||
	    !cell_read(in, at->status, status_parse, &o->status) ||
	    !cell_read(in, at->currency, currency_parse, &o->currency) ||
	    !read_money(in, at->total, true, o, &o->total))
		return false;
	if (o->total >= 0)
		return true;
	cell_reject(in, at->total, "less than nothing (want 0 or more)");
	return false;
}

bool
order_read(struct source *in, const struct order_columns *at, struct order *o)
{
	if (!read_required(in, at, o) ||
	    !read_money(in, at->refunded, false, o, &o->refunded) ||
	    !read_money(in, at->discount, false, o, &o->discount) ||
	    !read_time(in, at->cancelled_at, &o->cancelled_at, &o->cancels) ||
	    !read_time(in, at->refunded_at, &o->refunded_at, &o->refunds))
		return false;
	if (o->refunded < 0) {
		cell_reject(in, at->refunded,
		    "less than nothing (want 0 or more)");
		return false;
	}
	o->units = -1;
	if (source_cell(in, at->units).len != 0 &&
	    !cell_read(in, at->units, units_parse, &o->units))
		return false;
	o->customer_id = source_cell(in, at->customer_id);
	o->phone = source_cell(in, at->phone);
	o->email = source_cell(in, at->email);
	o->coupon = source_cell(in, at->coupon).len != 0;
	return true;
}

void
order_known(struct order *o, struct instant as_of)
{
	if (o->refunds && !instant_is_known(o->refunded_at, as_of)) {
		o->refunded = 0;
		if (o->status == ORDER_REFUNDED ||
		    o->status == ORDER_PARTIALLY_REFUNDED)
			o->status = ORDER_PAID;
	}
	if (!o->cancels)
		return;
	if (!instant_is_known(o->cancelled_at, as_of)) {
		if (o->status == ORDER_CANCELLED)
			o->status = ORDER_PAID;
	} else if (o->status != ORDER_TEST) {
		o->status = ORDER_CANCELLED;
	}
}

bool
order_is_purchase(const struct order *o, bool count_placed)
{
	return o->status == ORDER_PAID ||
	    o->status == ORDER_PARTIALLY_REFUNDED ||
	    (count_placed && o->status == ORDER_PLACED);
}

bool
order_is_any(const struct order *o)
{
	return order_is_purchase(o, true) || o->status == ORDER_REFUNDED;
}

bool
order_standing(struct source *in, size_t status, size_t cancelled_at,
    struct instant as_of, enum order_status *into)
{
	struct order o = { .status = ORDER_PAID };

	if ((status != DICT_NONE &&
	    !cell_read(in, status, status_parse, &o.status)) ||
	    !read_time(in, cancelled_at, &o.cancelled_at, &o.cancels))
		return false;
	order_known(&o, as_of);
	*into = o.status;
	return true;
}

bool
order_status_is_any(enum order_status s)
{
	return order_is_any(&(struct order){ .status = s });
}

static struct cell
email_key(struct cell email)
{
	static char text[EMAIL_ROOM];

	if (email.len == 0 || email_is_plain(email.text))
		return email;
	if (!email_normalise(email.text, text, sizeof text))
		return (struct cell){ "", 0 };
	return (struct cell){ text, strlen(text) };
}

/* A phone that is not E.164 may be spelled otherwise elsewhere: no key. */
static struct cell
phone_key(struct cell phone)
{
	return phone.text[0] == '+' ? phone : (struct cell){ "", 0 };
}

struct cell
order_key(const struct order *o, bool by_email)
{
	struct cell key = o->customer_id;

	if (by_email || key.len == 0)
		key = email_key(o->email);
	if (key.len == 0)
		key = o->customer_id;
	return key.len != 0 ? key : phone_key(o->phone);
}
