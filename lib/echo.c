#include "echo.h"

#include <err.h>
#include <stdlib.h>

enum { TROUBLE = 2, FIRST = 1024 };

struct echo {
	uint64_t key;
	uint32_t part;			/* the last, from 1; 0: a free place */
	uint32_t n, most;		/* how often there, and in any part */
};

static struct echo *
table_new(size_t n)
{
	struct echo *table = calloc(n, sizeof *table);

	if (table == NULL)
		errx(TROUBLE, "out of memory");
	return table;
}

void
echoes_open(struct echoes *all)
{
	*all = (struct echoes){ .table = table_new(FIRST), .mask = FIRST - 1 };
}

void
echoes_close(struct echoes *all)
{
	free(all->table);
}

/* The place of a key, or the free one where it belongs.  A key is a hash
   already. */
static struct echo *
place(const struct echoes *all, uint64_t key)
{
	size_t i = (size_t)key & all->mask;

	while (all->table[i].part != 0 && all->table[i].key != key)
		i = (i + 1) & all->mask;
	return &all->table[i];
}

static void
grow(struct echoes *all)
{
	struct echo *old = all->table;
	size_t n = all->mask + 1;

	all->table = table_new(2 * n);
	all->mask = 2 * n - 1;
	for (size_t i = 0; i < n; i++)
		if (old[i].part != 0)
			*place(all, old[i].key) = old[i];
	free(old);
}

static struct echo *
find(struct echoes *all, uint64_t key)
{
	if (all->n >= (all->mask + 1) / 4 * 3)
		grow(all);
	return place(all, key);
}

bool
echo_is(struct echoes *all, uint64_t key, unsigned part)
{
	struct echo *e = find(all, key);

	if (e->part == 0) {
		*e = (struct echo){ .key = key };
		all->n++;
	}
	if (e->part != part + 1) {
		e->part = part + 1;
		e->n = 0;
	}
	if (++e->n <= e->most)
		return true;
	e->most = e->n;
	return false;
}

bool
echo_is_any(struct echoes *all, uint64_t key)
{
	struct echo *e = find(all, key);
	bool is_new = e->part == 0;

	if (is_new) {
		*e = (struct echo){ .key = key, .part = 1 };
		all->n++;
	}
	return !is_new;
}
