#include "rule.h"

#include <stdlib.h>

#include "tap.h"

/* A row: the columns and their cells, and how often a cell was asked for. */
struct row {
	const char *cells[24];
	int asked;
};

static const char *const columns[] = {
	"segment", "country", "phone", "email", "spent", "currency",
	"last_order_at", "orders", "customer_id", "Billing Country", "first",
	"second", "event.coupon", "data.coupon", "event.value",
	"event.currency", "item.price", "x-1#a", "in", "created_at",
	"now", "back\\"
};

enum {
	SEGMENT, COUNTRY, PHONE, EMAIL, SPENT, CURRENCY, LAST, ORDERS, ID,
	BILLING, FIRST, SECOND, EVENT_COUPON, DATA_COUPON, EVENT_VALUE,
	EVENT_CURRENCY, PRICE, ODD, IN, CREATED, NOW, BACK, COLUMNS
};

static struct row row;
static struct instant as_of;
static struct rule *last;
static const char *reason, *column;

static bool
find(void *ctx, const char *name, size_t *at)
{
	(void)ctx;
	for (*at = 0; *at < COLUMNS; ++*at)
		if (strcmp(columns[*at], name) == 0)
			return true;
	return false;
}

static const char *
cell(void *ctx, size_t at)
{
	struct row *r = ctx;

	r->asked++;
	return r->cells[at] == NULL ? "" : r->cells[at];
}

static bool
holds(const char *text)
{
	struct rule_error error = { .reason = "" };

	rule_free(last);
	last = rule_compile(text, find, NULL, as_of, &error);
	row.asked = 0;
	if (last == NULL) {
		printf("# %s: %zu: %s\n", text, error.at, error.reason);
		exit(1);
	}
	return rule_holds(last, cell, &row, &column, &reason);
}

static void
yes(const char *text)
{
	ok(holds(text) && reason == NULL && column == NULL, text);
}

static void
no(const char *text)
{
	char name[512];

	snprintf(name, sizeof name, "no: %s", text);
	ok(!holds(text) && reason == NULL && column == NULL, name);
}

static void
fails(const char *text, const char *want_column, const char *want)
{
	char got[256];

	ok(!holds(text), text);
	snprintf(got, sizeof got, "%s: %s", column ? column : "-",
	    reason ? reason : "-");
	is(column, want_column, "  for a column");
	ok(reason != NULL && strstr(reason, want) != NULL, want);
	if (reason == NULL || strstr(reason, want) == NULL)
		printf("# got  %s\n", got);
}

/* Compile a condition that is at fault at byte at, and see that said. */
static void
bad(const char *text, size_t at, const char *want)
{
	struct rule_error error = { .at = 9999, .reason = "" };
	struct rule *r = rule_compile(text, find, NULL, as_of, &error);

	is(r == NULL ? error.reason : "(no fault)", want, text);
	ok(error.at == at, "  at its byte");
	if (error.at != at)
		printf("# got %zu, want %zu\n", error.at, at);
	rule_free(r);
}

static void
use(int at, const char *text)
{
	row.cells[at] = text;
}

static void
test_text(void)
{
	use(SEGMENT, "At Risk");
	use(COUNTRY, "DE");
	yes("segment = \"At Risk\"");
	yes("segment = 'At Risk'");
	no("segment = \"at risk\"");
	no("segment = \"At Risk \"");
	yes("segment != \"Lost\"");
	no("segment != \"At Risk\"");
	yes("country < \"DF\"");
	no("country < \"DE\"");
	yes("country <= \"DE\"");
	no("country <= \"DD\"");
	yes("country > \"D\"");
	no("country > \"DE\"");
	yes("country >= \"DE\"");
	no("country >= \"DE0\"");
	use(COUNTRY, "\xc3\x96");
	yes("country > \"z\"");
	use(COUNTRY, "10");
	yes("country < \"9a\"");
	yes("country = \"10\"");
	yes("country != \"9\"");
	use(COUNTRY, "a\"b'c\\d");
	yes("country = \"a\\\"b'c\\\\d\"");
	yes("country = 'a\"b\\'c\\\\d'");
	use(COUNTRY, "");
	no("country = \"\"");
}

