#include "draft.h"

#include <stdio.h>
#include <string.h>

#include "contact.h"
#include "fold.h"
#include "hash.h"
#include "quantity.h"

static const struct text {
	enum order_field field;
	enum { AS_TEXT, AS_AMOUNT, AS_TIME } how;
} texts[TEXTS] = {
	[TEXT_CUSTOMER_ID] = { FIELD_CUSTOMER_ID, AS_TEXT },
	[TEXT_EMAIL] = { FIELD_EMAIL, AS_TEXT },
	[TEXT_PHONE] = { FIELD_PHONE, AS_TEXT },
	[TEXT_NAME] = { FIELD_NAME, AS_TEXT },
	[TEXT_COUNTRY] = { FIELD_COUNTRY, AS_TEXT },
	[TEXT_REGION] = { FIELD_REGION, AS_TEXT },
	[TEXT_CITY] = { FIELD_CITY, AS_TEXT },
	[TEXT_COUPON] = { FIELD_COUPON, AS_TEXT },
	[TEXT_SOURCE] = { FIELD_SOURCE, AS_TEXT },
	[TEXT_CART_ID] = { FIELD_CART_ID, AS_TEXT },
	[TEXT_GIFT] = { FIELD_GIFT, AS_TEXT },
	[TEXT_DISCOUNT] = { FIELD_DISCOUNT, AS_AMOUNT },
	[TEXT_SHIPPING] = { FIELD_SHIPPING, AS_AMOUNT },
	[TEXT_TAX] = { FIELD_TAX, AS_AMOUNT },
	[TEXT_FULFILLED_AT] = { FIELD_FULFILLED_AT, AS_TIME },
	[TEXT_DELIVERED_AT] = { FIELD_DELIVERED_AT, AS_TIME },
	[TEXT_CANCELLED_AT] = { FIELD_CANCELLED_AT, AS_TIME },
	[TEXT_REFUNDED_AT] = { FIELD_REFUNDED_AT, AS_TIME }
};

static const struct cell blank = { "", 0 };

static struct cell
whole(const char *text)
{
	return (struct cell){ text, strlen(text) };
}

static bool
read_amount(struct view *v, const struct draft_rules *rules,
    const struct draft *d, size_t field, bool *has, int64_t *into)
{
	const char *text = view_cell(v, field).text, *reason;

	*has = *text != '\0';
	*into = 0;
	if (!*has)
		return true;
	reason = *d->currency.code == '\0' ? "an amount of no currency" :
	    money_parse(text, d->currency, rules->money, into);
	if (reason != NULL)
		view_reject(v, field, reason);
	return reason == NULL;
}

static bool
read_quantity(struct view *v, size_t field, bool *has, int64_t *into)
{
	const char *text = view_cell(v, field).text, *reason;

	*has = *text != '\0';
	*into = 0;
	if (!*has)
		return true;
	reason = quantity_parse(text, into);
	if (reason != NULL)
		view_reject(v, field, reason);
	return reason == NULL;
}

/* Does it look like 7/25/2018, as a spreadsheet writes it? */
static bool
is_slashed(const char *text)
{
	int a, b, year, n = 0;

	return sscanf(text, "%2d%*1[/.-]%2d%*1[/.-]%4d%n", &a, &b, &year,
	    &n) == 3 && n != 0;
}

const char *
draft_ask_time(const char *reason, const char *text, enum notation how)
{
	static char asking[160];

	if (!is_slashed(text) || (how != NOTATION_ISO && how != NOTATION_MDY))
		return reason;
	snprintf(asking, sizeof asking, "%s (--time %s?)", reason,
	    how == NOTATION_ISO ? "mdy or dmy" : "dmy");
	return asking;
}

static bool
read_time(struct view *v, const struct draft_rules *rules,
    const struct zone *zone, size_t field, bool *has, struct instant *into)
{
	const char *text = view_cell(v, field).text, *reason;

	*has = *text != '\0';
	if (!*has)
		return true;
	reason = instant_read(text, rules->time, zone, into);
	if (reason != NULL)
		view_reject(v, field, draft_ask_time(reason, text,
		    rules->time));
	return reason == NULL;
}

/* What the row says of money and time, and passes on as text. */
static bool
read_cells(struct view *v, const struct draft_rules *rules,
    const struct zone *zone, struct draft *d)
{
	for (size_t i = TEXT_DISCOUNT; i < TEXTS; i++) {
		char *cell = d->cells[i - TEXT_DISCOUNT];
		struct instant at;
		int64_t minor;
		bool has;

		d->texts[i] = blank;
		if (!view_has(v, texts[i].field))
			continue;
		if (texts[i].how == AS_AMOUNT) {
			if (!read_amount(v, rules, d, texts[i].field, &has,
			    &minor))
				return false;
			/* Some write what a discount takes off below zero. */
			if (texts[i].field == FIELD_DISCOUNT && minor < 0)
				minor = -minor;
			if (has)
				d->texts[i] = (struct cell){ cell,
				    money_print(minor, d->currency, cell) };
		} else {
			if (!read_time(v, rules, zone, texts[i].field, &has,
			    &at))
				return false;
			if (has)
				d->texts[i] = (struct cell){ cell,
				    instant_print(at, cell) };
		}
	}
	return true;
}

