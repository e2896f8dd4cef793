#include "echo.h"

#include <stdlib.h>

#include "dict.h"
#include "pool.h"

struct echo {
	unsigned part, n;		/* the last part, and how often there */
	unsigned most;			/* in any part */
};

void
echoes_open(struct echoes *all)
{
	*all = (struct echoes){ .keys = dict_new() };
}

void
echoes_close(struct echoes *all)
{
	dict_free(all->keys);
	free(all->list);
}

bool
echo_is(struct echoes *all, uint64_t key, unsigned part)
{
	size_t n = dict_count(all->keys);
	size_t i = dict_add(all->keys, (const char *)&key, sizeof key);
	struct echo *e;

	all->list = pool_grow(all->list, &all->room, i + 1, sizeof *all->list);
	e = &all->list[i];
	if (i == n)
		*e = (struct echo){ .part = part };
	if (e->part != part) {
		e->part = part;
		e->n = 0;
	}
	if (++e->n <= e->most)
		return true;
	e->most = e->n;
	return false;
}