static void
test_sets(void)
{
	use(SEGMENT, "At Risk");
	use(ORDERS, "3.0");
	yes("segment in (\"Lost\", \"At Risk\")");
	yes("segment in ('At Risk')");
	yes("segment in (\"e\", \"d\", \"At Risk\", \"c\", \"b\", \"a\")");
	yes("segment in (\"A\", \"B\", \"At Risk\", \"C\", \"D\", \"E\")");
	no("segment in (\"Lost\", \"New\", \"\", \"At\")");
	yes("segment not in (\"Lost\", \"New\")");
	no("segment not in (\"Lost\", \"At Risk\")");
	yes("orders in (1, 3)");
	no("orders in (1, 2)");
	yes("orders not in (1, 2)");
	no("orders not in (1, 3)");
	for (const char *const *s = (const char *const []){ "a", "b", "c",
	    "d", "e", "f", "g", NULL }; *s != NULL; s++) {
		use(SEGMENT, *s);
		yes("segment in (\"d\", \"c\", \"g\", \"b\", \"f\", "
		    "\"a\", \"e\")");
	}
	use(ORDERS, "many");
	fails("orders in (1, 2)", "orders", "not a number");
	fails("orders not in (1, 2)", "orders", "not a number");
	use(SEGMENT, "");
	no("segment in (\"\", \"Lost\")");
	no("segment not in (\"Lost\")");
}

static void
test_numbers(void)
{
	use(ORDERS, "12");
	yes("orders = 12");
	yes("orders = +012.000");
	yes("orders != 12.01 and orders != 11.99");
	yes("orders > 9");
	yes("orders >= 12");
	yes("orders < 12.0000000000000000000001");
	no("orders < 12.0");
	no("orders <= 11.99");
	no("orders > -3.5 and orders < 3");
	use(ORDERS, "-3.5");
	yes("orders = -3.50");
	yes("orders < -3.49");
	yes("orders > -3.51");
	yes("orders < 0");
	yes("orders > -20");
	no("orders > 1");
	use(ORDERS, "-0.00");
	yes("orders = 0 and orders = -0 and orders <= 0 and orders >= 0");
	no("orders < 0 or orders > 0 or orders != 0");
	use(ORDERS, ".5");
	yes("orders = 0.5 and orders = .50");
	use(ID, "12345678901234567891");
	yes("customer_id = 12345678901234567891");
	no("customer_id = 12345678901234567890");
	yes("customer_id > 12345678901234567890");
	use(ID, "9007199254740993");
	no("customer_id = 9007199254740992");
	use(ORDERS, "abc");
	fails("orders > 1", "orders", "not a number");
	for (const char *const *s = (const char *const []){ "1e5", "1,000",
	    "5.", "--1", " 1", "1 ", "-", ".", "0x1", "1.2.3", NULL };
	    *s != NULL; s++) {
		use(ORDERS, *s);
		fails("orders = 1", "orders", "not a number");
	}
}

