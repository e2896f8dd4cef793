#include "locate.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const char *
skip_blank(const char *p)
{
	return p + strspn(p, " \t\r\n");
}

/* Past a string; p is at its opening quote. */
static const char *
skip_string(const char *p)
{
	for (p++; *p != '"' && *p != '\0'; p++)
		if (*p == '\\' && p[1] != '\0')
			p++;
	return *p == '"' ? p + 1 : p;
}

/* Past any value: up to the comma or bracket that ends it. */
static const char *
skip_value(const char *p)
{
	size_t depth = 0;

	while (*p != '\0') {
		if (*p == '"') {
			p = skip_string(p);
			continue;
		}
		if (*p == '{' || *p == '[')
			depth++;
		else if (*p == '}' || *p == ']' || *p == ',') {
			if (depth == 0)
				break;
			if (*p != ',' && --depth == 0)
				return p + 1;
		}
		p++;
	}
	return p;
}

/* Is the string at p, len bytes with its quotes, this key? */
static bool
key_is(const char *p, size_t len, const char *key)
{
	json_t *s = json_loadb(p, len, JSON_DECODE_ANY, NULL);
	const char *text = json_string_value(s);
	bool is = text != NULL && strcmp(text, key) == 0;

	json_decref(s);
	return is;
}

/* From the bracket at p to the item or to the key wanted; NULL: not there. */
static const char *
step_in(const char *p, const struct way *way)
{
	for (size_t i = 0; *p == '{' || *p == '[' || *p == ','; i++) {
		const char *start = skip_blank(p + 1);

		if (way->key == NULL) {
			if (i == way->index)
				return start;
			p = skip_blank(skip_value(start));
			continue;
		}
		p = skip_string(start);
		if (key_is(start, (size_t)(p - start), way->key))
			return start;
		p = skip_blank(p);
		p = skip_blank(skip_value(*p == ':' ? skip_blank(p + 1) : p));
	}
	return NULL;
}

static const char *
find(const char *text, const struct way *way)
{
	const char *p;

	if (way == NULL)
		return skip_blank(text);
	p = find(text, way->up);
	if (p != NULL && way->up != NULL && way->up->key != NULL) {
		p = skip_blank(skip_string(p));
		p = skip_blank(p + (*p == ':'));
	}
	return p != NULL ? step_in(p, way) : NULL;
}

size_t
locate_line(const char *text, const struct way *way)
{
	const char *end = find(text, way);
	size_t line = 1;

	for (const char *p = text; end != NULL && p < end; p++)
		line += *p == '\n';
	return line;
}

void
locate_print(const struct way *way, char *into, size_t room)
{
	size_t len;

	if (way == NULL) {
		into[0] = '\0';
		return;
	}
	locate_print(way->up, into, room);
	len = strlen(into);
	if (way->key != NULL)
		snprintf(into + len, room - len, "%s%s", len > 0 ? "." : "",
		    way->key);
	else
		snprintf(into + len, room - len, "[%zu]", way->index);
}
