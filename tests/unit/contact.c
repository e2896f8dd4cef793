#include "contact.h"

#include "domain.h"
#include "tap.h"

static void
email(const char *text, const char *want)
{
	char got[300] = "untouched";
	bool found = email_normalise(text, got, sizeof got);

	is(got, want == NULL ? "" : want, text);
	ok(found == (want != NULL), text);
}

static void
phone(const char *text, const char *country, const char *want)
{
	char got[24] = "untouched";
	bool found = phone_normalise(text, country, got, sizeof got);

	is(got, want == NULL ? "" : want, text);
	ok(found == (want != NULL), text);
}

static void
emails(void)
{
	char room[8], letters[64];

	email("ann@example.com", "ann@example.com");
	email("  Ann.B+tag@Example.COM\t", "ann.b+tag@example.com");
	email("\u00a0ann@example.com\u00a0", "ann@example.com");
	email("'ann@example.com", "'ann@example.com");
	email("\u00c9LISE@example.com", "\u00e9lise@example.com");
	email("e\u0301lise@example.com", "\u00e9lise@example.com");
	email("ann@M\u00dcNCHEN.example", "ann@xn--mnchen-3ya.example");
	email("ann@Mu\u0308nchen.example", "ann@xn--mnchen-3ya.example");
	email("ann@XN--Mnchen-3YA.example", "ann@xn--mnchen-3ya.example");
	email("\u00e9@stra\u00dfe.example", "\u00e9@xn--strae-oqa.example");
	email("ann@\u4f8b\u3048\u3002jp", "ann@xn--r8jz45g.jp");
	email("ann@\u2603.example", NULL);
	ok(domain_in_letters("\u00e9@xn--mnchen-3ya.example", letters,
	    sizeof letters) && strcmp(letters,
	    "\u00e9@m\u00fcnchen.example") == 0, "in letters");
	ok(!domain_in_letters("xn--mnchen-3ya@example.com", letters,
	    sizeof letters), "as it is");
	ok(!domain_in_letters("a@xn--mnchen-3ya.example", letters, 12),
	    "no room");
	email("ann@-\u00fc.example", NULL);
	email("ann@\u00fc..example", NULL);
	email("ann@\u00fc@example", NULL);
	email("J\u030cx@example.com", "\u01f0x@example.com");
	email("", NULL);
	email(" ", NULL);
	email("ann", NULL);
	email("@example.com", NULL);
	email("ann@", NULL);
	email("ann@b@example.com", NULL);
	email("ann b@example.com", NULL);
	email("ann\u00a0b@example.com", NULL);
	email("\u00e9\u200b@example.com", NULL);
	email("ann\x01@example.com", NULL);
	email("ann@example.com, bob@example.com", NULL);
	email("ann@example.com,", NULL);
	email("Ann <ann@example.com>", NULL);
	email("<ann@example.com>", NULL);
	email("ann@.example.com", NULL);
	email("ann@example..com", NULL);
	email("ann@example.com.", NULL);
	email("ann@exam_ple.com", NULL);
	email("\xff@example.com", NULL);
	ok(email_normalise("a@b.com", room, sizeof room), "it just fits");
	ok(!email_normalise("ab@b.com", room, sizeof room) && *room == '\0',
	    "it doesn't fit");
	ok(!email_normalise("\u00e9b@b.cm", room, sizeof room) &&
	    *room == '\0', "it doesn't fit, with letters beyond ASCII");
}

