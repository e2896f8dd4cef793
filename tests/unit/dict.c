#include "dict.h"

#include <stdlib.h>

#include "tap.h"

enum { MANY = 200000 };

/* Keys of 1 to 63 bytes, so that some are kept short and some long. */
static size_t
key_of(size_t i, char key[80])
{
	int width = (int)(i * 7 % 57) + 6;

	return (size_t)snprintf(key, 80, "%0*zu", width, i);
}

static void
small(void)
{
	struct dict *d = dict_new();

	ok(dict_count(d) == 0, "a new dict is empty");
	ok(dict_find(d, "a", 1) == DICT_NONE, "and holds nothing");
	ok(dict_add(d, "b", 1) == 0, "the first is 0");
	ok(dict_add(d, "a", 1) == 1, "the next is 1");
	ok(dict_add(d, "b", 1) == 0, "again: the same number");
	ok(dict_add(d, "", 0) == 2, "the empty text is a text");
	ok(dict_add(d, "a\0b", 3) == 3, "bytes after a NUL count");
	ok(dict_add(d, "a\0", 2) == 4, "so does the NUL itself");
	ok(dict_find(d, "", 0) == 2, "the empty text is found");
	ok(dict_find(d, "a\0c", 3) == DICT_NONE, "no other is");
	ok(dict_count(d) == 5, "five texts");
	is(dict_key(d, 0), "b", "a text by its number");
	ok(memcmp(dict_key(d, 3), "a\0b", 4) == 0, "the text, terminated");
	dict_free(d);
	dict_free(NULL);
}

/* Each length from 0 to 100, told from the one that differs in one byte. */
static void
lengths(void)
{
	struct dict *d = dict_new();
	char key[101];
	int bad = 0;

	memset(key, 'x', sizeof key);
	for (size_t len = 0; len <= 100; len++)
		bad += dict_add(d, key, len) != len;
	ok(bad == 0, "every length is a text of its own");
	for (size_t len = 1; len <= 100; len++) {
		for (size_t i = 0; i < len; i++) {
			key[i] = 'y';
			bad += dict_find(d, key, len) != DICT_NONE;
			key[i] = 'x';
		}
		bad += dict_find(d, key, len) != len;
		bad += strlen(dict_key(d, len)) != len;
	}
	ok(bad == 0, "and every byte of it counts");
	dict_free(d);
}

/* Texts alike but for their front, or for their length, told apart. */
static void
alike(void)
{
	struct dict *d = dict_new();
	char key[16], *same = malloc(20000);
	int bad = 0;

	for (size_t i = 0; i < 10000; i++) {
		snprintf(key, sizeof key, "%04zuthe tail", i);
		bad += dict_add(d, key, 12) != i;
	}
	ok(bad == 0, "texts with one tail");
	memset(same, 'x', 20000);
	for (size_t len = 25; len < 20000; len++)
		bad += dict_add(d, same, len) != 10000 + len - 25;
	ok(bad == 0, "texts of one letter");
	free(same);
	dict_free(d);
}

static void
many(void)
{
	struct dict *d = dict_new();
	const char **early = malloc(MANY * sizeof *early);
	char key[80];
	int bad = 0;

	for (size_t i = 0; i < MANY; i++) {
		bad += dict_add(d, key, key_of(i, key)) != i;
		early[i] = dict_key(d, i);
	}
	ok(bad == 0, "numbered in the order of adding");
	ok(dict_count(d) == MANY, "all of them");
	for (size_t i = 0; i < MANY; i++) {
		bad += dict_find(d, key, key_of(i, key)) != i;
		bad += dict_add(d, key, strlen(key)) != i;
		bad += strcmp(dict_key(d, i), key) != 0;
	}
	ok(bad == 0, "found again, and their texts are theirs");
	for (size_t i = 0; i < MANY; i++)
		bad += early[i] != dict_key(d, i);
	ok(bad == 0, "no text ever moved");
	for (size_t i = MANY; i < 2 * MANY; i++)
		bad += dict_find(d, key, key_of(i, key)) != DICT_NONE;
	ok(bad == 0, "what wasn't added isn't found");
	free(early);
	dict_free(d);
}

int
main(void)
{
	small();
	lengths();
	alike();
	many();
	return finish();
}
