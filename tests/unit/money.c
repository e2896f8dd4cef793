#include "money.h"

#include <stdint.h>
#include <stdlib.h>

#include "tap.h"

/* What an amount is, printed again, or why it isn't one. */
static void
reads(const char *text, const char *code, enum money_style style,
    const char *want)
{
	struct currency in;
	char got[MONEY_ROOM], name[96];
	int64_t minor = 0;
	const char *reason;

	if (currency_parse(code, &in) != NULL)
		abort();
	reason = money_parse(text, in, style, &minor);
	if (reason == NULL)
		money_print(minor, in, got);
	snprintf(name, sizeof name, "'%s' in %s, style %d", text, code,
	    (int)style);
	is(reason == NULL ? got : reason, want, name);
}

static void
currencies(void)
{
	static const struct {
		const char *code;
		int places;
	} known[] = {
		{ "EUR", 2 }, { "jpy", 0 }, { "KWD", 3 }, { "CLF", 4 },
		{ "UYW", 4 }, { "TND", 3 }, { "XPF", 0 }, { "AED", 2 },
		{ "ZWL", 2 }, { "Hrk", 2 }, { "ISK", 0 }, { "HUF", 2 }
	};
	static const char *const unknown[] = {
		"E", "EU", "EURO", "XXX", "AAA", "ZZZ", "E R", " EUR", "{|}"
	};
	struct currency c, other, none = { .code = "" };
	const char *reason = NULL;

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		ok(currency_parse(known[i].code, &c) == NULL &&
		    c.places == known[i].places, known[i].code);
	for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++)
		is(currency_parse(unknown[i], &c),
		    "not a currency (want an ISO 4217 code such as EUR)",
		    unknown[i]);
	ok(currency_parse("EUR", &other) == NULL &&
	    currency_parse("EURO", &other) != NULL &&
	    currency_parse("EXR", &other) != NULL &&
	    currency_parse("EU", &other) != NULL, "nor is one behind EUR");
	is(currency_parse("", &c), "empty (want a currency such as EUR)",
	    "no currency");
	is(c.code, "HUF", "a refused code leaves the currency alone");
	ok(currency_mark("$", 1, none, &reason) && reason == NULL,
	    "any mark where no currency is known");
	ok(!currency_mark("x$", 1, none, &reason) && reason == NULL, "no mark");
	ok(currency_parse("huf", &other) == NULL && currency_same(c, other),
	    "one currency, whatever the case");
	ok(currency_parse("EUR", &other) == NULL && !currency_same(c, other),
	    "two currencies");
}

static void
plain(void)
{
	const char *not_one = "not an amount (want 1234.50)";

	reads("1234.50", "USD", MONEY_PLAIN, "1234.50");
	reads("-3", "USD", MONEY_PLAIN, "-3.00");
	reads("+3.1", "USD", MONEY_PLAIN, "3.10");
	reads("499.0000", "USD", MONEY_PLAIN, "499.00");
	reads("499.0001", "GBP", MONEY_PLAIN,
	    "more decimals than GBP has (2)");
	reads("163056", "CLP", MONEY_PLAIN, "163056");
	reads("163056.0", "CLP", MONEY_PLAIN, "163056");
	reads("163056.5", "CLP", MONEY_PLAIN,
	    "more decimals than CLP has (0)");
	reads("1.5", "KWD", MONEY_PLAIN, "1.500");
	reads("-0.05", "USD", MONEY_PLAIN, "-0.05");
	reads("0", "USD", MONEY_PLAIN, "0.00");
	reads("000000000000000000000000012", "USD", MONEY_PLAIN, "12.00");
	reads("5.55E+06", "USD", MONEY_PLAIN, not_one);
	reads("1,234.50", "USD", MONEY_PLAIN, not_one);
	reads("$3", "USD", MONEY_PLAIN, not_one);
	reads("3.", "USD", MONEY_PLAIN, not_one);
	reads(".5", "USD", MONEY_PLAIN, not_one);
	reads(" 3", "USD", MONEY_PLAIN, not_one);
	reads("3 ", "USD", MONEY_PLAIN, not_one);
	reads("-", "USD", MONEY_PLAIN, not_one);
	reads("--3", "USD", MONEY_PLAIN, not_one);
	reads("1.2.3", "USD", MONEY_PLAIN, not_one);
	reads("nan", "USD", MONEY_PLAIN, not_one);
	reads("", "USD", MONEY_PLAIN, "empty (want an amount)");
	reads("  ", "USD", MONEY_PLAIN, "empty (want an amount)");
}

