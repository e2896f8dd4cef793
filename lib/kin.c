#include "kin_fetch.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "pool.h"

enum { TROUBLE = 2 };

/*
 * A text is kept with its kind before it, so that an id "1" and a phone "1"
 * stay two.  Texts form trees: up[i] is the text above i, itself at a top.
 */
struct kin {
	struct dict *texts;
	size_t *up, room;
	char *key;
	size_t key_room;
};

struct kin *
kin_new(void)
{
	struct kin *k = calloc(1, sizeof *k);

	if (k == NULL)
		errx(TROUBLE, "out of memory");
	k->texts = dict_new();
	return k;
}

void
kin_free(struct kin *k)
{
	if (k == NULL)
		return;
	dict_free(k->texts);
	free(k->up);
	free(k->key);
	free(k);
}

/* The length of the key that stands for a text of this kind, in k->key. */
static size_t
key_make(struct kin *k, char kind, const char *text)
{
	size_t len = strlen(text);

	k->key = pool_grow(k->key, &k->key_room, len + 1, 1);
	k->key[0] = kind;
	memcpy(k->key + 1, text, len);
	return len + 1;
}

size_t
kin_add(struct kin *k, char kind, const char *text)
{
	size_t len = key_make(k, kind, text);
	size_t n = dict_count(k->texts);
	size_t i = dict_add(k->texts, k->key, len);

	if (i == n) {
		k->up = pool_grow(k->up, &k->room, n + 1, sizeof *k->up);
		k->up[i] = i;
	}
	return i;
}

size_t
kin_find(struct kin *k, char kind, const char *text)
{
	size_t len = key_make(k, kind, text);

	return dict_find(k->texts, k->key, len);
}

size_t
kin_count(const struct kin *k)
{
	return dict_count(k->texts);
}

const char *
kin_text(const struct kin *k, size_t i, char *kind)
{
	if (kind != NULL)
		*kind = dict_key(k->texts, i)[0];
	return dict_key(k->texts, i) + 1;
}

size_t
kin_top(struct kin *k, size_t i)
{
	while (k->up[i] != i) {
		k->up[i] = k->up[k->up[i]];
		i = k->up[i];
	}
	return i;
}

void
kin_fetch(const struct kin *k, size_t i)
{
	__builtin_prefetch(&k->up[i]);
}

void
kin_fetch_text(struct kin *k, char kind, const char *text, bool more)
{
	size_t len = key_make(k, kind, text);

	(more ? dict_fetch_more : dict_fetch)(k->texts,
	    dict_hash(k->key, len));
}

size_t
kin_unite(struct kin *k, size_t a, size_t b)
{
	size_t first;

	a = kin_top(k, a);
	b = kin_top(k, b);
	first = a < b ? a : b;
	k->up[a] = first;
	k->up[b] = first;
	return first;
}

bool
kin_is_text(char kind, const char *text)
{
	if (text == NULL || *text == '\0')
		return false;
	return kind != 'p' || (*text == '+' && text[1] != '\0' &&
	    text[1 + strspn(text + 1, "0123456789")] == '\0');
}
