#include "pool.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

#include "tap.h"

enum { MANY = 50000 };

static void
texts(void)
{
	struct pool *p = pool_new();
	char **kept = malloc(MANY * sizeof *kept);
	char text[32];
	int bad = 0;

	for (int i = 0; i < MANY; i++) {
		int n = snprintf(text, sizeof text, "text %d", i);

		kept[i] = pool_text(p, text, (size_t)n);
	}
	for (int i = 0; i < MANY; i++) {
		snprintf(text, sizeof text, "text %d", i);
		bad += strcmp(kept[i], text) != 0;
	}
	ok(bad == 0, "texts stay as they were");
	is(pool_text(p, "abc", 2), "ab", "a text is cut at its length");
	is(pool_text(p, NULL, 0), "", "no bytes are an empty text");
	free(kept);
	pool_free(p);
	pool_free(NULL);
}

static void
bytes(void)
{
	struct pool *p = pool_new();
	static const size_t sizes[] = { 1, 3, 8, 40, 65536, 5, 20000, 200000 };
	unsigned char *kept[64];
	int odd = 0, dirty = 0, changed = 0;

	for (size_t i = 0; i < 64; i++) {
		size_t n = sizes[i % 8];

		pool_text(p, "x", i % 3);
		kept[i] = pool_bytes(p, n);
		odd += (uintptr_t)kept[i] % alignof(max_align_t) != 0;
		for (size_t j = 0; j < n; j++)
			dirty += kept[i][j] != 0;
		memset(kept[i], (int)i + 1, n);
	}
	for (size_t i = 0; i < 64; i++) {
		for (size_t j = 0; j < sizes[i % 8]; j++)
			changed += kept[i][j] != i + 1;
	}
	ok(odd == 0, "bytes are aligned for any type");
	ok(dirty == 0, "bytes are zeroed");
	ok(changed == 0, "pieces don't overlap");
	pool_free(p);
}

static void
lists(void)
{
	int *list = NULL, *same;
	size_t room = 0, moves = 0, before = 0;
	int bad = 0;

	for (int i = 0; i < 100000; i++) {
		list = pool_grow(list, &room, (size_t)i + 1, sizeof *list);
		moves += room != before;
		bad += room != before && room < 2 * before;
		before = room;
		list[i] = i;
	}
	for (int i = 0; i < 100000; i++)
		bad += list[i] != i;
	ok(bad == 0 && moves < 20, "a list doubles, and keeps what it has");
	same = pool_grow(list, &room, 1, sizeof *list);
	ok(room == before && same == list, "a list with room stays");
	free(same);
}

/* As good as new, whatever was in it: pieces of any size, over and over. */
static void
emptied(void)
{
	struct pool *p = pool_new();
	int dirty = 0;

	for (int round = 0; round < 20; round++) {
		for (size_t n = 1; n < 1 << 18; n *= 3) {
			char *bytes = pool_bytes(p, n);

			dirty += bytes[0] != 0 || bytes[n - 1] != 0;
			memset(bytes, 1, n);
		}
		pool_empty(p);
	}
	ok(dirty == 0, "an emptied pool gives zeroed bytes");
	is(pool_text(p, "abc", 3), "abc", "and texts");
	pool_empty(p);
	pool_empty(p);
	pool_free(p);
}

int
main(void)
{
	texts();
	emptied();
	bytes();
	lists();
	return finish();
}