static bool
read_customer_id(struct view *v, const struct draft_rules *rules,
    struct draft *d)
{
	struct cell *id = &d->texts[TEXT_CUSTOMER_ID];
	const char *reason;

	if (id->len == 0)
		return true;
	reason = mark_id(id->text, rules->store, d->customer_id);
	if (reason != NULL)
		view_reject(v, FIELD_CUSTOMER_ID, reason);
	else
		*id = whole(d->customer_id);
	return reason == NULL;
}

/* Who ordered, in the one spelling by which exports can be joined. */
static void
read_person(const struct draft_rules *rules, struct draft *d)
{
	struct cell *email = &d->texts[TEXT_EMAIL];
	struct cell *country = &d->texts[TEXT_COUNTRY];
	struct cell *phone = &d->texts[TEXT_PHONE];

	d->is_email_bad = d->is_phone_short = false;
	if (email->len != 0 && !email_is_plain(email->text)) {
		d->is_email_bad = !email_normalise(email->text, d->email,
		    sizeof d->email);
		*email = d->is_email_bad ? blank : whole(d->email);
	}
	if (country->len == 0 && phone->len == 0)
		return;
	d->is_phone_short = !mark_phone(&country->text, &phone->text,
	    rules->phone_country, d->phone) && mark_is_shortened(phone->text);
	*country = whole(country->text);
	*phone = d->is_phone_short ? blank : whole(phone->text);
}

static bool
read_status(struct view *v, const struct draft_rules *rules, struct draft *d)
{
	static char reason[200];
	const char *word = view_cell(v, FIELD_STATUS).text;

	d->status = *word != '\0' ? map_meaning(rules->map, word) : -1;
	d->is_refund = d->status == MAP_REFUND;
	if (*word == '\0' || d->is_refund)
		d->status = -1;
	if (*word == '\0' || d->is_refund || d->status >= 0)
		return true;
	snprintf(reason, sizeof reason, "not a status that map %.80s knows "
	    "(a map's line such as 'word voided = cancelled' tells)",
	    rules->map->name);
	view_reject(v, FIELD_STATUS, reason);
	return false;
}

bool
draft_is_none(struct view *v, const struct map *m)
{
	return m->skips &&
	    map_meaning(m, view_cell(v, FIELD_STATUS).text) == MAP_NONE;
}

static bool
read_currency(struct view *v, const struct draft_rules *rules,
    struct currency known, struct draft *d)
{
	const char *code = view_cell(v, FIELD_CURRENCY).text, *reason = NULL;

	if (*code != '\0')
		reason = currency_parse(code, &d->currency);
	else
		d->currency = *known.code != '\0' ? known : rules->currency;
	if (reason != NULL)
		view_reject(v, FIELD_CURRENCY, reason);
	return reason == NULL;
}

/* What was given back, which some exports write below zero. */
static bool
read_taken(struct view *v, struct draft *d)
{
	bool has;

	if (!read_quantity(v, FIELD_REFUNDED_QUANTITY, &has,
	    &d->refunded_quantity))
		return false;
	if (d->refunded_quantity < 0)
		d->refunded_quantity = -d->refunded_quantity;
	return true;
}

/* The sum of amounts with blanks between them, or the reason. */
static const char *
sum_amounts(const char *text, struct currency in, int64_t *sum)
{
	char one[MONEY_ROOM];
	const char *reason = NULL;
	int64_t minor;

	for (*sum = 0; reason == NULL && *text != '\0';
	    text += strspn(text, " ")) {
		size_t len = strcspn(text, " ");

		snprintf(one, sizeof one, "%.*s", (int)len, text);
		reason = len >= sizeof one ? "too large" :
		    money_parse(one, in, MONEY_PLAIN, &minor);
		if (reason == NULL && !money_add(sum, minor))
			reason = "too large";
		text += len;
	}
	return reason;
}

/* What was refunded, which some exports write below zero, and those with an
   array of refunds one by one. */
