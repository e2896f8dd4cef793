#ifndef CURRENCY_H
#define CURRENCY_H

#include <stdbool.h>
#include <stddef.h>

/* A currency is one of ISO 4217. */
struct currency {
	char code[4];		/* "EUR"; "" if none is known yet */
	unsigned char places;	/* decimals: 2 for EUR, 0 for JPY, 3 for KWD */
};

/* Read an ISO 4217 code in any case into a struct currency.  See value.h. */
const char *currency_parse(const char *text, void *into);

/* Do the two name one currency? */
bool currency_same(struct currency a, struct currency b);

/*
 * Are the len bytes of text a code or symbol that may stand beside an amount
 * in this currency?  If they are another currency's, *reason says so.
 */
bool currency_mark(const char *text, size_t len, struct currency in,
    const char **reason);

#endif
