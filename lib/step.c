#include "step.h"

#include <string.h>

#include "cell.h"
#include "contact.h"
#include "kin.h"
#include "quantity.h"
#include "record.h"

enum { EMAIL_ROOM = 1024 };

/* Where a record has the texts of a step, by its number. */
static const char *const columns[STEP_TEXTS] = {
	[STEP_CUSTOMER] = "customer_id", [STEP_EMAIL] = "email",
	[STEP_PHONE] = "phone", [STEP_ANONYMOUS] = "anonymous_id",
	[STEP_SESSION] = "session_id", [STEP_CART] = "cart_id",
	[STEP_ORDER] = "order_id", [STEP_SKU] = "sku",
	[STEP_PRODUCT] = "product", [STEP_CATEGORY] = "category",
	[STEP_URL] = "url", [STEP_TOKEN] = "push_token"
};

/* What an event is to us, where it is more than seen. */
static const struct meaning {
	const char *event;
	enum act act;
} meanings[] = {
	{ "product-view", ACT_VIEW }, { "page-view", ACT_VIEW },
	{ "favourite", ACT_FAVOURITE }, { "add-to-cart", ACT_ADD },
	{ "remove-from-cart", ACT_REMOVE }, { "cart-view", ACT_CART_VIEW },
	{ "checkout", ACT_CHECKOUT }, { "purchase", ACT_PURCHASE }
};

struct step_columns
step_find(struct source *in, enum step_table of)
{
	struct step_columns at = { .of = of, .at = DICT_NONE,
	    .event = DICT_NONE, .status = DICT_NONE, .cancelled = DICT_NONE,
	    .quantity = DICT_NONE, .seconds = DICT_NONE, .price = DICT_NONE,
	    .currency = DICT_NONE };

	if (of == TABLE_ORDERS) {
		at.at = source_column(in, "ordered_at");
		at.status = source_column(in, "status");
		at.cancelled = source_find(in, "cancelled_at");
	} else if (of == TABLE_EVENTS) {
		at.at = source_column(in, "event_at");
		at.event = source_column(in, "event");
		at.quantity = source_find(in, "quantity");
		at.seconds = source_find(in, "seconds");
		at.price = source_find(in, "price");
		at.currency = source_find(in, "currency");
	} else
		(void)source_column(in, "customer_id");
	for (int t = 0; t < STEP_TEXTS; t++)
		at.text[t] = source_find(in, columns[t]);
	return at;
}

static enum act
act_of(const char *event)
{
	for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
		if (*meanings[i].event == *event &&
		    strcmp(meanings[i].event, event) == 0)
			return meanings[i].act;
	return ACT_SEEN;
}

static bool
read_event(struct source *in, const struct step_columns *at,
    struct step *into)
{
	const char *event = source_cell(in, at->event).text;
	int which;

	into->act = act_of(event);
	if (into->act != ACT_SEEN ||
	    choice_parse(event, record_events(), &which) == NULL)
		return true;
	tally_set_aside("unused event", 1);
	return false;
}

/* A test, a cancelled order: nothing was bought, and nothing is waited for. */
static bool
read_order(struct source *in, const struct step_columns *at,
    struct instant as_of, struct step *into)
{
	if (!order_standing(in, at->status, at->cancelled, as_of,
	    &into->status))
		return false;
	into->act = ACT_SEEN;
	if (order_status_is_any(into->status))
		into->act = ACT_PURCHASE;
	else if (into->status == ORDER_PENDING ||
	    into->status == ORDER_FAILED || into->status == ORDER_CANCELLED)
		into->act = ACT_UNPAID;
	return true;
}

static bool
read_number(struct source *in, size_t column, int64_t *into)
{
	*into = -1;
	if (source_cell(in, column).len == 0)
		return true;
	if (!cell_read(in, column, quantity_parse, into))
		return false;
	if (*into < 0)
		cell_reject(in, column, "less than nothing (want 0 or more)");
	return *into >= 0;
}

static bool
read_price(struct source *in, const struct step_columns *at,
    struct step *into)
{
	struct cell price = source_cell(in, at->price);
	const char *reason;
	int64_t amount;

