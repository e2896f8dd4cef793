#include "grouped.h"

#include <err.h>
#include <stdlib.h>

enum { TROUBLE = 2 };

static size_t *
list_of(size_t n)
{
	size_t *list = calloc(n + 1, sizeof *list);

	if (list == NULL)
		errx(TROUBLE, "out of memory");
	return list;
}

/* As one counts: how many each has, where each begins, then fill. */
struct grouped
grouped_make(const size_t *of, size_t n, size_t groups)
{
	struct grouped g = { list_of(groups + 1), list_of(n) };
	size_t *end = g.first + 1;

	for (size_t i = 0; i < n; i++)
		if (of[i] != DICT_NONE)
			end[of[i] + 1]++;
	for (size_t i = 1; i <= groups; i++)
		end[i] += end[i - 1];
	for (size_t i = 0; i < n; i++)
		if (of[i] != DICT_NONE)
			g.things[end[of[i]]++] = i;
	return g;
}

void
grouped_free(struct grouped *g)
{
	free(g->first);
	free(g->things);
}

const size_t *
grouped_get(const struct grouped *g, size_t group, size_t *n)
{
	*n = g->first[group + 1] - g->first[group];
	return g->things + g->first[group];
}
