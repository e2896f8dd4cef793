#include "map.h"

#include "draft.h"
#include "order.h"
#include "pool.h"
#include "record.h"
#include "tap.h"

/* A text, and what is wrong with it. */
static const struct { const char *text, *reason; unsigned long line; }
faults[] = {
	{ "kind orders\n\ncolour red\n",
	    "'colour': want a setting, or FIELD = COLUMN", 3 },
	{ "colour = Red\n", "'colour': no such field of orders", 1 },
	{ "kind customers\ntotal = Sum\n",
	    "'total': no such field of customers", 2 },
	{ "total = A\ntotal = B", "'total' is filled twice", 2 },
	{ "total = A |", "want a column's name", 1 },
	{ "total =", "want a column's name", 1 },
	{ "total = \"1", "unclosed text", 1 },
	{ "total = `A", "unclosed backquote", 1 },
	{ "total = `A` B", "'B': want | or + here", 1 },
	{ "kind shops", "'shops': want orders, customers, events, surveys or sends", 1 },
	{ "total = A\nkind orders", "kind comes before the fields", 2 },
	{ "kind", "want something after 'kind'", 1 },
	{ "header-rows 0", "'0': too small (want 1 or more)", 1 },
	{ "header-rows 101", "'101': too large", 1 },
	{ "spread 1d", "'1d': want seconds, minutes or hours", 1 },
	{ "strip phone", "want a text after 'phone'", 1 },
	{ "strip phone +", "'+': want TEXT* or *TEXT", 1 },
	{ "strip fone +*", "'fone': no such field", 1 },
	{ "word paid", "want WORD = MEANING", 1 },
	{ "word ok = fine", "'fine': no such status", 1 },
	{ "kind customers\nword ok = paid",
	    "'paid': no such state of consent", 2 },
	{ "word x = paid\nword y = paid\nword X = placed",
	    "'X' has two meanings", 3 },
	{ "partially_refunded = partially-refunded",
	    "'partially_refunded': no such field of orders (words begin with "
	    "'word')", 1 },
	{ "total = A\ncurrency = B | \"US\"\ntax = C", "currency: 'US': not "
	    "a currency (want an ISO 4217 code such as EUR)", 2 },
	{ "status = \"done\"", "status: 'done': not a status (a line "
	    "'word done = paid' would make it one)", 1 },
	{ "zone = \"Mars/Base\"", "zone: 'Mars/Base': no such time "
	    "zone (want a name such as Europe/Berlin)", 1 },
	{ "kind customers\nsms_consent = \"ja\"", "sms_consent: 'ja': not a "
	    "consent (a line 'word ja = explicit' would make it one)", 2 },
	{ "delimiter |",
	    "'|': want comma, semicolon, tab or blanks", 1 }
};

static void
test_faults(void)
{
	for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
		unsigned long line = 0;
		char reason[160] = "";

		ok(map_parse("a", faults[i].text, &line, reason) == NULL &&
		    line == faults[i].line, faults[i].text);
		is(reason, faults[i].reason, "and why");
	}
}

static const struct map *
parse(const char *text)
{
	unsigned long line;
	char reason[160];

	return map_parse("a", text, &line, reason);
}

static void
test_fields(void)
{
	const struct map *m = parse("# mine\r\n"
	    "country = Ship to|`A|B` + C#2 | \"U|K\"\r\n"
	    "strip customer_id *.0\nstrip order_id #*\nblank city none\n"
	    "columns a | b c\ndelimiter blanks\nquoting no\nheader-rows 3\n"
	    "money comma\ntime unix-ms\norder-id carried\nspread 90m\n"
	    "word On Hold = placed\n");
	const struct map_way *w;

	ok(m != NULL, "a map is read");
	if (m == NULL)
		return;
	w = m->fields[FIELD_COUNTRY].ways;
	is(w->parts->text, "Ship to", "first way");
	is(w->next->parts->text, "A|B", "backquoted");
	is(w->next->parts->next->text, "C#2", "joined");
	is(w->next->next->parts->text, "U|K", "constant");
	ok(w->next->next->parts->is_constant && w->next->next->next == NULL,
	    "is one, and the last");
	is(m->fields[FIELD_CUSTOMER_ID].end, ".0", "strip at the end");
	is(m->fields[FIELD_ORDER_ID].front, "#", "strip at the front");
	is(m->fields[FIELD_CITY].none, "none", "blank");
	is(m->layout.header[1], "b c", "columns");
	ok(m->layout.header[2] == NULL && m->layout.delimiter == ' ' &&
	    m->layout.unquoted && m->layout.skip == 2, "layout");
	ok(m->money == MONEY_COMMA && m->time == NOTATION_UNIX_MS &&
	    m->carries && !m->numbers && m->spread == 5400, "settings");
	ok(map_meaning(m, "on hold") == ORDER_PLACED, "a word in any case");
	ok(map_meaning(m, "paid") == ORDER_PAID, "our own words");
	ok(map_meaning(m, "owed") == -1, "no word");
	pool_free(m->pool);
	m = parse("status = \"done\"\nword done = paid\nword done = paid\n"
	    "currency = \"eur\"\nzone = \"Asia/Tokyo\"\n");
	ok(m != NULL, "constants that can be");
	if (m == NULL)
		return;
	pool_free(m->pool);
}

