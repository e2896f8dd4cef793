#include "data.h"

#include <err.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "json_text.h"
#include "opt.h"
#include "row.h"

/* An integer may be of any length: no value is ever written from what jansson
   made of it. */
enum { HOW = JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL };

/* In jansson's words, but for where: rows that are alike are counted. */
static const char *
say_why(const json_error_t *e, char *reason, size_t room)
{
	const char *near = strstr(e->text, " near ");
	size_t len = near != NULL ? (size_t)(near - e->text) : strlen(e->text);

	snprintf(reason, room, "not a JSON object%s%.*s%s",
	    len > 0 ? " (" : "", (int)len, e->text, len > 0 ? ")" : "");
	return reason;
}

const char *
data_parse(const char *text, void *into)
{
	static char reason[200];
	json_error_t e = { .text = "" };
	json_t *object;
	bool is_object;

	if (*text != '\0') {
		object = json_loads(text, HOW, &e);
		is_object = json_is_object(object);
		json_decref(object);
		if (!is_object)
			return say_why(&e, reason, sizeof reason);
	}
	*(const char **)into = text;
	return NULL;
}

const char *
data_clash(const char *object, const struct list *names)
{
	const char *clash = NULL;
	json_t *own;

	if (*object == '\0' || names->n == 0)
		return NULL;
	own = json_loads(object, HOW, NULL);
	for (size_t i = 0; clash == NULL && i < names->n; i++)
		if (json_object_get(own, names->items[i]) != NULL)
			clash = names->items[i];
	json_decref(own);
	return clash;
}

/* The members alone, as compact JSON, malloced. */
static char *
members(const char *const names[], const char *const texts[])
{
	json_t *more = json_object();
	char *text;

	for (size_t i = 0; names[i] != NULL; i++)
		if (json_object_set_new(more, names[i],
		    json_string(texts[i])) != 0)
			errx(EXIT_TROUBLE, "out of memory");
	text = json_dumps(more, JSON_PRESERVE_ORDER | JSON_COMPACT);
	json_decref(more);
	if (text == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	return text;
}

/* Has the object, which is sound, no members? */
static bool
is_empty(const char *object)
{
	static const char blank[] = " \t\r\n";

	object += strspn(object, blank);
	return *object == '\0' || object[1 + strspn(object + 1, blank)] == '}';
}

/*
 * What is there stays byte for byte, so that 12.50 doesn't become 12.5.
 */
const char *
data_with(struct pool *p, const char *object, const char *const names[],
    const char *const texts[])
{
	char *more, *made;
	size_t len = strlen(object);

	if (names[0] == NULL)
		return object;
	more = members(names, texts);
	if (is_empty(object)) {
		made = pool_text(p, more, strlen(more));
	} else {
		while (object[len - 1] != '}')
			len--;
		made = pool_bytes(p, len + strlen(more) + 1);
		memcpy(made, object, len - 1);
		made[len - 1] = ',';
		strcpy(made + len, more + 1);
	}
	free(more);
	return made;
}

const char *
data_make(struct pool *p, const struct member members[])
{
	struct row r = { NULL, 0, 0 };
	const char *made = "";

	row_byte(&r, '{');
	for (const struct member *m = members; m->name != NULL; m++)
		if (m->text != NULL)
			row_member(&r, m->name, m->text, m->type);
	row_byte(&r, '}');
	if (r.len > 2)
		made = pool_text(p, r.bytes, r.len);
	free(r.bytes);
	return made;
}

const char *
data_texts(struct pool *p, const char *const texts[], size_t n)
{
	struct row r = { NULL, 0, 0 };
	const char *made;

	row_byte(&r, '[');
	for (size_t i = 0; i < n; i++) {
		if (i != 0)
			row_byte(&r, ',');
		row_json(&r, texts[i], strlen(texts[i]), CELL_TEXT);
	}
	row_byte(&r, ']');
	made = pool_text(p, r.bytes, r.len);
	free(r.bytes);
	return made;
}

const char *
data_member(struct pool *p, const char *object, const char *name)
{
	const char *end = object + strlen(object), *value = NULL;
	const char *begin = json_text_skip(object, end), *text;
	struct row made = { .bytes = NULL };
	size_t n;

	if (begin < end)
		value = json_text_member(begin, (size_t)(end - begin), name,
		    &n);
	if (value != NULL)
		json_text_add(value, n, &made);
	text = pool_text(p, made.len > 0 ? made.bytes : "", made.len);
	free(made.bytes);
	return text;
}
