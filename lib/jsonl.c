#include "jsonl.h"

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "hash.h"
#include "json_text.h"
#include "pool.h"
#include "utf8.h"

/* Add the text of a key or value, NUL-terminated; its length. */
static size_t
add_text(struct jsonl *j, const char *text, size_t len)
{
	size_t before = j->text.len;

	json_text_add(text, len, &j->text);
	row_byte(&j->text, '\0');
	return j->text.len - before - 1;
}

/* The texts may have moved while they grew: point the cells at them now. */
static void
point(struct jsonl *j)
{
	const char *p = j->text.bytes;

	for (size_t i = 0; i < j->n; i++) {
		j->found[i].text = p;
		p += j->found[i].len + 1;
		j->cells[i].text = p;
		p += j->cells[i].len + 1;
	}
	j->keys = j->found;
}

static void
keep_keys(struct jsonl *j)
{
	const char *p;

	j->known = pool_grow(j->known, &j->known_room, j->n + 1,
	    sizeof *j->known);
	j->kept.len = 0;
	for (size_t i = 0; i < j->n; i++)
		row_add(&j->kept, j->keys[i].text, j->keys[i].len + 1);
	p = j->kept.bytes;
	for (size_t i = 0; i < j->n; i++) {
		j->known[i] = (struct cell){ p, j->keys[i].len };
		p += j->keys[i].len + 1;
	}
	j->n_known = j->n;
	j->keyring++;
}

/* Are the bytes the same? */
static inline bool
is_same(const char *a, const char *b, size_t n)
{
	if (n < 8)
		return hash_load_short(a, n) == hash_load_short(b, n);
	for (size_t i = 0; i + 8 < n; i += 8)
		if (hash_load(a + i) != hash_load(b + i))
			return false;
	return hash_load(a + n - 8) == hash_load(b + n - 8);
}

/* Are the keys the first ones of an object without twins, in its order? */
static bool
has_known_keys(const struct jsonl *j)
{
	if (j->n > j->n_known)
		return false;
	for (size_t i = 0; i < j->n; i++)
		if (j->known[i].len != j->keys[i].len ||
		    !is_same(j->known[i].text, j->keys[i].text,
		    j->keys[i].len))
			return false;
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
	while (i < j->n && dict_add(keys, j->keys[i].text,
	    j->keys[i].len) == i)
		i++;
	dict_free(keys);
	if (i < j->n) {
		snprintf(j->reason, sizeof j->reason, "key '%.100s' twice",
		    j->keys[i].text);
		return j->reason;
	}
	keep_keys(j);
	return NULL;
}

static const char *
skip_blanks(const char *p, const char *end)
{
	while (p < end && *p <= ' ' && (*p == ' ' || *p == '\t'))
		p++;
	return p;
}

/* Behind the key, if it is written plainly, and the colon and blanks that follow
   it; NULL if it isn't. */
static const char *
match_key(const char *p, const char *end, struct cell key)
{
	if ((size_t)(end - p) < key.len + 3 || *p != '"' ||
	    p[key.len + 1] != '"' || !is_same(p + 1, key.text, key.len))
		return NULL;
	p = skip_blanks(p + key.len + 2, end);
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

/* Most values are short. */
static inline void
copy(char *into, const char *text, size_t len)
{
	uint64_t first, last;

	if (len < sizeof first || len > 2 * sizeof first) {
		memcpy(into, text, len);
		return;
	}
	first = hash_load(text);
	last = hash_load(text + len - sizeof last);
	memcpy(into, &first, sizeof first);
	memcpy(into + len - sizeof last, &last, sizeof last);
}

/* The object's members, one for each of the keys known, from p on; where they
   end, or NULL where that isn't so simple. */
static const char *
take_members(struct jsonl *j, const char *p, const char *end)
{
	char *into = j->text.bytes;
	const char *text;
	size_t len;

	for (size_t i = 0; i < j->n_known; i++) {
		p = match_key(skip_blanks(p, end), end, j->known[i]);
		if (p == NULL || (p = match_value(p, end, &text, &len)) == NULL)
			return NULL;
		j->cells[i] = (struct cell){ into, len };
		if (len != 0)
			copy(into, text, len);
		into += len;
		*into++ = '\0';
		p = skip_blanks(p, end);
		if (p == end || *p != (i + 1 < j->n_known ? ',' : '}'))
			return NULL;
		p++;
	}
	return p;
}

/* Take an object apart that is written plainly, with the keys of the last one;
   false: that isn't so. */
static bool
take_plain(struct jsonl *j, const char *line, size_t len)
{
	const char *end = line + len, *p = skip_blanks(line, end);

	if (j->n_known == 0 || p == end || *p != '{' ||
	    !utf8_is_valid(line, len))
		return false;
	j->text.bytes = pool_grow(j->text.bytes, &j->text.room,
	    len + j->n_known + 1, 1);
	p = take_members(j, p + 1, end);
	if (p == NULL || skip_blanks(p, end) != end)
		return false;
	j->keys = j->known;
	j->n = j->n_known;
	return true;
}

/* Room for one more cell, and its key. */
static void
make_room(struct jsonl *j)
{
	size_t room = j->room;

	j->found = pool_grow(j->found, &room, j->n + 1, sizeof *j->found);
	j->cells = pool_grow(j->cells, &j->room, j->n + 1, sizeof *j->cells);
}

/* Take apart what jansson has found to be an object. */
static void
take_object(struct jsonl *j, const char *p, const char *end)
{
	for (p = json_text_skip(p + 1, end); *p != '}'; p = json_text_skip(p, end)) {
		size_t n = json_text_string(p, (size_t)(end - p));

		make_room(j);
		j->found[j->n].len = add_text(j, p, n);
		p = json_text_skip(p + n, end);
		n = json_text_value(p, (size_t)(end - p));
		j->cells[j->n++].len = add_text(j, p, n);
		p += n;
	}
	point(j);
}

const char *
jsonl_parse(struct jsonl *j, const char *line, size_t len)
{
	const char *p, *end = line + len;

	j->n = j->text.len = 0;
	j->is_malformed = false;
	j->is_plain = j->fast && take_plain(j, line, len);
	if (j->is_plain)
		return NULL;
	j->is_malformed = !json_text_is_valid(line, len, &j->scratch, 0, j->reason);
	if (j->is_malformed)
		return j->reason;
	for (p = json_text_skip(line, end); p < end && *p != '{'; p++)
		if (*p == '[')
			return "not a JSON object";
	take_object(j, p, end);
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
	free(j->cells);
	free(j->found);
	free(j->known);
	free(j->text.bytes);
	free(j->kept.bytes);
	free(j->scratch.bytes);
}
