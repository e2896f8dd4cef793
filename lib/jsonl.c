#include "jsonl.h"

#include <err.h>
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "pool.h"

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The length of the string, quotes included, that begins at text. */
static size_t
string_length(const char *text, size_t len)
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
			n = string_length(text + i, len - i);
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

static bool
is_valid(const char *text, size_t len, struct row *scratch, size_t flags,
    char reason[200])
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
static size_t
value_length(const char *text, size_t len)
{
	size_t i = 0, depth = 0;

	if (text[0] == '"')
		return string_length(text, len);
	for (; i < len; i++) {
		char c = text[i];

		if (c == '"')
			i += string_length(text + i, len - i) - 1;
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

static void
add_compact(const char *text, size_t len, struct row *out)
{
	for (size_t i = 0, n; i < len; i += n) {
		n = text[i] == '"' ? string_length(text + i, len - i) : 1;
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

/* Add the text of a key or value, NUL-terminated; its length. */
static size_t
add_text(struct jsonl *j, const char *text, size_t len)
{
	size_t before = j->text.len;

	if (text[0] == '"')
		add_decoded(text, len, &j->text);
	else if (text[0] == '{' || text[0] == '[')
		add_compact(text, len, &j->text);
	else if (text[0] != 'n')
		row_add(&j->text, text, len);
	row_add(&j->text, "", 1);
	return j->text.len - before - 1;
}

static const char *
skip(const char *p, const char *end)
{
	while (p < end && (is_blank(*p) || *p == ',' || *p == ':'))
		p++;
	return p;
}

/* The texts may have moved while they grew: point the fields at them now. */
static void
point(struct jsonl *j)
{
	const char *p = j->text.bytes;

	for (size_t i = 0; i < j->n; i++) {
		j->fields[i].key = p;
		p += j->fields[i].key_len + 1;
		j->fields[i].text = p;
		p += j->fields[i].len + 1;
	}
}

/* Are the keys the first ones of an object without twins, in its order? */
static bool
has_known_keys(const struct jsonl *j)
{
	size_t at = 0;

	for (size_t i = 0; i < j->n; i++) {
		size_t len = j->fields[i].key_len + 1;

		if (j->keys.len - at < len ||
		    memcmp(j->keys.bytes + at, j->fields[i].key, len) != 0)
			return false;
		at += len;
	}
	return true;
}

static const char *
find_twins(struct jsonl *j)
{
	struct dict *keys;
	size_t i = 0;

	if (has_known_keys(j))
		return NULL;
	keys = dict_new();
	while (i < j->n && dict_add(keys, j->fields[i].key,
	    j->fields[i].key_len) == i)
		i++;
	dict_free(keys);
	if (i < j->n) {
		snprintf(j->reason, sizeof j->reason, "key '%.100s' twice",
		    j->fields[i].key);
		return j->reason;
	}
	j->keys.len = 0;
	for (i = 0; i < j->n; i++)
		row_add(&j->keys, j->fields[i].key, j->fields[i].key_len + 1);
	return NULL;
}

const char *
jsonl_parse(struct jsonl *j, const char *line, size_t len)
{
	const char *p, *end = line + len;

	j->n = j->text.len = 0;
	j->is_malformed = !is_valid(line, len, &j->scratch, 0, j->reason);
	if (j->is_malformed)
		return j->reason;
	for (p = skip(line, end); p < end && *p != '{'; p++)
		if (*p == '[')
			return "not a JSON object";
	for (p = skip(p + 1, end); *p != '}'; p = skip(p, end)) {
		struct jsonl_field f = { .key = NULL };
		size_t n = string_length(p, (size_t)(end - p));

		f.key_len = add_text(j, p, n);
		p = skip(p + n, end);
		n = value_length(p, (size_t)(end - p));
		f.len = add_text(j, p, n);
		p += n;
		j->fields = pool_grow(j->fields, &j->room, j->n + 1,
		    sizeof *j->fields);
		j->fields[j->n++] = f;
	}
	point(j);
	return find_twins(j);
}

bool
jsonl_compact(const char *text, size_t len, struct row *out)
{
	struct row scratch = { NULL, 0, 0 };
	char reason[200];
	bool valid = is_valid(text, len, &scratch, JSON_DECODE_ANY, reason);

	if (valid)
		add_compact(text, len, out);
	free(scratch.bytes);
	return valid;
}

void
jsonl_free(struct jsonl *j)
{
	free(j->fields);
	free(j->text.bytes);
	free(j->scratch.bytes);
	free(j->keys.bytes);
}
