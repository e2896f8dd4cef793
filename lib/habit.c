#include "habit.h"

#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "pool.h"

enum { LIST_MOST = 16 };

struct habit {
	int64_t units;
	uint32_t times, next;		/* next: another; 0: none */
};

/* An owner's first few are a list, which is small; the others have a key, so
 * that an owner of any number is no slower. */
struct habits {
	struct pool *pool;
	uint32_t *first;		/* an owner's, 0: none yet */
	struct habit *list;		/* number 0 is not used */
	size_t owner_room, n, room;
	struct dict *keys;
	uint32_t *times;		/* by key */
	size_t times_room;
};

struct key {
	uint64_t owner;
	int64_t units;
};

struct habits *
habits_new(void)
{
	struct pool *pool = pool_new();
	struct habits *h = pool_bytes(pool, sizeof *h);

	h->pool = pool;
	h->keys = dict_new();
	h->n = 1;
	return h;
}

void
habits_free(struct habits *h)
{
	if (h == NULL)
		return;
	free(h->first);
	free(h->list);
	free(h->times);
	dict_free(h->keys);
	pool_free(h->pool);
}

static void
make_room(struct habits *h, size_t owner)
{
	size_t had = h->owner_room;

	if (owner >= had) {
		h->first = pool_grow(h->first, &h->owner_room, owner + 1,
		    sizeof *h->first);
		memset(h->first + had, 0,
		    (h->owner_room - had) * sizeof *h->first);
	}
	h->list = pool_grow(h->list, &h->room, h->n + 1, sizeof *h->list);
}

static uint32_t
add_key(struct habits *h, size_t owner, int64_t units)
{
	struct key key = { owner, units };
	size_t known = dict_count(h->keys);
	size_t i = dict_add(h->keys, (const char *)&key, sizeof key);

	h->times = pool_grow(h->times, &h->times_room, i + 1,
	    sizeof *h->times);
	if (i == known)
		h->times[i] = 0;
	return ++h->times[i];
}

uint32_t
habits_add(struct habits *h, size_t owner, int64_t units)
{
	uint32_t i;
	int listed = 0;

	make_room(h, owner);
	for (i = h->first[owner]; i != 0; i = h->list[i].next) {
		if (h->list[i].units == units)
			return ++h->list[i].times;
		listed++;
	}
	if (listed == LIST_MOST)
		return add_key(h, owner, units);
	i = (uint32_t)h->n++;
	h->list[i] = (struct habit){ units, 1, h->first[owner] };
	h->first[owner] = i;
	return 1;
}

void
habits_fetch(const struct habits *h, size_t owner)
{
	if (owner < h->owner_room)
		__builtin_prefetch(&h->first[owner], 1);
}

void
habits_fetch_more(const struct habits *h, size_t owner)
{
	if (owner < h->owner_room && h->first[owner] != 0)
		__builtin_prefetch(&h->list[h->first[owner]], 1);
}