static void
ends(void)
{
	reads("92233720368547758.07", "USD", MONEY_PLAIN,
	    "92233720368547758.07");
	reads("92233720368547758.08", "USD", MONEY_PLAIN, "too large");
	reads("-92233720368547758.07", "USD", MONEY_PLAIN,
	    "-92233720368547758.07");
	reads("-92233720368547758.08", "USD", MONEY_PLAIN, "too large");
	reads("-92233720368547758.09", "USD", MONEY_PLAIN, "too large");
	reads("18446744073709551616", "JPY", MONEY_PLAIN, "too large");
	reads("99999999999999999999999999", "USD", MONEY_PLAIN, "too large");
	reads("922337203685477", "CLF", MONEY_PLAIN, "922337203685477.0000");
	reads("922337203685477", "UYW", MONEY_POINT, "922337203685477.0000");
	reads("9223372036854776", "KWD", MONEY_PLAIN, "too large");
}

static void
point(void)
{
	const char *not_one = "not an amount (want 1,234.50)";

	reads("$1,240.00", "USD", MONEY_POINT, "1240.00");
	reads("($33.62)", "USD", MONEY_POINT, "-33.62");
	reads("$(33.62)", "USD", MONEY_POINT, not_one);
	reads("-$3.00", "USD", MONEY_POINT, "-3.00");
	reads("$-3.00", "USD", MONEY_POINT, "-3.00");
	reads("12.34 EUR", "EUR", MONEY_POINT, "12.34");
	reads("EUR 12.34", "EUR", MONEY_POINT, "12.34");
	reads("eur12.34", "EUR", MONEY_POINT, "12.34");
	reads("\u20ac12.00", "EUR", MONEY_POINT, "12.00");
	reads("1 240.00", "EUR", MONEY_POINT, "1240.00");
	reads("1'240.00 CHF", "CHF", MONEY_POINT, "1240.00");
	reads("1,234,567.8", "USD", MONEY_POINT, "1234567.80");
	reads("\u22123.00", "USD", MONEY_POINT, "-3.00");
	reads("US$ 5", "USD", MONEY_POINT, "5.00");
	reads("$.50", "USD", MONEY_POINT, "0.50");
	reads("  7  ", "USD", MONEY_POINT, "7.00");
	reads("1,24", "USD", MONEY_POINT, not_one);
	reads("1,2400", "USD", MONEY_POINT, not_one);
	reads("1234,567", "USD", MONEY_POINT, not_one);
	reads("1,234 567", "USD", MONEY_POINT, not_one);
	reads("1.240,00", "USD", MONEY_POINT, not_one);
	reads("12.", "USD", MONEY_POINT, not_one);
	reads("5.55E+06", "USD", MONEY_POINT, not_one);
	reads("(3.00", "USD", MONEY_POINT, not_one);
	reads("3.00)", "USD", MONEY_POINT, not_one);
	reads("$$3", "USD", MONEY_POINT, not_one);
	reads("$3 USD", "USD", MONEY_POINT, not_one);
	reads("3 abc", "USD", MONEY_POINT, not_one);
	reads("$", "USD", MONEY_POINT, not_one);
	reads("--3", "USD", MONEY_POINT, not_one);
	reads("(-3)", "USD", MONEY_POINT, "both a minus and brackets");
	reads("12.34 EUR", "USD", MONEY_POINT, "EUR among USD");
	reads("gbp 12.34", "USD", MONEY_POINT, "GBP among USD");
	reads("\u20ac12.34", "USD", MONEY_POINT, "EUR among USD");
	reads("$1.001", "USD", MONEY_POINT, "more decimals than USD has (2)");
	reads(" \u00a0", "USD", MONEY_POINT, "empty (want an amount)");
}

