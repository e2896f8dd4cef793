#ifndef MONEY_H
#define MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "currency.h"

/*
 * Money is a count of a currency's minor units (cents, yen, fils) in an
 * int64_t, never a double.
 */

/* How an amount is written. */
enum money_style {
	MONEY_PLAIN,		/* 1234.50, -3, 499.0000: our own, and an API's */
	MONEY_POINT,		/* $1,240.00  ($33.62)  -$3.00  12.34 EUR */
	MONEY_COMMA		/* 1.240,00 €   116,99 */
};

enum { MONEY_ROOM = 32 };

/*
 * Read an amount in this currency into *minor: NULL, or the reason.  Decimals
 * beyond the currency's places must be zeros.  A symbol or code beside the
 * amount is passed over, but one that is another currency's is refused.  What
 * is read can be negated: INT64_MIN is too large.
 */
const char *money_parse(const char *text, struct currency in,
    enum money_style style, int64_t *minor);

/* Write it plainly with all the currency's places; its length. */
size_t money_print(int64_t minor, struct currency in, char text[MONEY_ROOM]);

/* *sum += more, unless that overflows: then false, and *sum stays. */
bool money_add(int64_t *sum, int64_t more);

#endif