static bool
read_refunded(struct view *v, const struct draft_rules *rules, struct draft *d)
{
	const char *text = view_cell(v, FIELD_REFUNDED).text, *reason;

	if (strchr(text, ' ') == NULL || rules->money != MONEY_PLAIN ||
	    *d->currency.code == '\0') {
		if (!read_amount(v, rules, d, FIELD_REFUNDED,
		    &d->has_refunded, &d->refunded))
			return false;
	} else {
		reason = sum_amounts(text, d->currency, &d->refunded);
		if (reason != NULL) {
			view_reject(v, FIELD_REFUNDED, reason);
			return false;
		}
		d->has_refunded = true;
	}
	if (d->refunded < 0)
		d->refunded = -d->refunded;
	return true;
}

/* The price of one, where only that of all is told, and it divides. */
static void
price_line(struct draft *d)
{
	int64_t n = d->has_quantity ? d->quantity : QUANTITY_ONE, whole;

	if (d->has_price || !d->has_line_total || n == 0 ||
	    __builtin_mul_overflow(d->line_total, QUANTITY_ONE, &whole) ||
	    whole % n != 0)
		return;
	d->price = whole / n;
	d->has_price = true;
}

static bool
read_line(struct view *v, const struct draft_rules *rules, struct draft *d)
{
	d->sku = view_cell(v, FIELD_SKU);
	d->product = view_cell(v, FIELD_PRODUCT);
	d->category = view_cell(v, FIELD_CATEGORY);
	if (!read_quantity(v, FIELD_UNITS, &d->has_units, &d->units) ||
	    !read_quantity(v, FIELD_QUANTITY, &d->has_quantity,
	    &d->quantity) ||
	    !read_taken(v, d) ||
	    !read_amount(v, rules, d, FIELD_UNIT_PRICE, &d->has_price,
	    &d->price) ||
	    !read_amount(v, rules, d, FIELD_LINE_TOTAL, &d->has_line_total,
	    &d->line_total))
		return false;
	price_line(d);
	return true;
}

static uint64_t
hash_head(const struct draft *d)
{
	uint64_t h = hash_bytes(d->said + ((uint64_t)d->status << 32),
	    d->currency.code, 3);

	for (uint32_t left = d->said; left != 0; left &= left - 1) {
		struct cell text = d->texts[__builtin_ctz(left)];

		h = hash_bytes(h, text.text, text.len);
	}
	if (d->has_total)
		h = hash_bytes(h, (const char *)&d->total, sizeof d->total);
	if (d->has_refunded)
		h = hash_bytes(~h, (const char *)&d->refunded,
		    sizeof d->refunded);
	return h;
}

/* Of all that the row says, the order's head included. */
static uint64_t
hash_row(const struct draft *d)
{
	const struct cell said[] = { d->sku, d->product, d->category };
	const int64_t numbers[] = { d->is_dated ? d->at.seconds : -1,
	    d->has_units, d->units, d->has_quantity, d->quantity,
	    d->refunded_quantity, d->has_price, d->price, d->line_total };
	uint64_t h = hash_bytes(d->head, (const char *)numbers,
	    sizeof numbers);

	for (size_t i = 0; i < sizeof said / sizeof said[0]; i++)
		h = hash_bytes(h, said[i].text, said[i].len);
	return h;
}

/* It is a gift, if nothing else is said, where it goes to somebody else. */
static void
read_gift(struct view *v, struct draft *d)
{
	const char *from = view_cell(v, FIELD_BILL_TO).text;
	const char *to = view_cell(v, FIELD_SHIP_TO).text;

	if (d->texts[TEXT_GIFT].len == 0 && *from != '\0' && *to != '\0' &&
	    strcmp(from, to) != 0 && !fold_same(from, to))
		d->texts[TEXT_GIFT] = (struct cell){ "yes", 3 };
}

bool
draft_read(struct view *v, const struct draft_rules *rules,
    struct currency known, struct draft *d)
{
	const struct zone *zone;

	for (size_t i = 0; i < TEXT_DISCOUNT; i++)
		d->texts[i] = view_cell(v, texts[i].field);
	read_gift(v, d);
	if (!read_status(v, rules, d) || !read_currency(v, rules, known, d) ||
	    !view_zone(v, FIELD_ZONE, &zone) ||
	    !read_time(v, rules, zone, FIELD_ORDERED_AT, &d->is_dated,
	    &d->at) ||
	    !read_amount(v, rules, d, FIELD_TOTAL, &d->has_total, &d->total) ||
	    !read_refunded(v, rules, d) ||
	    !read_cells(v, rules, zone, d) || !read_line(v, rules, d) ||
	    !read_customer_id(v, rules, d))
		return false;
	read_person(rules, d);
	d->said = 0;
	for (size_t i = 0; i < TEXTS; i++)
		d->said |= (uint32_t)(d->texts[i].len != 0) << i;
	d->head = hash_head(d);
	d->row = hash_row(d);
	return true;
}
