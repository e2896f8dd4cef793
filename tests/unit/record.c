#include "record.h"

#include "tap.h"

static size_t
count(enum record r)
{
	size_t n = 0;

	while (record_columns(r)[n] != NULL)
		n++;
	return n;
}

/* Is the column of one record only, or of none? */
static int
is_somewhere(const char *name)
{
	for (int r = RECORD_ORDER; r <= RECORD_DENIED; r++)
		for (size_t i = 0; i < count(r); i++)
			if (strcmp(record_columns(r)[i], name) == 0)
				return 1;
	return 0;
}

static int
has_twins(enum record r)
{
	for (size_t i = 0; i < count(r); i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(record_columns(r)[i],
			    record_columns(r)[k]) == 0)
				return 1;
	return 0;
}

int
main(void)
{
	static const struct {
		enum record record;
		const char *first, *last;
		size_t n;
	} want[] = {
		{ RECORD_ORDER, "order_id", "gift", 25 },
		{ RECORD_LINE, "order_id", "gift", 16 },
		{ RECORD_EVENT, "event_at", "push_token", 18 },
		{ RECORD_CUSTOMER, "customer_id", "tags", 18 },
		{ RECORD_ROLLUP, "as_of", "usual_units", 12 },
		{ RECORD_PRODUCT, "sku", "image", 8 },
		{ RECORD_SURVEY, "responded_at", "response_id", 10 },
		{ RECORD_CONSENT, "customer_id", "source", 8 },
		{ RECORD_SUPPRESSION, "email", "until", 10 },
		{ RECORD_TRIGGER, "flow", "data", 14 },
		{ RECORD_SEND, "send_id", "data", 18 },
		{ RECORD_AUDIENCE, "action", "reason", 7 },
		{ RECORD_CREDIT, "credit_id", "reason", 10 },
		{ RECORD_DENIED, "customer_id", "threshold", 12 }
	};

	for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
		enum record r = want[i].record;

		ok(count(r) == want[i].n && !has_twins(r), want[i].first);
		is(record_columns(r)[0], want[i].first, "its first column");
		is(record_columns(r)[count(r) - 1], want[i].last, "its last");
	}
	ok(record_type("total") == CELL_NUMBER, "total is a number");
	ok(record_type("amount") == CELL_NUMBER, "amount is a number");
	ok(record_type("score") == CELL_NUMBER, "score is a number");
	ok(record_type("order_id") == CELL_TEXT, "an id is text");
	ok(record_type("data") == CELL_JSON, "data is JSON");
	ok(record_type("anything") == CELL_TEXT, "what isn't ours is text");
	ok(is_somewhere("usual_units") && !is_somewhere("anything"),
	    "columns are found");
	return finish();
}
