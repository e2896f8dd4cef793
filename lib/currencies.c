#include "currencies.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "opt.h"
#include "pool.h"
#include "row.h"

bool
currencies_add(struct currencies *c, struct currency is)
{
	size_t i = 0;

	if (c->n != 0 && currency_same(c->first, is))
		return true;
	if (c->n == 0)
		c->first = is;
	while (i < c->n && strcmp(c->codes[i], is.code) < 0)
		i++;
	if (i == c->n || strcmp(c->codes[i], is.code) != 0) {
		c->codes = pool_grow(c->codes, &c->room, c->n + 1,
		    sizeof *c->codes);
		memmove(c->codes + i + 1, c->codes + i,
		    (c->n++ - i) * sizeof *c->codes);
		memcpy(c->codes[i], is.code, sizeof is.code);
	}
	return currency_same(c->first, is);
}

void
currencies_agree(const struct currencies *c, const char *what)
{
	struct row list = { .bytes = NULL };

	if (c->n < 2)
		return;
	for (size_t i = 0; i < c->n; i++) {
		const char *part = i == 0 ? "in " :
		    i + 1 == c->n ? " and in " : ", in ";

		row_add(&list, part, strlen(part));
		row_add(&list, c->codes[i], strlen(c->codes[i]));
	}
	errx(EXIT_TROUBLE, "%s %.*s (choose one with --currency)", what,
	    (int)list.len, list.bytes);
}

void
currencies_free(struct currencies *c)
{
	free(c->codes);
}
