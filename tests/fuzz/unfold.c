/*
 * Any bytes as nested JSON: it is taken just when jansson takes it, and has as
 * many rows as its records have lines.
 */

#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "unfold.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static size_t
lines_of(const json_t *record)
{
	const json_t *lines = json_object_get(record, "l");
	size_t n = json_is_array(lines) ? json_array_size(lines) : 0;

	return n != 0 ? n : 1;
}

static size_t
rows_of(const json_t *root)
{
	const json_t *records = json_is_array(root) ? root :
	    json_object_get(root, "o");
	size_t rows = 0;

	if (!json_is_array(records))
		return lines_of(root);
	for (size_t i = 0; i < json_array_size(records); i++)
		rows += lines_of(json_array_get(records, i));
	return rows;
}

static void
check_cells(const struct unfold *u)
{
	size_t n;
	const struct unfold_cell *cells = unfold_cells(u, &n);

	for (size_t i = 0; i < n; i++)
		if (strlen(cells[i].path.bytes) + 1 != cells[i].path.len ||
		    strlen(cells[i].text.bytes) + 1 != cells[i].text.len)
			abort();
}

/* jansson finds numbers too large that are text to us: no matter here. */
static int
holds(const char *text, size_t len, json_t *root)
{
	struct unfold *u = unfold_new();
	size_t rows = 0;
	const char *reason = unfold_take(u, text, len);

	unfold_set(u, "o", "l");
	while (unfold_next(u)) {
		check_cells(u);
		rows++;
	}
	if (root != NULL && (reason != NULL || rows != rows_of(root)))
		abort();
	unfold_free(u);
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const char *text = (const char *)bytes;
	json_t *root;
	int result;

	if (memchr(bytes, '\0', len) != NULL)
		return 0;
	root = json_loadb(text, len, JSON_REJECT_DUPLICATES, NULL);
	result = holds(text, len, root);
	json_decref(root);
	return result;
}
