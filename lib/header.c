#include "header.h"

#include <string.h>

#include "dict.h"
#include "pool.h"

/* By the number of a name in the dict: its first column, and the one to take
   next; by column, the next of the same name. */
struct header {
	struct pool *pool;
	struct dict *names;
	size_t *first, *untaken, *next;
};

size_t
header_find(const char *const names[], size_t n, const char *name)
{
	return header_twin(names, n, name, strlen(name), 0);
}

size_t
header_twin(const char *const names[], size_t n, const char *name,
    size_t len, size_t turn)
{
	for (size_t i = 0; i < n; i++)
		if (strncmp(names[i], name, len) == 0 &&
		    names[i][len] == '\0' && turn-- == 0)
			return i;
	return DICT_NONE;
}

struct header *
header_new(const char *const names[], size_t n)
{
	struct pool *pool = pool_new();
	struct header *h = pool_bytes(pool, sizeof *h);

	h->pool = pool;
	h->names = dict_new();
	h->first = pool_bytes(pool, (n + 1) * sizeof *h->first);
	h->untaken = pool_bytes(pool, (n + 1) * sizeof *h->untaken);
	h->next = pool_bytes(pool, (n + 1) * sizeof *h->next);
	for (size_t i = n; i-- > 0;) {
		size_t before = dict_count(h->names);
		size_t at = dict_add(h->names, names[i], strlen(names[i]));

		h->next[i] = at < before ? h->first[at] : DICT_NONE;
		h->first[at] = h->untaken[at] = i;
	}
	return h;
}

void
header_free(struct header *h)
{
	if (h == NULL)
		return;
	dict_free(h->names);
	pool_free(h->pool);
}

size_t
header_first(const struct header *h, const char *name, size_t len)
{
	size_t at = dict_find(h->names, name, len);

	return at == DICT_NONE ? DICT_NONE : h->first[at];
}

size_t
header_take(struct header *h, const char *name)
{
	size_t at = dict_find(h->names, name, strlen(name)), column;

	if (at == DICT_NONE)
		return DICT_NONE;
	column = h->untaken[at];
	if (column != DICT_NONE)
		h->untaken[at] = h->next[column];
	return column;
}

const char *
header_rename(const struct list *columns, const char *key, size_t *len)
{
	for (size_t i = 0; i < columns->n; i++) {
		const char *header = strchr(columns->items[i], '=') + 1;

		if (strcmp(header, key) == 0) {
			*len = (size_t)(header - 1 - columns->items[i]);
			return columns->items[i];
		}
	}
	*len = strlen(key);
	return key;
}