/* A mark that several currencies share is no other currency's. */
static void
marks(void)
{
	reads("$5.00", "MXN", MONEY_POINT, "5.00");
	reads("$5.00", "HKD", MONEY_POINT, "5.00");
	reads("$5.00", "EUR", MONEY_POINT, "$ among EUR");
	reads("5.00 $", "GBP", MONEY_POINT, "$ among GBP");
	reads("\u00a35", "GIP", MONEY_POINT, "5.00");
	reads("\u00a35", "EUR", MONEY_POINT, "\u00a3 among EUR");
	reads("\u00a55", "CNY", MONEY_POINT, "5.00");
	reads("\u00a55", "JPY", MONEY_POINT, "5");
	reads("\u00a55", "USD", MONEY_POINT, "\u00a5 among USD");
	reads("5 kr", "ISK", MONEY_POINT, "5");
	reads("5 kr", "NOK", MONEY_POINT, "5.00");
	reads("5 kr", "EUR", MONEY_POINT, "kr among EUR");
	reads("C$ 5", "CAD", MONEY_POINT, "5.00");
	reads("C$ 5", "USD", MONEY_POINT, "C$ among USD");
	reads("S$5", "HKD", MONEY_POINT, "SGD among HKD");
	reads("Fr 5", "CHF", MONEY_POINT, "5.00");
	reads("Fr 5", "XPF", MONEY_POINT, "5");
}

static void
comma(void)
{
	const char *not_one = "not an amount (want 1.234,50)";

	reads("116,99 \u20ac", "EUR", MONEY_COMMA, "116.99");
	reads("1.240,00 \u20ac", "EUR", MONEY_COMMA, "1240.00");
	reads("12,00", "EUR", MONEY_COMMA, "12.00");
	reads("1 240,00", "EUR", MONEY_COMMA, "1240.00");
	reads("1\u00a0240,00\u00a0\u20ac", "EUR", MONEY_COMMA, "1240.00");
	reads("1\u202f240\u202f000,5 EUR", "EUR", MONEY_COMMA, "1240000.50");
	reads("EUR\u00a012", "EUR", MONEY_COMMA, "12.00");
	reads("-12,5 kr", "SEK", MONEY_COMMA, "-12.50");
	reads("12,50 z\u0142", "PLN", MONEY_COMMA, "12.50");
	reads("1.240", "EUR", MONEY_COMMA, "1240.00");
	reads("1.24", "EUR", MONEY_COMMA, not_one);
	reads("1,240.00", "EUR", MONEY_COMMA, not_one);
	reads("116,99 z\u0142", "EUR", MONEY_COMMA, "PLN among EUR");
	reads("116,999", "EUR", MONEY_COMMA,
	    "more decimals than EUR has (2)");
}

static void
sums(void)
{
	struct currency usd;
	char text[MONEY_ROOM];
	int64_t sum = INT64_MAX - 1, kept = 42;

	ok(money_add(&sum, 1) && sum == INT64_MAX, "up to the most");
	ok(!money_add(&sum, 1) && sum == INT64_MAX, "no further");
	sum = INT64_MIN + 1;
	ok(money_add(&sum, -1) && sum == INT64_MIN, "down to the least");
	ok(!money_add(&sum, -1) && sum == INT64_MIN, "no further");
	ok(currency_parse("USD", &usd) == NULL &&
	    money_print(INT64_MIN, usd, text) == 21, "its length");
	is(text, "-92233720368547758.08", "the least prints");
	ok(money_parse("x", usd, MONEY_PLAIN, &kept) != NULL && kept == 42,
	    "a refused amount leaves the number alone");
}

int
main(void)
{
	currencies();
	plain();
	ends();
	point();
	marks();
	comma();
	sums();
	return finish();
}
