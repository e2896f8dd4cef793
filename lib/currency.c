#include "currency.h"

#include <stdio.h>
#include <string.h>

enum { CODE = 3, STRIDE = 4 };

/*
 * ISO 4217: each code and its places, sorted.  Some that were withdrawn are
 * kept, since old exports have them: BYR CUC CYP EEK HRK LTL LVL MRO MTL SIT
 * SKK SLL STD VEF ZMK ZWL among them.  Metals and test codes have no places.
 */
static const char codes[] =
    "AED2AFN2ALL2AMD2ANG2AOA2ARS2AUD2AWG2AZN2BAM2BBD2BDT2BGN2BHD3BIF0BMD2"
    "BND2BOB2BOV2BRL2BSD2BTN2BWP2BYN2BYR0BZD2CAD2CDF2CHE2CHF2CHW2CLF4CLP0"
    "CNY2COP2COU2CRC2CUC2CUP2CVE2CYP2CZK2DJF0DKK2DOP2DZD2EEK2EGP2ERN2ETB2"
    "EUR2FJD2FKP2GBP2GEL2GHS2GIP2GMD2GNF0GTQ2GYD2HKD2HNL2HRK2HTG2HUF2IDR2"
    "ILS2INR2IQD3IRR2ISK0JMD2JOD3JPY0KES2KGS2KHR2KMF0KPW2KRW0KWD3KYD2KZT2"
    "LAK2LBP2LKR2LRD2LSL2LTL2LVL2LYD3MAD2MDL2MGA2MKD2MMK2MNT2MOP2MRO2MRU2"
    "MTL2MUR2MVR2MWK2MXN2MXV2MYR2MZN2NAD2NGN2NIO2NOK2NPR2NZD2OMR3PAB2PEN2"
    "PGK2PHP2PKR2PLN2PYG0QAR2RON2RSD2RUB2RWF0SAR2SBD2SCR2SDG2SEK2SGD2SHP2"
    "SIT2SKK2SLE2SLL2SOS2SRD2SSP2STD2STN2SVC2SYP2SZL2THB2TJS2TMT2TND3TOP2"
    "TRY2TTD2TWD2TZS2UAH2UGX0USD2USN2UYI0UYU2UYW4UZS2VED2VEF2VES2VND0VUV0"
    "WST2XAD2XAF0XCD2XCG2XOF0XPF0YER2ZAR2ZMK2ZMW2ZWG2ZWL2";

/* What is written beside amounts, and the codes of all whose mark it is. */
static const struct mark {
	const char *text, *codes;
} marks[] = {
	{ "$", "USDCADAUDNZDMXNSGDHKDTWDARSCLPCOPUYUBBDBMDBNDBSDBZDCUCCUPDOP"
	    "FJDGYDJMDKYDLRDNADSBDSRDTTDXCD" },
	{ "€", "EUR" }, { "£", "GBPGIPFKPSHPEGPLBPSDGSSPSYP" },
	{ "¥", "JPYCNY" }, { "kr", "SEKNOKDKKISKEEK" },
	{ "US$", "USD" }, { "CA$", "CAD" }, { "C$", "CADNIO" },
	{ "A$", "AUD" }, { "AU$", "AUD" }, { "NZ$", "NZD" }, { "HK$", "HKD" },
	{ "S$", "SGD" }, { "R$", "BRL" }, { "MX$", "MXN" }, { "NT$", "TWD" },
	{ "zł", "PLN" }, { "Kč", "CZK" }, { "Ft", "HUF" },
	{ "Fr", "CHFBIFCDFDJFGNFKMFRWFXAFXOFXPF" }, { "R", "ZAR" },
	{ "Rs", "INRPKRLKRNPRMURSCR" }, { "₹", "INR" }, { "₩", "KRWKPW" },
	{ "₽", "RUB" }, { "₺", "TRY" }, { "₴", "UAH" }, { "₪", "ILS" },
	{ "฿", "THB" }, { "₫", "VND" }, { "₱", "PHPCUP" }, { "₦", "NGN" },
	{ "₸", "KZT" }, { "лв", "BGN" }, { "lei", "RONMDL" },
	{ "RM", "MYR" }, { "Rp", "IDR" }, { "৳", "BDT" }
};

/* Three letters as a number, by which they are in order. */
static unsigned
number_of(const char *code)
{
	const unsigned char *c = (const unsigned char *)code;

	return (unsigned)c[0] << 16 | (unsigned)c[1] << 8 | c[2];
}

/* The row of codes for the three letters at text in any case, or NULL. */
static const char *
code_find(const char *text)
{
	char want[CODE];
	size_t low = 0, high = sizeof codes / STRIDE;
	unsigned number;

	for (int i = 0; i < CODE; i++) {
		want[i] = (char)(text[i] & ~0x20);
		if (want[i] < 'A' || want[i] > 'Z')
			return NULL;
	}
	number = number_of(want);
	while (low < high) {
		size_t mid = (low + high) / 2;
		unsigned found = number_of(codes + STRIDE * mid);

		if (found == number)
			return codes + STRIDE * mid;
		if (number < found)
			high = mid;
		else
			low = mid + 1;
	}
	return NULL;
}

/* Does it say what the one before it said, as most do? */
static bool
is_same(const char *text, const struct currency *last)
{
	return text[0] == last->code[0] && text[0] != '\0' &&
	    text[1] == last->code[1] && text[2] == last->code[2] &&
	    text[CODE] == '\0';
}

const char *
currency_parse(const char *text, void *into)
{
	static _Thread_local struct currency last;
	struct currency *c = into;
	const char *row;

	if (is_same(text, &last)) {
		*c = last;
		return NULL;
	}
	if (*text == '\0')
		return "empty (want a currency such as EUR)";
	row = code_find(text);
	if (row == NULL || text[CODE] != '\0')
		return "not a currency (want an ISO 4217 code such as EUR)";
	memcpy(c->code, row, CODE);
	c->code[CODE] = '\0';
	c->places = (unsigned char)(row[CODE] - '0');
	last = *c;
	return NULL;
}

bool
currency_same(struct currency a, struct currency b)
{
	return memcmp(a.code, b.code, sizeof a.code) == 0;
}

/* The codes that text may stand for, *n bytes of them; NULL: it is no mark. */
static const char *
codes_of(const char *text, size_t len, size_t *n)
{
	const char *code = len == CODE ? code_find(text) : NULL;

	*n = CODE;
	if (code != NULL)
		return code;
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (strncmp(marks[i].text, text, len) == 0 &&
		    marks[i].text[len] == '\0') {
			*n = strlen(marks[i].codes);
			return marks[i].codes;
		}
	return NULL;
}

bool
currency_mark(const char *text, size_t len, struct currency in,
    const char **reason)
{
	static char other[32];
	size_t n;
	const char *among = codes_of(text, len, &n);

	if (among == NULL)
		return false;
	if (*in.code == '\0')
		return true;
	for (size_t i = 0; i < n; i += CODE)
		if (memcmp(among + i, in.code, CODE) == 0)
			return true;
	/* A mark that several share is named as it stands. */
	if (n == CODE)
		snprintf(other, sizeof other, "%.3s among %s", among, in.code);
	else
		snprintf(other, sizeof other, "%.*s among %s", (int)len, text,
		    in.code);
	*reason = other;
	return false;
}
