#include "map.h"

#include "draft.h"
#include "order.h"
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
	{ "kind shops", "'shops': want orders or customers", 1 },
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
	map_free(m);
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
		is(map_status(i), words[i], "statuses as order.h has them");
	ok(ORDER_PAID == 0 && ORDER_PARTIALLY_REFUNDED == 4 && ORDER_TEST == 7,
	    "from paid to test");
}

static void
test_match(void)
{
	static const char *const shopify[] = { "Name", "Email",
	    "Financial Status", "Created at", "Total", NULL };
	static const char *const squarespace[] = { "Order ID", "Email",
	    "Financial Status", "Created at", "Total", "Amount Refunded",
	    "Lineitem variant", NULL };
	static const char *const ours[] = { "order_id", "customer_id",
	    "ordered_at", "status", "currency", "total", NULL };
	static const char *const none[] = { "x", NULL };
	static const char *const both[] = { "order_id", "ordered_at", "status",
	    "currency", "total", "order_status", "order_date", "order_total",
	    NULL };
	const char *map = NULL, *tool = NULL, *missing = NULL;

	for (size_t i = 0; map_builtin(i) != NULL; i++)
		ok(map_builtin(i)->known != NULL, map_builtin(i)->name);
	ok(map_guess(shopify, &map, &tool), "a raw export is known");
	is(map, "shopify", "for what it is");
	is(tool, "import-orders", "with its tool");
	ok(!map_guess(squarespace, &map, &tool), "what only looks like it");
	ok(!map_guess(ours, &map, &tool), "our own records are no raw export");
	is(map_match(MAP_ORDERS, ours)->name, "plain", "but plain");
	is(map_match(MAP_ORDERS, both)->name, "plain", "the most columns win");
	is(map_nearest(MAP_ORDERS, squarespace, &missing)->name, "shopify",
	    "nearest");
	is(missing, "Name", "and what lacks");
	ok(map_nearest(MAP_ORDERS, none, &missing) == NULL, "nothing is near");
}

int
main(void)
{
	test_faults();
	test_fields();
	test_numbers();
	test_match();
	return finish();
}
