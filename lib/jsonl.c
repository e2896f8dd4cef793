#include "jsonl.h"

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "json_text.h"
#include "pool.h"
#include "utf8.h"

/* Add the text of a key or value, NUL-terminated; its length. */
static size_t
add_text(struct jsonl *j, const char *text, size_t len)
{
	size_t before = j->text.len;

	json_text_add(text, len, &j->text);
	row_add(&j->text, "", 1);
	return j->text.len - before - 1;
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

/* The key that is kept at p, and its length; the next is behind its NUL. */
static const char *
kept_key(const char *p, size_t *len)
{
	memcpy(len, p, sizeof *len);
	return p + sizeof *len;
}

static void
keep_keys(struct jsonl *j)
{
	j->keys.len = 0;
	j->keyring++;
	for (size_t i = 0; i < j->n; i++) {
		const struct jsonl_field *f = &j->fields[i];

		row_add(&j->keys, (const char *)&f->key_len, sizeof f->key_len);
		row_add(&j->keys, f->key, f->key_len + 1);
	}
}

/* Are the keys the first ones of an object without twins, in its order? */
static bool
has_known_keys(const struct jsonl *j)
{
	const char *key;
	size_t at = 0, len;

	for (size_t i = 0; i < j->n; i++) {
		const struct jsonl_field *f = &j->fields[i];

		if (at == j->keys.len)
			return false;
		key = kept_key(j->keys.bytes + at, &len);
		at += sizeof len + len + 1;
		if (len != f->key_len || memcmp(key, f->key, len) != 0)
			return false;
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
	keep_keys(j);
	return NULL;
}

static const char *
skip_blanks(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	return p;
}

/* The key, if it is written plainly, and the colon and blanks behind it; NULL if
   it isn't. */
static const char *
match_key(const char *p, const char *end, const char *key, size_t len)
{
	if ((size_t)(end - p) < len + 3 || *p != '"' ||
	    memcmp(p + 1, key, len) != 0 || p[len + 1] != '"')
		return NULL;
	p = skip_blanks(p + len + 2, end);
	return p < end && *p == ':' ? skip_blanks(p + 1, end) : NULL;
}

/* Is any of eight bytes a quote, a backslash or a control? */
static bool
has_special(const char *eight)
{
	const uint64_t ones = UINT64_C(0x0101010101010101), high = ones << 7;
	uint64_t w, quote, slash;

	memcpy(&w, eight, sizeof w);
	quote = w ^ ones * '"';
	slash = w ^ ones * '\\';
	return ((((quote - ones) & ~quote) | ((slash - ones) & ~slash) |
	    ((w - ones * ' ') & ~w)) & high) != 0;
}

/* Where a plain string that begins there ends, its quote; NULL: it isn't one. */
static const char *
end_string(const char *p, const char *end)
{
	for (p++; end - p >= 8 && !has_special(p); p += 8)
		;
	for (; p < end && *p != '"'; p++)
		if (*p == '\\' || (unsigned char)*p < ' ')
			return NULL;
	return p < end ? p : NULL;
}

/* The value that begins there, without quotes; null is blank.  Where it ends, or
   NULL if it isn't plain. */
static const char *
match_value(const char *p, const char *end, const char **text, size_t *len)
{
	const char *from = p;

	if (p < end && *p == '"') {
		if ((p = end_string(p, end)) == NULL)
			return NULL;
		*text = from + 1;
		*len = (size_t)(p - from - 1);
		return p + 1;
	}
	if (end - p > 4 && memcmp(p, "null", 4) == 0 &&
	    (p[4] == ',' || p[4] == '}')) {
		*text = p;
		*len = 0;
		return p + 4;
	}
	while (p < end && *p != ',' && *p != '}' && *p != ' ' && *p != '\t')
		p++;
	*text = from;
	*len = (size_t)(p - from);
	if (*len == 4 && memcmp(from, "null", 4) == 0)
		*len = 0;
	else if ((*len != 4 || memcmp(from, "true", 4) != 0) &&
	    (*len != 5 || memcmp(from, "false", 5) != 0) &&
	    !row_is_number(from, *len))
		return NULL;
	return p;
}

/* The object's members, one for each of the keys known, from p on; where they
   end, or NULL where that isn't so simple. */
static const char *
take_members(struct jsonl *j, const char *p, const char *end)
{
	const char *keys = j->keys.bytes, *text;
	const char *keys_end = keys + j->keys.len;
	char *into = j->text.bytes;
	size_t len;

	for (size_t i = 0; keys < keys_end; i++) {
		struct jsonl_field *f = &j->fields[i];

		f->key = kept_key(keys, &f->key_len);
		keys = f->key + f->key_len + 1;
		p = match_key(skip_blanks(p, end), end, f->key, f->key_len);
		if (p == NULL || (p = match_value(p, end, &text, &len)) == NULL)
			return NULL;
		f->text = into;
		f->len = len;
		if (len != 0)
			memcpy(into, text, len);
		into += len;
		*into++ = '\0';
		j->n = i + 1;
		p = skip_blanks(p, end);
		if (p == end || *p != (keys < keys_end ? ',' : '}'))
			return NULL;
		p++;
	}
	return p;
}

/* Take an object apart that is written plainly, with the keys of the last one;
   false: that isn't so. */
static bool
is_plain(struct jsonl *j, const char *line, size_t len)
{
	const char *end = line + len, *p = skip_blanks(line, end);

	if (j->keys.len == 0 || p == end || *p != '{' ||
	    !utf8_is_valid(line, len))
		return false;
	j->text.bytes = pool_grow(j->text.bytes, &j->text.room,
	    len + j->room + 1, 1);
	p = take_members(j, p + 1, end);
	return p != NULL && skip_blanks(p, end) == end;
}

const char *
jsonl_parse(struct jsonl *j, const char *line, size_t len)
{
	const char *p, *end = line + len;

	j->n = j->text.len = 0;
	j->is_malformed = false;
	if (j->fast && is_plain(j, line, len))
		return NULL;
	j->n = 0;
	j->is_malformed = !json_text_is_valid(line, len, &j->scratch, 0, j->reason);
	if (j->is_malformed)
		return j->reason;
	for (p = json_text_skip(line, end); p < end && *p != '{'; p++)
		if (*p == '[')
			return "not a JSON object";
	for (p = json_text_skip(p + 1, end); *p != '}'; p = json_text_skip(p, end)) {
		struct jsonl_field f = { .key = NULL };
		size_t n = json_text_string(p, (size_t)(end - p));

		f.key_len = add_text(j, p, n);
		p = json_text_skip(p + n, end);
		n = json_text_value(p, (size_t)(end - p));
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
	bool valid = json_text_is_valid(text, len, &scratch, JSON_DECODE_ANY, reason);

	if (valid)
		json_text_compact(text, len, out);
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
