#include "often.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "opt.h"

struct often *
often_new(size_t n)
{
	struct often *list = calloc(n + 1, sizeof *list);

	if (list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	return list;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct often *)a)->name,
	    ((const struct often *)b)->name);
}

static int
by_count(const void *a, const void *b)
{
	const struct often *l = a, *r = b;

	return l->n != r->n ? l->n > r->n ? -1 : 1 : strcmp(l->name, r->name);
}

size_t
often_sum(struct often *list, size_t n)
{
	size_t k = 0;

	qsort(list, n, sizeof *list, by_name);
	for (size_t i = 0; i < n; i++)
		if (k > 0 && by_name(&list[k - 1], &list[i]) == 0)
			list[k - 1].n++;
		else
			list[k++] = list[i];
	qsort(list, k, sizeof *list, by_count);
	return k;
}
