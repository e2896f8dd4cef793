#include "nested.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "json_text.h"
#include "pool.h"
#include "unfold.h"

struct nested {
	struct input *in;
	struct unfold *rows;
	struct pool *pool;	/* of the names */
	const char **names;
	size_t n;
	const char *reason;	/* why the document is malformed, or NULL */
	struct cell *cells;
	size_t n_cells, room;
};

/* The next line with something in it. */
static bool
begin_line(struct nested *nest, const char **line, size_t *len, size_t *ended)
{
	do {
		input_begin(nest->in);
		if (!input_line(nest->in, line, len, ended))
			return false;
	} while (*len == 0);
	return true;
}

/* Does a document that begins with this line go on?  An array may; a record on
   a line of its own that was spoilt doesn't take the next ones with it. */
static bool
goes_on(const char *line, size_t len)
{
	while (len > 1 && strchr(" \t", *line) != NULL) {
		line++;
		len--;
	}
	if (len > 0 && *line == '[')
		return true;
	while (len > 0 && strchr(" \t\r", line[len - 1]) != NULL)
		len--;
	return len > 0 && strchr("[{,", line[len - 1]) != NULL;
}

/* Take up the next document of the file; false at the end. */
static bool
next_document(struct nested *nest)
{
	struct json_open open = { .depth = 0 };
	const char *line;
	size_t len, ended;
	bool is_cut = false;

	if (!begin_line(nest, &line, &len, &ended))
		return false;
	json_text_follow(&open, line, len);
	if (goes_on(line, len)) {
		while (open.depth > 0 && !open.in_string &&
		    input_line(nest->in, &line, &len, &ended))
			json_text_follow(&open, line, len);
		is_cut = open.depth > 0 && !open.in_string;
	}
	line = input_record(nest->in, &len);
	nest->reason = unfold_take(nest->rows, line, len);
	if (nest->reason != NULL && (is_cut || input_is_cut(nest->in)))
		errx(EXIT_TROUBLE, "%s:%lu: %s: the file is cut short",
		    input_name(nest->in), input_number(nest->in),
		    nest->reason);
	return true;
}

static void
name_columns(struct nested *nest)
{
	const struct unfold_cell *cells;
	size_t n;

	unfold_look(nest->rows);
	cells = unfold_cells(nest->rows, &n);
	if (n == 0)
		return;
	nest->names = pool_bytes(nest->pool, (n + 1) * sizeof *nest->names);
	nest->n = 0;
	for (size_t i = 0; i < n; i++) {
		const struct row *path = &cells[i].path;

		if (strstr(path->bytes, "[0]") == NULL)
			nest->names[nest->n++] = pool_text(nest->pool,
			    path->bytes, path->len - 1);
	}
}

struct nested *
nested_open(struct input *in, const struct layout *layout)
{
	struct nested *nest = calloc(1, sizeof *nest);

	if (nest == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	nest->in = in;
	nest->pool = pool_new();
	nest->rows = unfold_new();
	unfold_set(nest->rows, layout->records, layout->lines);
	while (nest->names == NULL && next_document(nest)) {
		if (nest->reason != NULL)
			errx(EXIT_TROUBLE, "%s:%lu: %s", input_name(in),
			    input_number(in), nest->reason);
		name_columns(nest);
	}
	return nest;
}

void
nested_close(struct nested *nest)
{
	if (nest == NULL)
		return;
	unfold_free(nest->rows);
	pool_free(nest->pool);
	free(nest->cells);
	free(nest);
}

void
nested_expect(struct nested *nest, const struct layout *layout)
{
	unfold_set(nest->rows, layout->records, layout->lines);
	nest->n = 0;
	name_columns(nest);
}

const char *const *
nested_names(const struct nested *nest, size_t *n)
{
	*n = nest->n;
	return nest->names;
}

bool
nested_next(struct nested *nest, const char **reason)
{
	const struct unfold_cell *cells;

	*reason = NULL;
	nest->n_cells = 0;
	while (!unfold_next(nest->rows)) {
		if (!next_document(nest))
			return false;
		*reason = nest->reason;
		if (*reason != NULL)
			return true;
	}
	cells = unfold_cells(nest->rows, &nest->n_cells);
	nest->cells = pool_grow(nest->cells, &nest->room, nest->n_cells + 1,
	    sizeof *nest->cells);
	for (size_t i = 0; i < nest->n_cells; i++)
		nest->cells[i] = (struct cell){ cells[i].text.bytes,
		    cells[i].text.len - 1 };
	return true;
}

bool
nested_is_first(const struct nested *nest)
{
	return unfold_is_first(nest->rows);
}

const struct cell *
nested_cells(const struct nested *nest, size_t *n)
{
	*n = nest->n_cells;
	return nest->cells;
}

const char *
nested_path(const struct nested *nest, size_t i, size_t *len)
{
	const struct unfold_cell *cells = unfold_cells(nest->rows, len);

	*len = cells[i].path.len - 1;
	return cells[i].path.bytes;
}

void
nested_place(const struct nested *nest, struct place *at)
{
	at->row = unfold_record(nest->rows, &at->len);
	if (at->row != NULL)
		at->line += unfold_line(nest->rows, &at->record);
	else
		at->row = input_record(nest->in, &at->len);
}
