#include "happening.h"

#include <stdio.h>
#include <string.h>

#include "contact.h"
#include "draft.h"
#include "record.h"

int
happening_event(struct view *v, const struct map *m)
{
	const char *word = view_cell(v, HAPPENING_EVENT).text;
	int meaning = *word != '\0' ? map_meaning(m, word) : -1;

	return *word != '\0' && meaning < 0 ? MAP_NONE : meaning;
}

static bool
read_event(struct view *v, int event, struct happening *h)
{
	if (event < 0) {
		view_reject(v, HAPPENING_EVENT, "empty (want an event)");
		return false;
	}
	h->cells[HAPPENING_EVENT] = record_events()[event];
	return true;
}

static bool
read_at(struct view *v, const struct happening_rules *rules,
    struct happening *h)
{
	const struct zone *zone;
	struct instant at;
	const char *reason;

	if (!view_zone(v, HAPPENING_ZONE, &zone))
		return false;
	reason = *h->cells[HAPPENING_AT] == '\0' ?
	    "empty (want the time of the event)" :
	    instant_read(h->cells[HAPPENING_AT], rules->time, zone, &at);
	if (reason != NULL) {
		view_reject(v, HAPPENING_AT, draft_ask_time(reason,
		    h->cells[HAPPENING_AT], rules->time));
		return false;
	}
	instant_print(at, h->at);
	h->cells[HAPPENING_AT] = h->at;
	return true;
}

/* Ids in the one spelling by which exports can be joined.  Those of a browser
   are its own, whatever the store. */
static bool
read_ids(struct view *v, const char *store, struct happening *h)
{
	for (int f = HAPPENING_CUSTOMER_ID; f <= HAPPENING_ORDER_ID; f++) {
		bool is_of_browser = f == HAPPENING_ANONYMOUS_ID ||
		    f == HAPPENING_SESSION_ID;
		char *into = h->ids[f - HAPPENING_CUSTOMER_ID];
		const char *reason = mark_id(h->cells[f],
		    is_of_browser ? NULL : store, into);

		if (reason != NULL) {
			view_reject(v, (size_t)f, reason);
			return false;
		}
		h->cells[f] = into;
	}
	return true;
}

static bool
read_quantity(struct view *v, size_t field, char into[QUANTITY_ROOM],
    struct happening *h)
{
	const char *reason;
	int64_t quantity;

	if (*h->cells[field] == '\0')
		return true;
	reason = quantity_parse(h->cells[field], &quantity);
	if (reason != NULL) {
		view_reject(v, field, reason);
		return false;
	}
	quantity_print(quantity, into);
	h->cells[field] = into;
	return true;
}

/* The price, in a currency: without one it is no amount. */
static bool
read_price(struct view *v, const struct happening_rules *rules,
    struct happening *h)
{
	const char **code = &h->cells[HAPPENING_CURRENCY];
	const char **price = &h->cells[HAPPENING_PRICE], *reason = NULL;
	struct currency currency = rules->currency;
	char asking[160];
	int64_t minor;

	if (**code != '\0')
		reason = currency_parse(*code, &currency);
	if (reason != NULL) {
		view_reject(v, HAPPENING_CURRENCY, reason);
		return false;
	}
	strcpy(h->currency, currency.code);
	*code = h->currency;
	if (**price == '\0')
		return true;
	h->is_unpriced = *currency.code == '\0';
	if (!h->is_unpriced)
		reason = money_parse(*price, currency, rules->money,
		    &minor);
	if (reason != NULL) {
		snprintf(asking, sizeof asking, "%s%s", reason,
		    rules->money != MONEY_COMMA && strchr(*price, ',') != NULL ?
		    " (--decimal comma?)" : "");
		view_reject(v, HAPPENING_PRICE, asking);
		return false;
	}
	*price = "";
	if (!h->is_unpriced) {
		money_print(minor, currency, h->price);
		*price = h->price;
	}
	return true;
}

static void
read_email(struct happening *h)
{
	const char **email = &h->cells[HAPPENING_EMAIL];

	h->is_email_bad = **email != '\0' &&
	    !email_normalise(*email, h->email, sizeof h->email);
	if (**email != '\0')
		*email = h->is_email_bad ? "" : h->email;
}

bool
happening_read(struct view *v, const struct happening_rules *rules,
    int event, struct happening *h)
{
	h->is_unpriced = false;
	for (size_t f = 0; f < HAPPENING_FIELDS; f++)
		h->cells[f] = view_cell(v, f).text;
	h->message_id = view_cell(v, HAPPENING_MESSAGE_ID).text;
	if (!read_event(v, event, h) || !read_at(v, rules, h) ||
	    !read_ids(v, rules->store, h) ||
	    !read_quantity(v, HAPPENING_QUANTITY, h->quantity, h) ||
	    !read_quantity(v, HAPPENING_SECONDS, h->seconds, h) ||
	    !read_price(v, rules, h))
		return false;
	read_email(h);
	return true;
}