static void
test_money(void)
{
	use(SPENT, "100.00");
	use(CURRENCY, "EUR");
	yes("spent >= 100.00 EUR");
	yes("spent = 100 EUR");
	yes("spent = 100.0 eur");
	yes("spent > 99.99 EUR and spent < 100.01 EUR and spent > -1 EUR");
	no("spent > 100.00 EUR");
	yes("spent in (1 EUR, 100 EUR)");
	yes("spent in (1 USD, 100 EUR)");
	yes("spent not in (1 USD, 1 EUR)");
	no("spent not in (1 USD, 100 EUR)");
	yes("spent not in (1 EUR, 1 USD)");
	no("spent in (100 USD, 1 EUR)");
	use(CURRENCY, "eur");
	yes("spent = 100 EUR");
	use(CURRENCY, "USD");
	no("spent = 100 EUR");
	no("spent != 1 EUR");
	no("spent < 100000 EUR");
	no("spent not in (1 EUR)");
	yes("not (spent = 100 EUR)");
	use(SPENT, "junk");
	no("spent = 100 EUR");
	fails("spent = 100 USD", "spent", "");
	use(CURRENCY, "");
	no("spent = 100 EUR or spent != 100 EUR");
	use(CURRENCY, "Euros");
	fails("spent = 100 EUR", "currency", "not a currency");
	use(CURRENCY, "JPY");
	use(SPENT, "5000");
	yes("spent = 5000 JPY");
	use(SPENT, "");
	no("spent != 5000 JPY");
	use(CURRENCY, "EUR");
}

static void
test_money_of_another(void)
{
	use(EVENT_VALUE, "7.50");
	use(EVENT_CURRENCY, "USD");
	yes("event.value = 7.50 USD");
	no("event.value = 7.50 EUR");
}

static void
test_time(void)
{
	use(LAST, "2026-01-01T22:30:00Z");
	yes("last_order_at = 2026-01-01");
	no("last_order_at != 2026-01-01");
	yes("last_order_at > 2025-12-31");
	no("last_order_at > 2026-01-01");
	yes("last_order_at >= 2026-01-01 and last_order_at <= 2026-01-01");
	yes("last_order_at < 2026-01-02");
	yes("last_order_at = 2026-01-01T22:30:00Z");
	yes("last_order_at < 2026-01-01T22:30:01Z");
	yes("last_order_at > 2026-01-01T22:29:59Z");
	yes("last_order_at in (2025-01-01, 2026-01-01T22:30:00Z)");
	yes("last_order_at in (2026-01-01T00:00:00Z, 2026-01-01)");
	no("last_order_at in (2025-01-01, 2026-01-01T22:30:01Z)");
	use(LAST, "2026-01-01");
	yes("last_order_at = 2026-01-01");
	yes("last_order_at = 2026-01-01T00:00:00Z");
	yes("last_order_at < 2026-01-01T00:00:01Z");
	no("last_order_at < 2026-01-01");
	use(LAST, "yesterday");
	fails("last_order_at < 2026-01-01", "last_order_at", "");
	fails("last_order_at < 24h ago", "last_order_at", "");
	use(LAST, "");
	no("last_order_at != 2026-01-01");
}

/* As of 2026-03-31T12:00:00Z. */
static void
test_spans(void)
{
	use(LAST, "2026-03-21T23:59:59Z");
	yes("last_order_at = 10d ago");
	no("last_order_at < 10d ago");
	yes("last_order_at < 9d ago");
	yes("last_order_at > 11d ago");
	yes("last_order_at > 2w ago and last_order_at < 1w AGO");
	use(LAST, "2026-02-28T10:00:00Z");
	yes("last_order_at = 1mo ago");
	use(LAST, "2025-03-31");
	yes("last_order_at = 1y ago");
	use(LAST, "2026-04-07T00:00:00Z");
	yes("last_order_at = 7d ahead");
	no("last_order_at = 7d ago");
	use(LAST, "2026-03-31T10:00:00Z");
	yes("last_order_at = 2h ago and last_order_at = 120m ago");
	yes("last_order_at = 7200s ago");
	no("last_order_at < 2h ago or last_order_at > 2h ago");
	yes("last_order_at < 1h ago and last_order_at > 3h ago");
	yes("last_order_at < 60m ago and last_order_at < 60s ago");
	yes("last_order_at = 0d ago and last_order_at = today");
	yes("last_order_at < 0h ago and last_order_at < now");
	no("last_order_at = now");
	use(LAST, "2026-03-31T13:00:00Z");
	yes("last_order_at = 1h ahead");
	use(LAST, "2026-03-31T12:00:00Z");
	yes("last_order_at = now and last_order_at = TODAY");
	use(LAST, "2026-03-30T23:59:59Z");
	no("last_order_at >= today");
	yes("last_order_at > 24h ago");
	yes("last_order_at > 9000y ago and last_order_at < 9000y ahead");
}

