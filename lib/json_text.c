#include "json_text.h"

#include <err.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The length of the string, quotes included, that begins at text. */
size_t
json_text_string(const char *text, size_t len)
{
	size_t i = 1;

	while (i < len && text[i] != '"')
		i += text[i] == '\\' ? 2 : 1;
	return i < len ? i + 1 : len;
}

static size_t
number_length(const char *text, size_t len)
{
	size_t i = 0;

	while (i < len && text[i] != '\0' &&
	    strchr("0123456789+-.eE", text[i]) != NULL)
		i++;
	return i;
}

/*
 * Copy the text with each number made a 0, since jansson would round it or
 * find it too large; false where one isn't a number at all.
 */
static bool
mask_numbers(const char *text, size_t len, struct row *out)
{
	out->len = 0;
	row_add(out, text, len);
	for (size_t i = 0, n; i < len; i += n) {
		n = 1;
		if (text[i] == '"') {
			n = json_text_string(text + i, len - i);
		} else if (text[i] == '-' ||
		    (text[i] >= '0' && text[i] <= '9')) {
			n = number_length(text + i, len - i);
			if (!row_is_number(text + i, n))
				return false;
			memset(out->bytes + out->len - len + i, ' ', n);
			out->bytes[out->len - len + i] = '0';
		}
	}
	return true;
}

/* How many bytes of text are before the mark. */
static size_t
length_before(const char *text, const char *mark)
{
	const char *at = strstr(text, mark);

	return at != NULL ? (size_t)(at - text) : strlen(text);
}

bool
json_text_is_valid(const char *text, size_t len, struct row *scratch,
    size_t flags, char reason[200])
{
	json_error_t error;
	json_t *root;

	if (!mask_numbers(text, len, scratch)) {
		snprintf(reason, 200, "malformed JSON: not a number");
		return false;
	}
	root = json_loadb(scratch->bytes, len, flags, &error);
	if (root == NULL)	/* without what it is near: that is no reason */
		snprintf(reason, 200, "malformed JSON: %.*s",
		    (int)length_before(error.text, " near "), error.text);
	json_decref(root);
	return root != NULL;
}

/* The length of the valid value that begins at text. */
size_t
json_text_value(const char *text, size_t len)
{
	size_t i = 0, depth = 0;

	if (text[0] == '"')
		return json_text_string(text, len);
	for (; i < len; i++) {
		char c = text[i];

		if (c == '"')
			i += json_text_string(text + i, len - i) - 1;
		else if (c == '{' || c == '[')
			depth++;
		else if ((c == '}' || c == ']') && depth > 1)
			depth--;
		else if (c == '}' || c == ']')
			return i + depth;
		else if (depth == 0 && (c == ',' || is_blank(c)))
			break;
	}
	return i;
}

void
json_text_compact(const char *text, size_t len, struct row *out)
{
	for (size_t i = 0, n; i < len; i += n) {
		n = text[i] == '"' ? json_text_string(text + i, len - i) : 1;
		if (!is_blank(text[i]))
			row_add(out, text + i, n);
	}
}

/* Add what the string, quotes included, says. */
static void
add_decoded(const char *text, size_t len, struct row *out)
{
	json_t *s;

	if (memchr(text, '\\', len) == NULL) {
		row_add(out, text + 1, len - 2);
		return;
	}
	s = json_loadb(text, len, JSON_DECODE_ANY, NULL);
	if (s == NULL)
		errx(2, "out of memory");
	row_add(out, json_string_value(s), json_string_length(s));
	json_decref(s);
}

/* Is that string the name, however it was escaped? */
static bool
is_named(const char *string, size_t len, const char *name)
{
	struct row key = { .bytes = NULL };
	bool is_it;

	if (memchr(string, '\\', len) == NULL)
		return len == strlen(name) + 2 &&
		    memcmp(string + 1, name, len - 2) == 0;
	add_decoded(string, len, &key);
	is_it = key.len == strlen(name) && memcmp(key.bytes, name,
	    key.len) == 0;
	free(key.bytes);
	return is_it;
}

const char *
json_text_member(const char *text, size_t len, const char *name, size_t *n)
{
	const char *end = text + len, *p = json_text_skip(text + 1, end);

	while (*p != '}') {
		size_t key = json_text_string(p, (size_t)(end - p));
		bool is_it = is_named(p, key, name);

		p = json_text_skip(p + key, end);
		*n = json_text_value(p, (size_t)(end - p));
		if (is_it)
			return p;
		p = json_text_skip(p + *n, end);
	}
	return NULL;
}

void
json_text_add(const char *text, size_t len, struct row *out)
{
	if (text[0] == '"')
		add_decoded(text, len, out);
	else if (text[0] == '{' || text[0] == '[')
		json_text_compact(text, len, out);
	else if (text[0] != 'n')
		row_add(out, text, len);
}

const char *
json_text_skip(const char *at, const char *end)
{
	while (at < end && (is_blank(*at) || *at == ',' || *at == ':'))
		at++;
	return at;
}

void
json_text_follow(struct json_open *o, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		char c = text[i];

		if (o->in_string && (o->is_escaped || c == '\\'))
			o->is_escaped = !o->is_escaped;
		else if (c == '"')
			o->in_string = !o->in_string;
		else if (!o->in_string && (c == '{' || c == '['))
			o->depth++;
		else if (!o->in_string && (c == '}' || c == ']') &&
		    o->depth > 0)
			o->depth--;
	}
}
