#include "dayset.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"

enum { STRETCH = 64 };

/* A stretch of days; bit i is day STRETCH * number + i. */
struct stretch {
	uint64_t days;
	int32_t number;
	uint32_t next;			/* another of the owner's; 0: none */
};

struct dayset {
	uint32_t *first;		/* an owner's stretch, 0: none yet */
	struct stretch *stretches;	/* number 0 is not used */
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
	free(d->stretches);
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
	d->stretches = pool_grow(d->stretches, &d->room, d->n + 1,
	    sizeof *d->stretches);
}

/* The first day of a stretch that is later than that one; INT_MAX: none is. */
static int
first_after(const struct stretch *s, int day)
{
	int from = s->number * STRETCH;
	uint64_t days = s->days;

	if (day >= from + STRETCH - 1)
		return INT_MAX;
	if (day >= from)
		days &= ~UINT64_C(0) << (day - from + 1);
	return days == 0 ? INT_MAX : from + __builtin_ctzll(days);
}

bool
dayset_next(const struct dayset *d, size_t owner, int *day)
{
	int next = INT_MAX;

	for (uint32_t i = d->first[owner]; i != 0; i = d->stretches[i].next) {
		int found = first_after(&d->stretches[i], *day);

		if (found < next)
			next = found;
	}
	*day = next;
	return next != INT_MAX;
}

bool
dayset_add(struct dayset *d, size_t owner, int day)
{
	int32_t number = day / STRETCH - (day % STRETCH < 0);
	uint64_t bit = UINT64_C(1) << (day - number * STRETCH);
	struct stretch *s;
	uint32_t i;

	make_room(d, owner);
	for (i = d->first[owner]; i != 0; i = d->stretches[i].next)
		if (d->stretches[i].number == number)
			break;
	if (i == 0) {
		i = (uint32_t)d->n++;
		d->stretches[i] = (struct stretch){ .number = number,
		    .next = d->first[owner] };
		d->first[owner] = i;
	}
	s = &d->stretches[i];
	if (s->days & bit)
		return false;
	s->days |= bit;
	return true;
}
