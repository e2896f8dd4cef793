#include "paid.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "opt.h"
#include "row.h"

struct paid {
	struct dict *orders;
	struct row later;	/* those not in it yet, each with its NUL */
};

struct paid *
paid_new(void)
{
	struct paid *p = calloc(1, sizeof *p);

	if (p == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	p->orders = dict_new();
	return p;
}

void
paid_free(struct paid *p)
{
	dict_free(p->orders);
	free(p->later.bytes);
	free(p);
}

void
paid_add(struct paid *p, const char *order)
{
	row_add(&p->later, order, strlen(order) + 1);
}

bool
paid_has(struct paid *p, const char *order)
{
	size_t len;

	for (size_t i = 0; i < p->later.len; i += len + 1) {
		len = strlen(p->later.bytes + i);
		(void)dict_add(p->orders, p->later.bytes + i, len);
	}
	p->later.len = 0;
	return dict_find(p->orders, order, strlen(order)) != DICT_NONE;
}
