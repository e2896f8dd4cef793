#include "included.h"

#include <err.h>
#include <stdbool.h>
#include <stdlib.h>

#include "dict.h"
#include "json_text.h"
#include "pool.h"

struct included {
	struct dict *names;		/* type and id, as they are written */
	struct place_in {
		const char *text;
		size_t len;
	} *attributes;			/* by name */
	size_t room;
	struct row name;
};

struct included *
included_new(void)
{
	struct included *all = calloc(1, sizeof *all);

	if (all == NULL)
		errx(2, "out of memory");
	return all;
}

void
included_free(struct included *all)
{
	dict_free(all->names);
	free(all->attributes);
	free(all->name.bytes);
	free(all);
}

/* Put type and id into all->name; false if the object has not both as text. */
static bool
read_name(struct included *all, const char *text, size_t len)
{
	static const char *const parts[] = { "type", "id" };

	all->name.len = 0;
	for (int i = 0; i < 2; i++) {
		size_t n;
		const char *p = json_text_member(text, len, parts[i], &n);

		if (p == NULL || *p != '"')
			return false;
		row_add(&all->name, p, n);
	}
	return true;
}

static void
add(struct included *all, const char *text, size_t len)
{
	size_t n, i;
	const char *p = json_text_member(text, len, "attributes", &n);

	if (p == NULL || *p != '{' || !read_name(all, text, len))
		return;
	i = dict_add(all->names, all->name.bytes, all->name.len);
	all->attributes = pool_grow(all->attributes, &all->room, i + 1,
	    sizeof *all->attributes);
	all->attributes[i] = (struct place_in){ p, n };
}

void
included_take(struct included *all, const char *text, size_t len)
{
	const char *end = text + len, *p = json_text_skip(text, end);
	size_t n;

	dict_free(all->names);
	all->names = NULL;
	if (*p != '{' || (p = json_text_member(p, (size_t)(end - p),
	    "included", &n)) == NULL || *p != '[')
		return;
	all->names = dict_new();
	for (p = json_text_skip(p + 1, end); *p != ']';
	    p = json_text_skip(p + n, end)) {
		n = json_text_value(p, (size_t)(end - p));
		if (*p == '{')
			add(all, p, n);
	}
}

const char *
included_find(struct included *all, const char *text, size_t len, size_t *n)
{
	size_t i;

	if (all->names == NULL || !read_name(all, text, len))
		return NULL;
	i = dict_find(all->names, all->name.bytes, all->name.len);
	if (i == DICT_NONE)
		return NULL;
	*n = all->attributes[i].len;
	return all->attributes[i].text;
}
