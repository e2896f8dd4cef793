#include "things.h"

#include <stdlib.h>

#include "pool.h"

void
things_add(struct things *t, size_t person, uint32_t sku)
{
	t->list = pool_grow(t->list, &t->room, t->n + 1, sizeof *t->list);
	t->list[t->n++] = (uint64_t)person << 32 | sku;
}

static int
compare(const void *a, const void *b)
{
	const uint64_t *l = a, *r = b;

	return (*l > *r) - (*l < *r);
}

void
things_close(struct things *t)
{
	size_t n = 0;

	if (t->n != 0)
		qsort(t->list, t->n, sizeof *t->list, compare);
	t->skus = pool_large((t->n + 1) * sizeof *t->skus);
	for (size_t i = 0; i < t->n; i++) {
		if (n != 0 && t->list[n - 1] == t->list[i])
			continue;
		t->skus[n] = (uint32_t)t->list[i];
		t->list[n++] = t->list[i];
	}
	t->n = n;
}

/* The first that isn't less. */
static size_t
things_find(const struct things *t, uint64_t thing)
{
	size_t low = 0, high = t->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (t->list[middle] < thing)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const uint32_t *
things_of(const struct things *t, size_t person, size_t *n)
{
	size_t from = things_find(t, (uint64_t)person << 32);

	*n = things_find(t, ((uint64_t)person + 1) << 32) - from;
	return t->skus + from;
}

bool
things_have(const struct things *t, size_t person, uint32_t sku)
{
	uint64_t thing = (uint64_t)person << 32 | sku;
	size_t i = things_find(t, thing);

	return i < t->n && t->list[i] == thing;
}

void
things_free(struct things *t)
{
	free(t->list);
	free(t->skus);
}