static void
test_patterns(void)
{
	use(EMAIL, "ann@gmail.com");
	yes("email ~ \"*@gmail.com\"");
	no("email !~ \"*@gmail.com\"");
	yes("email ~ '*'");
	yes("email ~ 'ann@gmail.com'");
	yes("email ~ 'a??@*'");
	yes("email ~ '**n*@*.c*m'");
	no("email ~ 'ann'");
	no("email ~ 'nn@gmail.com'");
	no("email ~ '*@GMAIL.com'");
	no("email ~ '?nn@gmail.com?'");
	no("email ~ ''");
	yes("email !~ 'b*'");
	use(EMAIL, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
	no("email ~ '*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b'");
	use(EMAIL, "50% *off*");
	yes("email ~ '*\\*off\\*'");
	no("email ~ '*\\?off\\*'");
	use(EMAIL, "50% xoffx");
	no("email ~ '*\\*off\\*'");
	use(EMAIL, "a\\b\"?");
	yes("email ~ 'a\\\\b\\\"\\?'");
	use(EMAIL, "M\xc3\xbcller");
	yes("email ~ 'M?ller'");
	no("email ~ 'M??ller'");
	yes("email ~ 'M*??ler'");
	no("email ~ 'M*??????ler'");
	use(EMAIL, "");
	no("email ~ '*'");
	no("email !~ 'x'");
}

static void
test_columns(void)
{
	use(EVENT_COUPON, "SAVE-1");
	use(DATA_COUPON, "SAVE-1");
	yes("event.coupon = data.coupon");
	no("event.coupon != data.coupon");
	use(DATA_COUPON, "");
	no("event.coupon = data.coupon or event.coupon != data.coupon");
	use(EVENT_COUPON, "");
	no("event.coupon = data.coupon");
	use(FIRST, "9");
	use(SECOND, "10.0");
	yes("first < second");
	use(SECOND, "9.00");
	yes("first = second");
	use(FIRST, "9x");
	use(SECOND, "10x");
	yes("first > second");
	use(FIRST, "2026-01-01T23:00:00Z");
	use(SECOND, "2026-01-01");
	yes("first = second");
	use(SECOND, "2026-01-02T00:00:00Z");
	yes("first < second and second >= first");
	use(FIRST, "2026-01-02T00:00:00Z ");
	no("first = second");
	use(BILLING, "US");
	use(COUNTRY, "US");
	yes("`Billing Country` = country and `Billing Country` = \"US\"");
	use(ODD, "1");
	yes("x-1#a = 1 and `x-1#a`=1");
	use(IN, "a");
	yes("`in` in ('a')");
	use(BACK, "a");
	yes("`back\\` = 'a'");
	use(NOW, "a");
	yes("now = 'a' and `in` = `now`");
}

static void
test_blanks(void)
{
	use(PHONE, "");
	use(COUNTRY, "US");
	yes("phone is blank");
	no("phone is not blank");
	yes("country is not blank");
	no("country is blank");
	no("not phone is blank");
	yes("not phone is not blank");
	yes("not (phone = 'x')");
	yes("phone != 'x' or phone is blank");
	use(PHONE, " \t");
	yes("phone is blank");
	no("phone != 'x'");
	no("phone not in ('x')");
	no("phone = 1 or phone = 2026-01-01 or phone = 1 EUR");
}

static void
test_logic(void)
{
	use(COUNTRY, "US");
	use(SEGMENT, "Lost");
	use(PHONE, "");
	use(ORDERS, "x");
	use(SPENT, "x");
	yes("country = 'US' or segment = 'New' and segment = 'Old'");
	no("(country = 'US' or segment = 'New') and segment = 'Old'");
	no("not country = 'US' or segment = 'New'");
	yes("not (country = 'DE' or segment = 'New')");
	yes("not not country = 'US'");
	no("not not not country = 'US'");
	yes("not (not (country = 'US'))");
	yes("country = 'x' OR country = 'US'");
	yes("country = 'US' AND NOT segment IN ('New') AND phone IS BLANK");
	yes("segment in (\"At Risk\", \"Lost\") and not (country = \"DE\" or "
	    "phone is not blank)");
	yes("country='US'and(segment='Lost')or(phone='x')");
	yes("\tcountry\n=\r\n'US' ");
	yes("country = 'US' or orders = 1");
	ok(row.asked == 1, "or stops at what holds");
	no("country = 'DE' and orders = 1");
	ok(row.asked == 1, "and stops at what doesn't");
	fails("orders = 1 or country = 'US'", "orders", "not a number");
	fails("not (orders = 1)", "orders", "not a number");
	fails("not (orders = 1 and country = 'US')", "orders", "not a number");
	fails("country = 'US' and (orders = 1 or spent = 2)", "orders",
	    "not a number");
}

static void
test_long(void)
{
	size_t n = 200000, used = 0;
	char *text = malloc(n * 16);
	struct rule_error error;

	use(COUNTRY, "US");
	for (size_t i = 0; i < n; i++)
		used += (size_t)sprintf(text + used, "%scountry='x'",
		    i == 0 ? "" : i % 2 ? " or " : " and ");
	ok(!holds(text), "a condition may be as long as it likes");
	used = (size_t)sprintf(text, "country in ('a'");
	for (size_t i = 0; i < n; i++)
		used += (size_t)sprintf(text + used, ",'%zu'", i);
	strcpy(text + used, ",'US')");
	ok(holds(text), "and so may a set");
	for (size_t i = 0; i < n; i++)
		memcpy(text + 4 * i, "not ", 4);
	strcpy(text + 4 * n, "country='US'");
	ok(holds(text), "and nots");
	memset(text, '(', n);
	strcpy(text + n, "country='US'");
	ok(rule_compile(text, find, NULL, as_of, &error) == NULL,
	    "brackets can't use up the stack");
	is(error.reason, "'(' is more than 100 brackets deep", "  it is said");
	ok(error.at == 100, "  at the first too many");
	memset(text, '(', 100);
	strcpy(text + 100, "country='US'");
	memset(text + 112, ')', 100);
	text[212] = '\0';
	ok(holds(text), "a hundred may be");
	strcpy(text, "country='US'");
	for (size_t i = 0; i < 300; i++)
		strcat(text, " and (country='US')");
	ok(holds(text), "and any number side by side");
	free(text);
}

static void
test_faults(void)
{
	bad("", 0, "want a condition");
	bad("  ", 2, "want a condition");
	bad("contry = 'US'", 0, "no column 'contry'");
	bad("country = 'US' and contry = 'x'", 19, "no column 'contry'");
	bad("`Billing Contry` = 'US'", 1, "no column 'Billing Contry'");
	bad("country = US", 10, "no column 'US' (a text goes in quotes)");
	bad("country = `US`", 11, "no column 'US'");
	bad("country", 7, "want an operator after 'country'");
	bad("country 'US'", 8, "want an operator after 'country'");
	bad("country =", 9, "want a value after '='");
	bad("country = and", 10, "want a value after '='");
	bad("country = )", 10, "want a value after '='");
	bad("country == 'US'", 8,
	    "'==' is no operator (want = != < <= > >= ~ or !~)");
	bad("country <> 'US'", 8,
	    "'<>' is no operator (want = != < <= > >= ~ or !~)");
	bad("country = 'US", 10, "unclosed text");
	bad("country = \"US\\\"", 10, "unclosed text");
	bad("`country = 'US'", 0, "unclosed backquote");
	bad("country = 'a\\nb'", 12,
	    "'\\n' is no escape (want \\\" \\' or \\\\)");
	bad("country = 'a\\*b'", 12,
	    "'\\*' is no escape (want \\\" \\' or \\\\)");
	bad("country ~ 'a\\nb'", 12,
	    "'\\n' is no escape (want \\\" \\' \\\\ \\* or \\?)");
	bad("country ~ 12", 10, "want a pattern in quotes after '~'");
	bad("country ~ phone", 10, "want a pattern in quotes after '~'");
	bad("'US' = country", 0, "''US'' is a text (want a column: a name, "
	    "bare or in backquotes)");
	bad("= 'US'", 0, "want a column");
	bad("not", 3, "want a column after 'not'");
	bad("(", 1, "want a column after '('");
	bad("in = 'a'", 0, "want a column");
	bad("country = 'US' and", 18, "want a column after 'and'");
	bad("country = 'US' country = 'DE'", 15,
	    "want 'and' or 'or' after ''US''");
	bad("country = 'US' And phone = 'x'", 15,
	    "want 'and' or 'or' after ''US''");
	bad("(country = 'US'", 15, "want 'and', 'or' or ')' after ''US''");
	bad("country = 'US')", 14, "')' closes no bracket");
	bad("()", 1, "want a column after '('");
	bad(")", 0, "')' closes no bracket");
}

static void
test_set_faults(void)
{
	bad("country in 'US'", 11, "want '(' after 'in'");
	bad("country in ()", 12, "want a value after '('");
	bad("country in ('US',)", 17, "want a value after ','");
	bad("country in ('US' 'DE')", 17, "want ',' or ')' after ''US''");
	bad("country in ('US'", 16, "want ',' or ')' after ''US''");
	bad("country in (phone)", 12,
	    "'phone' is no value (a text goes in quotes)");
	bad("orders in (1, 'a')", 14,
	    "''a'' is of another kind than the values before it");
	bad("orders in (1, 10 EUR)", 14,
	    "'10 EUR' is of another kind than the values before it");
	bad("country not ('US')", 12, "want 'in' after 'not'");
	bad("country is", 10, "want 'blank' or 'not blank' after 'is'");
	bad("country is 'US'", 11, "want 'blank' or 'not blank' after 'is'");
	bad("country is not 'US'", 15, "want 'blank' after 'not'");
}

static void
test_stray_bytes(void)
{
	bad("country = $5", 10, "'$' has no meaning here");
	bad("country = \xe2\x80\x9cUS\xe2\x80\x9d", 10,
	    "'\xe2\x80\x9c' is a curly quote (want \" or ')");
	bad("country = \xe2\x80\x9f", 10,
	    "'\xe2\x80\x9f' is a curly quote (want \" or ')");
	bad("gr\xc3\xb6\xc3\x9f" "e = 1", 0, "no column 'gr'");
	bad("\xc3\xb6 = 1", 0,
	    "'\xc3\xb6' wants quotes, or backquotes in a column's name");
	bad("country = 1\001", 11, "'?' has no meaning here");
	bad("a2345678901234567890123456789012345678\xc3\xb6z = 1", 0,
	    "no column 'a2345678901234567890123456789012345678'");
	bad("country ~ a2345678901234567890123456789012345678901", 10,
	    "want a pattern in quotes after '~'");
	bad("`a23456789012345678901234567890123456789\xc3\xb6z` = 1", 1,
	    "no column 'a23456789012345678901234567890123456789...'");
}

static void
test_value_faults(void)
{
	bad("spent > 10 EURO", 11, "'EURO': not a currency (want an ISO 4217 "
	    "code such as EUR)");
	bad("spent > 10.123 EUR", 8,
	    "'10.123': more decimals than EUR has (2)");
	bad("item.price > 10 EUR", 16,
	    "'EUR': money wants a column 'item.currency'");
	bad("spent > 90 ago", 11,
	    "want a unit (d, w, mo, y, h, m or s) after '90'");
	bad("spent > 90d", 8, "'90d': want 90, or 90d ago for a time");
	bad("spent > 90d and", 8, "'90d': want 90, or 90d ago for a time");
	bad("created_at < 90 days ago", 16, "'days': write 90d ago");
	bad("created_at < 3 MONTHS AHEAD", 15, "'MONTHS': write 3mo ahead");
	bad("created_at < 2 h ago", 15, "'h': write 2h ago");
	bad("orders = 1 spent = 2", 11,
	    "'spent': want 'and', 'or' or a currency");
	bad("orders = 1 sum = 2", 11, "'sum': want 'and', 'or' or a currency");
	bad("orders = 1 segment", 11,
	    "'segment': want 'and', 'or' or a currency");
	bad("orders = 1 sum in (2)", 11,
	    "'sum': want 'and', 'or' or a currency");
	bad("orders = 1 sum is blank", 11,
	    "'sum': want 'and', 'or' or a currency");
	bad("spent > \"100\"", 8, "'\"100\"': want 100 without quotes");
	bad("spent <= '-2.50' or x", 9, "''-2.50'': want -2.50 without quotes");
	bad("created_at >= \"2026-01-01\"", 14,
	    "'\"2026-01-01\"': want 2026-01-01 without quotes");
	bad("segment in (Lost, \"At Risk\")", 12,
	    "'Lost' is no value (a text goes in quotes)");
	bad("segment in (\"Lost\", Lost)", 20,
	    "'Lost' is no value (a text goes in quotes)");
	bad("spent > 01/02/2026", 8, "'01/02/2026' is no value (want one such "
	    "as 12.50, 2026-12-31 or 90d ago)");
	bad("spent > -", 8, "'-' is no value (want one such as 12.50, "
	    "2026-12-31 or 90d ago)");
	bad("spent > -90d ago", 8, "'-90d' is no value (want one such as "
	    "12.50, 2026-12-31 or 90d ago)");
}

/* What other modules refuse is refused in their words, at its byte. */
static void
test_passed_on(void)
{
	static const struct { const char *text; size_t at; } wrong[] = {
		{ "spent > 10.123 EUR", 8 }, { "spent > 1.5 JPY", 8 },
		{ "spent > 99999999999999999999 EUR", 8 },
		{ "spent > 2026-02-30", 8 }, { "spent > 2026-1-1", 8 },
		{ "spent > 2026-01-01T25:00:00Z", 8 }, { "spent > 90x ago", 8 },
		{ "spent > 100EUR", 8 }, { "spent > 99999999999y ago", 8 }
	};
	struct rule_error error;

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct rule *r = rule_compile(wrong[i].text, find, NULL, as_of,
		    &error);

		ok(r == NULL && error.at == wrong[i].at &&
		    strstr(error.reason, "': ") != NULL, wrong[i].text);
		if (r == NULL)
			printf("# %zu: %s\n", error.at, error.reason);
		rule_free(r);
	}
}

static void
test_zone(void)
{
	const char *why;

	instant_use_zone(zone_find("America/New_York", &why));
	use(LAST, "2026-01-02T03:00:00Z");
	yes("last_order_at = 2026-01-01");
	use(LAST, "2026-03-21T03:00:00Z");
	yes("last_order_at = 11d ago");
}

int
main(void)
{
	const char *why;

	instant_use_zone(zone_find("UTC", &why));
	instant_parse("2026-03-31T12:00:00Z", &as_of);
	test_text();
	test_sets();
	test_numbers();
	test_money();
	test_money_of_another();
	test_time();
	test_spans();
	test_patterns();
	test_columns();
	test_blanks();
	test_logic();
	test_long();
	test_faults();
	test_set_faults();
	test_stray_bytes();
	test_value_faults();
	test_passed_on();
	test_zone();
	rule_free(last);
	return finish();
}
