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
		struct cell key = j->keys[i], cell = j->cells[i];
		const json_t *value = json_object_get(root, key.text);

		if (value == NULL || strlen(key.text) != key.len ||
		    strlen(cell.text) != cell.len)
			abort();
		if (json_is_string(value) &&
		    strcmp(json_string_value(value), cell.text) != 0)
			abort();
		if (json_is_null(value) != (cell.len == 0) &&
		    !json_is_string(value))
			abort();
		if (json_is_number(value) && !row_is_number(cell.text, cell.len))
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
		row_key(&line, j->keys[i].text, j->keys[i].len);
		row_json(&line, j->cells[i].text, j->cells[i].len, CELL_TEXT);
	}
	row_add(&line, "}", 1);
	if (jsonl_parse(&again, line.bytes, line.len) != NULL ||
	    again.n != j->n)
		abort();
	for (size_t i = 0; i < j->n; i++)
		if (strcmp(again.keys[i].text, j->keys[i].text) != 0 ||
		    strcmp(again.cells[i].text, j->cells[i].text) != 0)
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
