#include "dayset.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"

/* Days of a word, and of a block. */
enum { STRETCH = 64, WORDS = 7, BLOCK = WORDS * STRETCH };

/* Most owners have days in one stretch, which is found at once; bit i is day
   STRETCH * number + i. */
struct stretch {
	uint64_t days;
	int32_t number;
	uint32_t next;			/* their first block; 0: none */
};

/* The days of other stretches, a line of the cache at a time. */
struct block {
	uint64_t days[WORDS];
	int32_t number;			/* it begins on day BLOCK * number */
	uint32_t next;			/* another of the owner's; 0: none */
};

struct dayset {
	struct stretch *first;		/* an owner's; days 0: none yet */
	struct block *blocks;		/* number 0 is not used */
	size_t owner_room, n, room;
	struct pool *pool;
};

struct dayset *
dayset_new(void)
{
	struct pool *pool = pool_new();
	struct dayset *d = pool_bytes(pool, sizeof *d);

	d->pool = pool;
	d->n = 1;
	return d;
}

void
dayset_free(struct dayset *d)
{
	if (d == NULL)
		return;
	free(d->first);
	free(d->blocks);
	pool_free(d->pool);
}

static void
make_room(struct dayset *d, size_t owner)
{
	size_t had = d->owner_room;

	if (owner >= had) {
		d->first = pool_grow(d->first, &d->owner_room, owner + 1,
		    sizeof *d->first);
		memset(d->first + had, 0,
		    (d->owner_room - had) * sizeof *d->first);
	}
}

static int
floor_of(int day, int by)
{
	return day / by - (day % by < 0);
}

/* The owner's block of that number; a new one has no days yet. */
static struct block *
block_of(struct dayset *d, struct stretch *first, int32_t number)
{
	uint32_t i;

	for (i = first->next; i != 0; i = d->blocks[i].next)
		if (d->blocks[i].number == number)
			return &d->blocks[i];
	if (d->n + 1 > d->room)
		d->blocks = pool_grow(d->blocks, &d->room, d->n + 1,
		    sizeof *d->blocks);
	i = (uint32_t)d->n++;
	d->blocks[i] = (struct block){ .number = number, .next = first->next };
	first->next = i;
	return &d->blocks[i];
}

static bool
set(uint64_t *days, int bit)
{
	bool is_new = (*days & UINT64_C(1) << bit) == 0;

	*days |= UINT64_C(1) << bit;
	return is_new;
}

bool
dayset_add(struct dayset *d, size_t owner, int day)
{
	int32_t number = floor_of(day, STRETCH);
	struct stretch *first;
	struct block *b;
	int at;

	make_room(d, owner);
	first = &d->first[owner];
	if (first->days == 0)
		first->number = number;
	if (first->number == number)
		return set(&first->days, day - number * STRETCH);
	b = block_of(d, first, floor_of(day, BLOCK));
	at = day - b->number * BLOCK;
	return set(&b->days[at / STRETCH], at % STRETCH);
}

/* The first day of a word that is later than that one; INT_MAX: none is.  The
   word's bit 0 is day from. */
static int
first_after(uint64_t days, int from, int day)
{
	if (day >= from + STRETCH - 1)
		return INT_MAX;
	if (day >= from)
		days &= ~UINT64_C(0) << (day - from + 1);
	return days == 0 ? INT_MAX : from + __builtin_ctzll(days);
}

bool
dayset_next(const struct dayset *d, size_t owner, int *day)
{
	const struct stretch *first = &d->first[owner];
	int next = first_after(first->days, first->number * STRETCH, *day);

	for (uint32_t i = first->next; i != 0; i = d->blocks[i].next) {
		const struct block *b = &d->blocks[i];

		for (int w = 0; w < WORDS; w++) {
			int found = first_after(b->days[w],
			    b->number * BLOCK + w * STRETCH, *day);

			next = found < next ? found : next;
		}
	}
	*day = next;
	return next != INT_MAX;
}

void
dayset_fetch(const struct dayset *d, size_t owner)
{
	if (owner < d->owner_room)
		__builtin_prefetch(&d->first[owner], 1);
}

void
dayset_fetch_more(const struct dayset *d, size_t owner)
{
	if (owner < d->owner_room && d->first[owner].next != 0)
		__builtin_prefetch(&d->blocks[d->first[owner].next], 1);
}
