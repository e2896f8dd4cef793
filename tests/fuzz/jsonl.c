/*
 * Any bytes as a line of NDJSON: it is taken just when jansson takes it, with
 * jansson's keys and strings, and what is taken can be written and taken again.
 */

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "jsonl.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* A refusal that is ours, not jansson's: of a key twice, or of a list. */
static bool
is_ours(const char *reason, const json_t *root)
{
	return json_is_array(root) ? strcmp(reason, "not a JSON object") == 0 :
	    strstr(reason, "' twice") != NULL;
}

static void
compare(const struct jsonl *j, json_t *root)
{
	if (j->n != json_object_size(root))
		abort();
	for (size_t i = 0; i < j->n; i++) {
		const struct jsonl_field *f = &j->fields[i];
		const json_t *value = json_object_get(root, f->key);

		if (value == NULL || strlen(f->key) != f->key_len ||
		    strlen(f->text) != f->len)
			abort();
		if (json_is_string(value) &&
		    strcmp(json_string_value(value), f->text) != 0)
			abort();
		if (json_is_null(value) != (f->len == 0) &&
		    !json_is_string(value))
			abort();
		if (json_is_number(value) && !row_is_number(f->text, f->len))
			abort();
	}
}

/* Written as texts and taken again, they are the same. */
static void
go_round(const struct jsonl *j)
{
	struct row line = { NULL, 0, 0 };
	struct jsonl again = { .n = 0 };

	row_add(&line, "{", 1);
	for (size_t i = 0; i < j->n; i++) {
		row_add(&line, ",", i != 0);
		row_key(&line, j->fields[i].key, j->fields[i].key_len);
		row_json(&line, j->fields[i].text, j->fields[i].len, CELL_TEXT);
	}
	row_add(&line, "}", 1);
	if (jsonl_parse(&again, line.bytes, line.len) != NULL ||
	    again.n != j->n)
		abort();
	for (size_t i = 0; i < j->n; i++)
		if (strcmp(again.fields[i].key, j->fields[i].key) != 0 ||
		    strcmp(again.fields[i].text, j->fields[i].text) != 0)
			abort();
	jsonl_free(&again);
	free(line.bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct jsonl j = { .n = 0 };
	const char *line = (const char *)bytes, *reason;
	json_error_t error;
	json_t *root;

	if (memchr(bytes, '\0', len) != NULL || memchr(bytes, '\n', len) != NULL)
		return 0;
	reason = jsonl_parse(&j, line, len);
	root = json_loadb(line, len, 0, &error);
	if (root == NULL && reason == NULL &&
	    json_error_code(&error) != json_error_numeric_overflow)
		abort();
	if (root != NULL && reason != NULL && !is_ours(reason, root))
		abort();
	if (root != NULL && reason == NULL)
		compare(&j, root);
	if (reason == NULL)
		go_round(&j);
	json_decref(root);
	jsonl_free(&j);
	return 0;
}
