#include "dayset.h"

#include <limits.h>
#include <stdlib.h>

#include "pool.h"

/* Days of a word, and of a block. */
enum { STRETCH = 64, WORDS = 7, BLOCK = WORDS * STRETCH };

/* Days as bits, a line of the cache at a time. */
struct block {
	uint64_t days[WORDS];
	int32_t number;			/* it begins on day BLOCK * number */
	uint32_t next;			/* another of the owner's; 0: none */
};

struct dayset {
	struct block *blocks;		/* number 0 is not used */
	size_t n, room;
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
	free(d->blocks);
	pool_free(d->pool);
}

static int
floor_of(int day, int by)
{
	return day / by - (day % by < 0);
}

/* The owner's block of that number; a new one has no days yet. */
static struct block *
block_of(struct dayset *d, struct days *own, int32_t number)
{
	uint32_t i;

	for (i = own->next; i != 0; i = d->blocks[i].next)
		if (d->blocks[i].number == number)
			return &d->blocks[i];
	d->blocks = pool_grow(d->blocks, &d->room, d->n + 1,
	    sizeof *d->blocks);
	i = (uint32_t)d->n++;
	d->blocks[i] = (struct block){ .number = number, .next = own->next };
	own->next = i;
	return &d->blocks[i];
}

static bool
add_to_block(struct dayset *d, struct days *own, int day)
{
	struct block *b = block_of(d, own, floor_of(day, BLOCK));
	int at = day - b->number * BLOCK;
	uint64_t bit = UINT64_C(1) << at % STRETCH;
	bool is_new = (b->days[at / STRETCH] & bit) == 0;

	b->days[at / STRETCH] |= bit;
	return is_new;
}

bool
dayset_add(struct dayset *d, struct days *own, int day)
{
	uint16_t few = (uint16_t)(day + 1);

	if (day < 0 || day >= UINT16_MAX)
		return add_to_block(d, own, day);
	for (int i = 0; i < DAYS_FEW; i++) {
		if (own->few[i] == few)
			return false;
		if (own->few[i] == 0) {
			own->few[i] = few;
			return true;
		}
	}
	return add_to_block(d, own, day);
}

void
dayset_fetch(const struct dayset *d, const struct days *own)
{
	if (own->next != 0)
		__builtin_prefetch(&d->blocks[own->next], 1);
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
dayset_next(const struct dayset *d, const struct days *own, int *day)
{
	int next = INT_MAX;

	for (int i = 0; i < DAYS_FEW && own->few[i] != 0; i++)
		if (own->few[i] - 1 > *day && own->few[i] - 1 < next)
			next = own->few[i] - 1;
	for (uint32_t i = own->next; i != 0; i = d->blocks[i].next) {
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
