#include "form.h"

#include <jansson.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

bool
form_fault(const struct form *f, const struct way *at, const char *reason, ...)
{
	va_list args;

	f->error->line = locate_line(f->text, at);
	locate_print(at, f->error->path, sizeof f->error->path);
	va_start(args, reason);
	vsnprintf(f->error->reason, sizeof f->error->reason, reason, args);
	va_end(args);
	return false;
}

bool
form_object(const struct form *f, const struct way *at, json_t *object,
    const char *const keys[])
{
	const char *key;
	json_t *value;

	if (!json_is_object(object))
		return form_fault(f, at, "not an object (want { ... })");
	json_object_foreach(object, key, value) {
		struct way here = { at, key, 0 };
		int which;
		const char *reason;

		if (keys == NULL)
			continue;
		reason = choice_parse(key, keys, &which);
		if (reason != NULL)
			return form_fault(f, &here, "unknown key (%s)",
			    reason);
	}
	return true;
}

bool
form_text(const struct form *f, const struct way *at, json_t *object,
    const char *key, value_parser *parse, void *into)
{
	struct way here = { at, key, 0 };
	json_t *value = json_object_get(object, key);
	const char *text, *reason;

	if (value == NULL)
		return true;
	if ((text = json_string_value(value)) == NULL)
		return form_fault(f, &here, "not a text (want \"...\")");
	if ((reason = parse(text, into)) != NULL)
		return form_fault(f, &here, "'%s': %s", text, reason);
	return true;
}

bool
form_count(const struct form *f, const struct way *at, json_t *object,
    const char *key, int most, int *into)
{
	struct way here = { at, key, 0 };
	json_t *value = json_object_get(object, key);
	json_int_t n = json_integer_value(value);

	if (value == NULL)
		return true;
	if (!json_is_integer(value) || n < 0 || n > most)
		return form_fault(f, &here, "not a number from 0 to %d", most);
	*into = (int)n;
	return true;
}

bool
form_flag(const struct form *f, const struct way *at, json_t *object,
    const char *key, bool *into)
{
	struct way here = { at, key, 0 };
	json_t *value = json_object_get(object, key);

	if (value == NULL)
		return true;
	if (!json_is_boolean(value))
		return form_fault(f, &here, "neither true nor false");
	*into = json_is_true(value);
	return true;
}

bool
form_list(const struct form *f, const struct way *at, json_t *object,
    const char *key, size_t size, form_item *read, void *list, size_t *n)
{
	struct way here = { at, key, 0 };
	json_t *array = json_object_get(object, key);
	size_t count = json_array_size(array);
	char *items;

	if (array == NULL)
		return true;
	if (!json_is_array(array))
		return form_fault(f, &here, "not a list (want [ ... ])");
	items = pool_bytes(f->pool, count * size + 1);
	for (size_t i = 0; i < count; i++) {
		struct way item = { &here, NULL, i };

		if (!read(f, &item, json_array_get(array, i),
		    items + i * size))
			return false;
	}
	*(void **)list = items;
	*n = count;
	return true;
}

const char *
form_name(const char *text, void *into)
{
	size_t len = strlen(text);

	if (len == 0)
		return "empty (want a name)";
	if (text[0] == ' ' || text[len - 1] == ' ')
		return "a blank at an end (want a name)";
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)text[i] < ' ' || text[i] == '\177')
			return "a control character (want a name)";
	*(const char **)into = text;
	return NULL;
}

const char *
form_keep(const struct form *f, const char *text)
{
	return text == NULL ? NULL : pool_text(f->pool, text, strlen(text));
}