static void
phones(void)
{
	char room[13];

	phone("07911 123456", "GB", "+447911123456");
	phone("(775) 555-0154", "US", "+17755550154");
	phone("1-775-555-0154", "US", "+17755550154");
	phone("775.555.0154", "CA", "+17755550154");
	phone("+1 (775) 555-0154", "DE", "+17755550154");
	phone("+44 (0)20 7946 0000", NULL, "+442079460000");
	phone("0044 20 7946 0000", "", "+442079460000");
	phone("011 44 20 7946 0000", "US", "+442079460000");
	phone("0011 44 20 7946 0000", "AU", "+442079460000");
	phone("010 44 20 7946 0000", "JP", "+442079460000");
	phone("7911123456", "GB", "+447911123456");
	phone("447911123456", "GB", "+447911123456");
	phone("06 1234 5678", "IT", "+390612345678");
	phone("333 123 4567", "IT", "+393331234567");
	phone("+39 06 1234 5678", NULL, "+390612345678");
	phone("8 (916) 123-45-67", "RU", "+79161234567");
	phone("8001234567", "RU", "+78001234567");
	phone("06 30 123 4567", "HU", "+36301234567");
	phone("612 34 56 78", "ES", "+34612345678");
	phone("0151 23456789", "DE", "+4915123456789");
	phone("4915123456789", "DE", "+4915123456789");
	phone("0031612345678", NULL, "+31612345678");
	phone("07911\u00a0123\u2011456", "GB", "+447911123456");
	phone("07911\u202f123456", "GB", "+447911123456");
	phone("07911 123456", NULL, NULL);
	phone("07911 123456", "", NULL);
	phone("07911 123456", "XX", NULL);
	phone("555-0154", "US", NULL);
	phone("175 555 0154", "US", NULL);
	phone("+1 775 555 015", NULL, NULL);
	phone("+1 775 155 0154", NULL, NULL);
	phone("775 555 0154 x123", "US", NULL);
	phone("775 555 0154 ext. 3", "US", NULL);
	phone("1-800-FLOWERS", "US", NULL);
	phone("++17755550154", NULL, NULL);
	phone("1+7755550154", "US", NULL);
	phone("+999 1234 5678", NULL, NULL);
	phone("+", NULL, NULL);
	phone("", "US", NULL);
	phone("-", "US", NULL);
	phone("49112345", "DE", NULL);
	phone("12345678901234567890123456789", "DE", NULL);
	ok(phone_normalise("+17755550154", NULL, room, sizeof room),
	    "it just fits");
	ok(!phone_normalise("+447911123456", NULL, room, sizeof room) &&
	    *room == '\0', "it doesn't fit");
}

static void
countries(void)
{
	static const char *const known[][2] = {
		{ "US", "US" }, { "us", "US" }, { "USA", "US" },
		{ "U.S.A.", "US" }, { "United States", "US" },
		{ "United States of America", "US" }, { "UK", "GB" },
		{ "gbr", "GB" }, { "Great Britain", "GB" },
		{ "England", "GB" }, { "UNITED KINGDOM", "GB" },
		{ "EIRE", "IE" }, { "Holland", "NL" }, { "RSA", "ZA" },
		{ "The Netherlands", "NL" }, { "Czech Republic", "CZ" },
		{ "South Korea", "KR" }, { "Korea, Republic of", "KR" },
		{ "Russia", "RU" }, { "Viet Nam", "VN" }, { "DE", "DE" },
		{ "C\u00f4te d\u2019Ivoire", "CI" }, { "R\u00c9UNION", "RE" },
		{ "Trinidad & Tobago", "TT" }, { "the bahamas", "BS" },
		{ "Andorra", "AD" }, { "ZWE", "ZW" }, { "Zimbabwe", "ZW" },
		{ "Guinea-Bissau", "GW" }, { " France ", "FR" }
	};
	static const char *const unknown[] = {
		"", " ", "the", "Unspecified", "European Community", "XX",
		"Channel Islands", "ZZZ", "Germany1", "\u0420\u043e\u0441",
		"\xc3", "F",
		"a name much longer than that of any country is by many letters"
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		is(country_code(known[i][0]), known[i][1], known[i][0]);
	for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++)
		is(country_code(unknown[i]), NULL, unknown[i]);
}

static void
relays(void)
{
	ok(email_is_relay("x1@marketplace.amazon.com"), "amazon.com");
	ok(email_is_relay("x1@marketplace.amazon.co.uk"), "amazon.co.uk");
	ok(email_is_relay("X1@M.Marketplace.Amazon.de"), "m., in any case");
	ok(email_is_relay("x1@members.ebay.com"), "ebay.com");
	ok(email_is_relay("x1@relay.walmart.com"), "walmart.com");
	ok(!email_is_relay("x1@amazon.com"), "amazon's own people");
	ok(!email_is_relay("marketplace.amazon.com"), "not an address");
	ok(!email_is_relay("marketplace.amazon.com@example.com"), "local");
	ok(!email_is_relay("x@notmembers.ebay.com"), "not a whole label");
	ok(!email_is_relay("x@relay.walmart.com.example"), "more follows");
	ok(!email_is_relay("x@marketplace.amazon."), "no top level");
}

int
main(void)
{
	emails();
	phones();
	countries();
	relays();
	return finish();
}
