#include "habit.h"

#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "pool.h"

/* In a block, and of an owner before keys are used. */
enum { IN_BLOCK = 4, LIST_MOST = 16 };

/* An owner's first: most have no other. */
struct habit {
	int64_t units;
	uint32_t times, next;		/* times 0: none yet; next: a block */
};

/* A few more of them, a line of the cache. */
struct block {
	int64_t units[IN_BLOCK];
	uint32_t times[IN_BLOCK];	/* 0: free, and so are those behind */
	uint32_t next;			/* 0: none */
};

/* Their first few are in blocks, which are small; the others have a key, so
 * that an owner of any number is no slower. */
struct habits {
	struct pool *pool;
	struct habit *first;		/* by owner */
	struct block *blocks;		/* number 0 is not used */
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
	free(h->blocks);
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
find(struct habits *h, size_t owner, int64_t units)
{
	uint32_t i = h->first[owner].next;
	uint32_t *free_one = NULL;
	int listed = 1;
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
	*b = (struct block){ .units = { units },
	    .next = h->first[owner].next };
	h->first[owner].next = i;
	return &b->times[0];
}

uint32_t
habits_add(struct habits *h, size_t owner, int64_t units)
{
	struct habit *first;
	uint32_t *times;

	make_room(h, owner);
	first = &h->first[owner];
	if (first->times == 0)
		first->units = units;
	if (first->units == units)
		return ++first->times;
	times = find(h, owner, units);
	return times != NULL ? ++*times : add_key(h, owner, units);
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
	if (owner < h->owner_room && h->first[owner].next != 0)
		__builtin_prefetch(&h->blocks[h->first[owner].next], 1);
}
