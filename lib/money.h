#ifndef MONEY_H
#define MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Money is a count of a currency's minor units (cents, yen, fils) in an
 * int64_t, never a double.  A currency is one of ISO 4217.
 */
struct currency {
	char code[4];		/* "EUR"; "" if none is known yet */
	unsigned char places;	/* decimals: 2 for EUR, 0 for JPY, 3 for KWD */
};

/* How an amount is written. */
enum money_style {
	MONEY_PLAIN,		/* 1234.50, -3, 499.0000: our own, and an API's */
	MONEY_POINT,		/* $1,240.00  ($33.62)  -$3.00  12.34 EUR */
	MONEY_COMMA		/* 1.240,00 €   116,99 */
};

enum { MONEY_ROOM = 32 };

/* Read an ISO 4217 code in any case into a struct currency.  See value.h. */
const char *currency_parse(const char *text, void *into);

/* Do the two name one currency? */
bool currency_same(struct currency a, struct currency b);

/*
 * Read an amount in this currency into *minor: NULL, or the reason.  Decimals
 * beyond the currency's places must be zeros.  A symbol or code beside the
 * amount is passed over, but a code of another currency is refused.
 */
const char *money_parse(const char *text, struct currency in,
    enum money_style style, int64_t *minor);

/* Write it plainly with all the currency's places; its length. */
size_t money_print(int64_t minor, struct currency in, char text[MONEY_ROOM]);

/* *sum += more, unless that overflows: then false, and *sum stays. */
bool money_add(int64_t *sum, int64_t more);

#endif
