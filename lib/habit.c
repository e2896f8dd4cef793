#include "habit.h"

#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "pool.h"

/* In a block, and in an owner's blocks before keys are used. */
enum { IN_BLOCK = 4, LIST_MOST = 16 };

/* A few more of an owner, a line of the cache. */
struct block {
	int64_t units[IN_BLOCK];
	uint32_t times[IN_BLOCK];	/* 0: free, and so are those behind */
	uint32_t next;			/* 0: none */
};

/* What is in no block has a key, so that an owner of any number of them is no
   slower. */
struct habits {
	struct pool *pool;
	struct block *blocks;		/* number 0 is not used */
	size_t n, room;
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
	free(h->blocks);
	free(h->times);
	dict_free(h->keys);
	pool_free(h->pool);
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

/* Count it where it stands in the owner's blocks, or in the first free place;
   NULL: there are too many others. */
static uint32_t *
find(struct habits *h, struct habit *own, int64_t units)
{
	uint32_t i = own->next;
	uint32_t *free_one = NULL;
	int listed = 0;
	struct block *b;

	for (; i != 0; i = h->blocks[i].next)
		for (int k = 0; k < IN_BLOCK; k++, listed++) {
			b = &h->blocks[i];
			if (b->times[k] != 0 && b->units[k] == units)
				return &b->times[k];
			if (b->times[k] == 0 && free_one == NULL) {
				b->units[k] = units;
				free_one = &b->times[k];
			}
		}
	if (free_one != NULL || listed >= LIST_MOST)
		return free_one;
	h->blocks = pool_grow(h->blocks, &h->room, h->n + 1,
	    sizeof *h->blocks);
	i = (uint32_t)h->n++;
	b = &h->blocks[i];
	*b = (struct block){ .units = { units }, .next = own->next };
	own->next = i;
	return &b->times[0];
}

uint32_t
habits_add(struct habits *h, size_t owner, struct habit *own, int64_t units)
{
	uint32_t *times;

	for (int i = 0; i < HABIT_FEW; i++) {
		if (own->times[i] == 0)
			own->units[i] = (uint32_t)units;
		if (own->units[i] == units)
			return ++own->times[i];
	}
	times = find(h, own, units);
	return times != NULL ? ++*times : add_key(h, owner, units);
}

void
habits_fetch(const struct habits *h, const struct habit *own)
{
	if (own->next != 0)
		__builtin_prefetch(&h->blocks[own->next], 1);
}
