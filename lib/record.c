#include "record.h"

#include <string.h>

static const char *const order[] = { "order_id", "customer_id", "ordered_at",
    "status", "currency", "total", "refunded", "discount", "shipping", "tax",
    "email", "phone", "name", "country", "region", "city", "coupon", "source",
    "cart_id", "units", "fulfilled_at", "delivered_at", "cancelled_at",
    "refunded_at", "gift", NULL };
static const char *const line[] = { "order_id", "customer_id", "ordered_at",
    "status", "sku", "quantity", "refunded_quantity", "unit_price", "currency",
    "product", "category", "email", "phone", "fulfilled_at", "delivered_at",
    "gift", NULL };
static const char *const event[] = { "event_at", "event", "customer_id",
    "anonymous_id", "session_id", "cart_id", "order_id", "sku", "product",
    "category", "quantity", "price", "currency", "coupon", "url", "seconds",
    "email", "push_token", NULL };
static const char *const customer[] = { "customer_id", "email", "phone",
    "push_token", "name", "first_name", "last_name", "country", "region",
    "city", "timezone", "language", "birthday", "created_at", "email_consent",
    "sms_consent", "push_consent", "tags", NULL };
static const char *const rollup[] = { "as_of", "tz", "currency",
    "first_order_at", "last_order_at", "last_any_order_at", "orders",
    "order_days", "spent", "repeat_spent", "discounted_orders", "usual_units",
    NULL };
static const char *const product[] = { "sku", "product", "category", "price",
    "currency", "stock", "url", "image", NULL };
static const char *const survey[] = { "responded_at", "customer_id", "email",
    "score", "kind", "comment", "order_id", "sku", "channel", "response_id",
    NULL };
static const char *const consent[] = { "customer_id", "email", "phone",
    "channel", "state", "basis", "at", "source", NULL };
static const char *const suppression[] = { "email", "phone", "customer_id",
    "email_sha256", "phone_sha256", "channel", "class", "reason", "from",
    "until", NULL };
static const char *const trigger[] = { "flow", "customer_id", "trigger_id",
    "triggered_at", "since_at", "expires_at", "email", "phone", "push_token",
    "reason", "item", "value", "currency", "data", NULL };
static const char *const send[] = { "send_id", "action", "send_at", "channel",
    "address", "customer_id", "flow", "step", "class", "template",
    "trigger_id", "triggered_at", "decided_at", "expires_at", "variant",
    "tags", "reason", "data", NULL };
static const char *const audience[] = { "action", "audience", "customer_id",
    "at", "email", "phone", "reason", NULL };
static const char *const denied[] = { "customer_id", "flow", "step",
    "channel", "trigger_id", "triggered_at", "planned_at", "decided_at",
    "code", "rule", "observed", "threshold", NULL };

static const char *const credit[] = { "credit_id", "customer_id", "email",
    "phone", "amount", "currency", "at", "referred", "order_id", "reason",
    NULL };

static const char *const message[] = { "send_id", "send_at", "channel",
    "class", "to", "from", "reply_to", "subject", "text", "html", "headers",
    "flow", "step", "template", "language", "customer_id", "expires_at",
    NULL };

static const char *const delivery[] = { "sent_at", "event", "channel",
    "address", "email", "phone", "customer_id", "message", "flow", "step",
    "class", "trigger_id", "triggered_at", "since_at", "expires_at", "send_id",
    "tags", NULL };
static const char *const fault[] = { "sent_at", "channel", "address",
    "customer_id", "message", "flow", "step", "class", "code", "rule",
    "observed", "threshold", "file", "line", "record", NULL };

static const char *const *const records[] = { order, line, event, customer,
    rollup, product, survey, consent, suppression, trigger, send, denied,
    audience, credit, message, delivery, fault };

/* The columns that hold counts and amounts, sorted. */
static const char *const numbers[] = { "actual", "amount", "baskets", "blank",
    "both", "clv", "clv_decile", "clv_historic", "clv_order_value",
    "clv_orders", "clv_rank", "confidence", "customers", "detractor_high",
    "detractor_low", "detractor_share", "detractors", "discount",
    "discounted_orders", "expected_orders", "f", "high", "intervals",
    "invalid", "lift", "line", "low", "m", "model", "n", "n_read",
    "order_days", "orders", "orders_with", "p", "p_alive", "pack",
    "passive_high", "passive_low", "passive_share", "passives", "per_day",
    "plain", "price", "promoter_high", "promoter_low", "promoter_share",
    "promoters", "quantity", "r", "recency_days", "record", "refunded",
    "refunded_quantity", "repeat_spent", "score", "seconds", "sends",
    "shipping", "silent_days", "spent", "stock", "support", "tax", "total",
    "unit_price", "units", "usual_gap_days", "usual_units", "value" };

const char *const *
record_consents(void)
{
	static const char *const words[] = {
		[CONSENT_EXPLICIT] = "explicit",
		[CONSENT_IMPLIED] = "implied",
		[CONSENT_UNKNOWN] = "unknown",
		[CONSENT_DENIED] = "denied",
		NULL
	};

	return words;
}

const char *const *
record_surveys(void)
{
	static const char *const words[] = { "nps", "csat", "ces", "review",
	    "chat", NULL };

	return words;
}

const char *const *
record_statuses(void)
{
	static const char *const words[] = { "paid", "placed", "pending",
	    "refunded", "partially-refunded", "cancelled", "failed", "test",
	    NULL };

	return words;
}

const char *const *
record_events(void)
{
	static const char *const words[] = { "page-view", "product-view",
	    "add-to-cart", "remove-from-cart", "cart-view", "checkout",
	    "purchase", "refund", "subscribe", "unsubscribe", "favourite",
	    "coupon-used", "return-request", "open", "click", "bounce",
	    "complaint", "delivered", "resolved", "identify", "sent",
	    "hard-bounce", "chat", NULL };

	return words;
}

const char *
record_parse_event(const char *text, void *into)
{
	int which;
	const char *reason = choice_parse(text, record_events(), &which);

	if (reason == NULL)
		*(const char **)into = record_events()[which];
	return reason;
}

const char *const *
record_columns(enum record r)
{
	return records[r];
}

enum cell_type
record_type(const char *column)
{
	if (strcmp(column, "data") == 0 || strcmp(column, "headers") == 0)
		return CELL_JSON;
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (strcmp(column, numbers[i]) == 0)
			return CELL_NUMBER;
	return CELL_TEXT;
}
