#ifndef CURRENCIES_H
#define CURRENCIES_H

#include "currency.h"

/*
 * The currencies that amounts came in, where none was chosen.  Two are never
 * added.
 */
struct currencies {
	struct currency first;		/* to come; "" until one did */
	char (*codes)[4];		/* all, bytewise; grows by pool_grow */
	size_t n, room;
};

/* One more amount's; false if it isn't the first's, so not to be added. */
bool currencies_add(struct currencies *c, struct currency is);

/* Fatal if there are two or more: "purchases in JPY and in USD". */
void currencies_agree(const struct currencies *c, const char *what);

void currencies_free(struct currencies *c);

#endif
