#include "jsonl.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "json_text.h"
#include "pool.h"

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