	into->currency.code[0] = '\0';
	if (price.len == 0)
		return true;
	if (source_cell(in, at->currency).len == 0)
		reason = "of no currency (import-events --currency gives one)";
	else if (!cell_read(in, at->currency, currency_parse,
	    &into->currency))
		return false;
	else
		reason = money_parse(price.text, into->currency, MONEY_PLAIN,
		    &into->price);
	if (reason == NULL && into->quantity > 0 &&
	    !quantity_times(into->quantity, into->price, &amount))
		reason = "too large for so many";
	if (reason != NULL)
		cell_reject(in, at->price, reason);
	return reason == NULL;
}

/* In the one spelling by which people are joined. */
static bool
read_email(struct source *in, const struct step_columns *at,
    struct step *into)
{
	static char text[EMAIL_ROOM];

	if (*into->text[STEP_EMAIL] == '\0')
		return true;
	if (!email_normalise(into->text[STEP_EMAIL], text, sizeof text)) {
		cell_reject(in, at->text[STEP_EMAIL], "not an e-mail address");
		return false;
	}
	into->text[STEP_EMAIL] = text;
	return true;
}

static bool
is_of_somebody(const struct step *s)
{
	for (int t = 0; t <= STEP_ORDER; t++)
		if (*s->text[t] != '\0')
			return true;
	return false;
}

/* When it was; false where that is later, or no time. */
static bool
read_at(struct source *in, const struct step_columns *at,
    struct instant as_of, struct step *into)
{
	struct instant when = { .seconds = INT64_MIN };

	if (at->at != DICT_NONE && !cell_read(in, at->at, instant_parse_as_of,
	    &when))
		return false;
	into->at = when.seconds;
	if (when.seconds <= as_of.seconds)
		return true;
	tally_set_aside(at->of == TABLE_ORDERS ? "later orders" :
	    "later events", 1);
	return false;
}

static bool
read_act(struct source *in, const struct step_columns *at,
    struct instant as_of, struct step *into)
{
	into->act = ACT_SEEN;
	return at->of == TABLE_ORDERS ? read_order(in, at, as_of, into) :
	    at->of == TABLE_EVENTS ? read_event(in, at, into) : true;
}

bool
step_read(struct source *in, const struct step_columns *at,
    struct instant as_of, struct step *into)
{
	into->guise = NULL;
	for (int t = 0; t < STEP_TEXTS; t++)
		into->text[t] = source_cell(in, at->text[t]).text;
	if (!read_at(in, at, as_of, into) || !read_act(in, at, as_of, into) ||
	    !read_email(in, at, into) ||
	    !read_number(in, at->quantity, &into->quantity) ||
	    !read_number(in, at->seconds, &into->seconds) ||
	    !read_price(in, at, into))
		return false;
	if (is_of_somebody(into))
		return true;
	tally_set_aside("no identity", 1);
	return false;
}

const char *
step_name(const struct step *s)
{
	for (int t = STEP_CUSTOMER; t <= STEP_PHONE; t++)
		if (kin_is_text("cep"[t - STEP_CUSTOMER], s->text[t]))
			return s->text[t];
	return "";
}

/* What parts them must not be in the parts. */
static void
add_part(struct row *r, const char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '/' || *text == '%')
			row_add(r, *text == '/' ? "%2F" : "%25", 3);
		else
			row_add(r, text, 1);
}

const char *
step_session(const struct step *s, struct row *into)
{
	if (*s->text[STEP_SESSION] == '\0' ||
	    *s->text[STEP_ANONYMOUS] == '\0')
		return s->text[STEP_SESSION];
	into->len = 0;
	add_part(into, s->text[STEP_ANONYMOUS]);
	row_byte(into, '/');
	add_part(into, s->text[STEP_SESSION]);
	row_byte(into, '\0');
	return into->bytes;
}

const char *
step_url(const struct step *s)
{
	return s->act == ACT_ADD || s->act == ACT_VIEW ||
	    s->act == ACT_FAVOURITE ? s->text[STEP_URL] : "";
}

bool
step_is_named(const struct step *s)
{
	return *step_name(s) != '\0';
}