static void
test_numbers(void)
{
	const char *const *orders = map_fields(MAP_ORDERS);
	static const char *const words[] = { "paid", "placed", "pending",
	    "refunded", "partially-refunded", "cancelled", "failed", "test" };

	is(orders[FIELD_ORDER_ID], "order_id", "fields are numbered");
	is(orders[FIELD_GIFT], "gift", "as the record's columns are");
	is(orders[FIELD_SKU], "sku", "then the line's");
	is(orders[FIELD_ZONE], "zone", "then the zone");
	ok(orders[FIELD_ZONE + 1] == NULL, "and no more");
	for (int i = 0; i < 8; i++)
		is(record_statuses()[i], words[i], "statuses as order.h has them");
	ok(ORDER_PAID == 0 && ORDER_PARTIALLY_REFUNDED == 4 && ORDER_TEST == 7,
	    "from paid to test");
}

static void
test_match(void)
{
	static const char *const shopify[] = { "Name", "Email",
	    "Financial Status", "Created at", "Total", NULL };
	static const char *const lookalike[] = { "Order", "Email",
	    "Financial Status", "Created at", "Total", NULL };
	static const char *const squarespace[] = { "Order ID", "Email",
	    "Financial Status", "Created at", "Total", "Amount Refunded",
	    "Lineitem variant", NULL };
	static const char *const ours[] = { "order_id", "customer_id",
	    "ordered_at", "status", "currency", "total", NULL };
	static const char *const none[] = { "x", NULL };
	static const char *const far[] = { "Quantity", "Country", NULL };
	static const char *const half[] = { "order_id", "status", "total",
	    NULL };
	static const char *const tie[] = { "Name", "Created at",
	    "Financial Status", "Lineitem name", "First Name", "Last Name",
	    "Email", "Accepts Email Marketing", NULL };
	static const char *const person[] = { "customer_id", "email", NULL };
	static const char *const both[] = { "order_id", "ordered_at", "status",
	    "currency", "total", "order_status", "order_date", "order_total",
	    NULL };
	const char *map = NULL, *tool = NULL, *missing = NULL;

	for (size_t i = 0; map_builtin(i) != NULL; i++)
		ok(map_builtin(i)->known != NULL ||
		    strstr(map_builtin(i)->title, "by --from") != NULL,
		    map_builtin(i)->name);
	ok(map_guess(shopify, "", &map, &tool), "a raw export is known");
	is(map, "shopify", "for what it is");
	is(tool, "import-orders", "with its tool");
	ok(!map_guess(lookalike, "", &map, &tool), "what only looks like it");
	ok(map_guess(squarespace, "", &map, &tool), "another that looks like it");
	is(map, "squarespace", "is told from it");
	ok(!map_guess(ours, "", &map, &tool), "our own records are no raw export");
	is(map_match(MAP_ORDERS, ours)->name, "plain", "but plain");
	is(map_match(MAP_ORDERS, both)->name, "plain", "the most columns win");
	is(map_nearest(MAP_ORDERS, lookalike, &missing)->name, "shopify",
	    "nearest");
	is(missing, "Name", "and what lacks");
	ok(map_nearest(MAP_ORDERS, none, &missing) == NULL, "nothing is near");
	ok(map_nearest(MAP_ORDERS, far, &missing) == NULL, "nor this");
	is(map_nearest(MAP_ORDERS, half, &missing)->name, "plain", "half of it");
	is(map_rival(MAP_CUSTOMERS, ours)->name, "plain", "orders, rather");
	ok(map_rival(MAP_ORDERS, ours) == NULL, "orders indeed");
	is(map_rival(MAP_ORDERS, person)->name, "plain-customers",
	    "customers, rather");
	ok(map_rival(MAP_CUSTOMERS, person) == NULL, "customers indeed");
	ok(map_rival(MAP_ORDERS, tie) == NULL &&
	    map_rival(MAP_CUSTOMERS, tie) == NULL, "as much of either");
}

static void
test_woocommerce(void)
{
	static const struct { const char *word; int status; } words[] = {
		{ "Trash", ORDER_CANCELLED }, { "wc-trash", ORDER_CANCELLED },
		{ "Checkout draft", ORDER_PENDING },
		{ "Partially Refunded", ORDER_PARTIALLY_REFUNDED },
		{ "Partially-refunded", ORDER_PARTIALLY_REFUNDED },
		{ "Refunded", ORDER_REFUNDED }, { "WC-COMPLETED", ORDER_PAID }
	};
	static const char *const names[] = { "Order Number", "Order Status",
	    "Order Date", NULL };
	const struct map *m = map_match(MAP_ORDERS, names);

	is(m->name, "woocommerce", "woocommerce");
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		ok(map_meaning(m, words[i].word) == words[i].status,
		    words[i].word);
	is(m->fields[FIELD_QUANTITY].ways->next->parts->text,
	    "Quantity (- Refund)", "what was kept is a quantity too");
}

int
main(void)
{
	test_faults();
	test_fields();
	test_numbers();
	test_match();
	test_woocommerce();
	return finish();
}
