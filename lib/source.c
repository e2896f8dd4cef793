#include "source.h"

#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "dict.h"
#include "header.h"
#include "map.h"
#include "pool.h"
#include "reader.h"
#include "row.h"

enum { PROGRESS_ROWS = 1 << 16 };

struct source {
	struct source *next;	/* of those still open */
	const struct common *common;
	struct layout layout;
	bool is_side;
	char *const *next_path;
	char *side[2];		/* the one path of a side file */

	/* the table */
	struct pool *pool;
	const char **names;	/* NULL until a file tells them */
	const struct row_field *fields;	/* where rows are written as NDJSON */
	size_t n;

	/* the file at hand */
	struct reader *file;
	bool stands_as_is;	/* its rows can be copied through unchanged */
	size_t *from;		/* CSV: where each of the table's columns is */
	struct header *header;	/* CSV: its names; NDJSON: the table's */

	/* the row at hand, as the table has it */
	struct cell *row;
	struct row written;	/* by source_row */
	size_t rows;
	time_t started;
};

/* Those still open: where the program ends early, nothing has leaked. */
static struct source *open_sources;

static _Noreturn void
fail_at_header(const struct source *s, const char *what, const char *name)
{
	struct place at = reader_place(s->file);

	errx(EXIT_TROUBLE, "%s:%lu: %s '%s'", at.file, at.line, what, name);
}

/* Do as --column says: the column HEADER is NAME from here on. */
static void
rename_columns(struct source *s, const char **names, size_t n)
{
	const struct list *l = &s->common->columns;

	for (size_t i = 0; !s->is_side && i < l->n; i++) {
		const char *header = strchr(l->items[i], '=') + 1;
		size_t len = (size_t)(header - 1 - l->items[i]);
		char *name = pool_text(s->pool, l->items[i], len);
		size_t at = header_find(names, n, header);

		if (at == DICT_NONE && s->names == NULL)
			fail_at_header(s, "--column: no column", header);
		if (at == DICT_NONE)
			continue;
		if (header_find(names, n, name) != DICT_NONE)
			fail_at_header(s, "--column: there is already a column",
			    name);
		names[at] = name;
	}
}

/* Where the table's next column of this name is in this file. */
static size_t
find_again(struct source *s, const char **names, size_t n, const char *name)
{
	size_t at;

	if (s->header == NULL)
		s->header = header_new(names, n);
	at = header_take(s->header, name);
	if (at == DICT_NONE)
		fail_at_header(s, header_find(names, n, name) == DICT_NONE ?
		    "the first file has a column" :
		    "the first file has twice the column", name);
	return at;
}

/* The table's column of this name, of NDJSON's that may come in any order. */
static size_t
find_key(struct source *s, const char *name, size_t len)
{
	if (s->header == NULL)
		s->header = header_new(s->names, s->n);
	return header_first(s->header, name, len);
}

/* Say where each of the table's columns is in this file. */
static void
match_columns(struct source *s, const char **names, size_t n)
{
	bool is_json = reader_is_json(s->file), in_order = true;

	for (size_t i = 0; !is_json && i < s->n; i++)
		s->from[i] = names == s->names ? i :
		    find_again(s, names, n, s->names[i]);
	for (size_t i = 0; is_json && names != s->names && i < n; i++)
		if (find_key(s, names[i], strlen(names[i])) == DICT_NONE)
			fail_at_header(s, "the first file has no column",
			    names[i]);
	for (size_t i = 0; !is_json && i < s->n; i++)
		in_order = in_order && s->from[i] == i;
	s->stands_as_is = is_json ? s->common->json &&
	    (s->is_side || s->common->columns.n == 0) :
	    !s->common->json && in_order && reader_is_plain(s->file);
}

static void
set_columns(struct source *s, const char **names, size_t n)
{
	s->names = names;
	s->n = n;
	if (s->common->json)
		s->fields = row_fields(s->pool, names, n);
	s->from = pool_bytes(s->pool, (n + 1) * sizeof *s->from);
	s->row = pool_bytes(s->pool, (n + 1) * sizeof *s->row);
}

static void
use_file(struct source *s, const char *path)
{
	const char *const *header;
	const char **names;
	size_t n;

	s->file = reader_open(path, &s->layout);
	header = reader_names(s->file, &n);
	if (header == NULL)
		return;
	names = pool_bytes(s->pool, (n + 1) * sizeof *names);
	for (size_t i = 0; i < n; i++)
		names[i] = pool_text(s->pool, header[i], strlen(header[i]));
	rename_columns(s, names, n);
	if (s->names == NULL) {
		set_columns(s, names, n);
	} else if (n != s->n && !reader_is_json(s->file)) {
		struct place at = reader_place(s->file);

		errx(EXIT_TROUBLE, "%s:%lu: %zu columns (the first file has "
		    "%zu)", at.file, at.line, n, s->n);
	}
	match_columns(s, names, n);
}

static void
end_file(struct source *s)
{
	reader_close(s->file);
	s->file = NULL;
	header_free(s->header);
	s->header = NULL;
}

static struct source *
new_source(const struct common *common)
{
	struct source *s = calloc(1, sizeof *s);

	if (s == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	s->next = open_sources;
	open_sources = s;
	s->common = common;
	s->pool = pool_new();
	if (common->progress && isatty(STDERR_FILENO))
		s->started = time(NULL);
	return s;
}

/* Open files until one tells the columns; if none does, there are none. */
static struct source *
find_columns(struct source *s, const char *path)
{
	use_file(s, path);
	while (s->names == NULL && *s->next_path != NULL) {
		end_file(s);
		use_file(s, *s->next_path++);
	}
	if (s->names == NULL)
		set_columns(s, pool_bytes(s->pool, sizeof *s->names), 0);
	return s;
}

struct source *
source_open(char *const paths[], const struct common *common,
    const struct layout *layout)
{
	struct source *s = new_source(common);

	if (layout != NULL)
		s->layout = *layout;
	s->next_path = paths[0] != NULL ? paths + 1 : paths;
	return find_columns(s, paths[0] != NULL ? paths[0] : "-");
}

struct source *
source_open_side(const char *path, const struct common *common)
{
	struct source *s = new_source(common);

	s->is_side = true;
	s->next_path = s->side;
	return find_columns(s, path);
}

/* Put an NDJSON record where the table has it; what lacks is blank. */
static bool
place_fields(struct source *s, const struct cell *fields, size_t n)
{
	for (size_t i = 0; i < s->n; i++)
		s->row[i] = (struct cell){ "", 0 };
	for (size_t i = 0; i < n; i++) {
		size_t len, at = i;
		const char *key = reader_key(s->file, i, &len);
		const char *name = s->is_side ? key :
		    header_rename(&s->common->columns, key, &len);

		if (i >= s->n || strncmp(s->names[i], name, len) != 0 ||
		    s->names[i][len] != '\0')
			at = find_key(s, name, len);
		if (at == DICT_NONE) {
			tally_reject(source_place(s), key, fields[i].text,
			    "no such key in the first record");
			return false;
		}
		s->row[at] = fields[i];
	}
	return true;
}

/* Put the record where the table has it; if it isn't whole, reject it. */
static bool
place_record(struct source *s, const char *reason)
{
	char count[80];
	size_t n;
	const struct cell *cells = reader_cells(s->file, &n);

	if (reason == NULL && reader_is_json(s->file))
		return place_fields(s, cells, n);
	if (reason == NULL && n != s->n) {
		snprintf(count, sizeof count, "%zu cells (want %zu)", n, s->n);
		reason = count;
	}
	if (reason != NULL) {
		tally_reject(source_place(s), NULL, NULL, reason);
		return false;
	}
	for (size_t i = 0; i < n; i++)
		s->row[i] = cells[s->from[i]];
	return true;
}

static void
show_progress(const struct source *s)
{
	if (time(NULL) - s->started >= 2)
		fprintf(stderr, "\r%s: %zu rows", program_invocation_short_name,
		    s->rows);
}

bool
source_next(struct source *s)
{
	const char *reason;

	for (;;) {
		if (!reader_next(s->file, &reason)) {
			end_file(s);
			if (*s->next_path == NULL)
				return false;
			use_file(s, *s->next_path++);
			continue;
		}
		tally_read(1);
		if (++s->rows % PROGRESS_ROWS == 0 && s->started != 0)
			show_progress(s);
		if (place_record(s, reason))
			return true;
	}
}

const char *const *
source_names(const struct source *s)
{
	return s->names;
}

size_t
source_find(struct source *s, const char *name)
{
	const char *sign = strrchr(name, '#');
	size_t len = strlen(name), at = header_find(s->names, s->n, name);
	size_t nth;

	if (at != DICT_NONE &&
	    header_twin(s->names, s->n, name, len, 1) != DICT_NONE)
		fail_at_header(s, "two columns", name);
	if (at == DICT_NONE && sign != NULL &&
	    (nth = strtoul(sign + 1, NULL, 10)) > 0)
		at = header_twin(s->names, s->n, name, (size_t)(sign - name),
		    nth - 1);
	return at;
}

size_t
source_column(struct source *s, const char *name)
{
	const char *map, *tool;
	size_t column = source_find(s, name);
	struct place at;

	if (column != DICT_NONE || s->n == 0)
		return column;
	if (!map_guess(s->names, &map, &tool))
		fail_at_header(s, "no column", name);
	at = reader_place(s->file);
	errx(EXIT_TROUBLE, "%s:%lu: looks like %s: %s FILE | %s", at.file,
	    at.line, map, tool, program_invocation_short_name);
}

struct cell
source_cell(const struct source *s, size_t column)
{
	return column != DICT_NONE ? s->row[column] :
	    (struct cell){ "", 0 };
}

struct place
source_place(const struct source *s)
{
	struct place at = reader_place(s->file);

	at.nth = s->rows;
	return at;
}

static void
write_row(struct source *s)
{
	s->written.len = 0;
	for (size_t i = 0; i < s->n; i++) {
		struct cell c = source_cell(s, i);

		if (!s->common->json) {
			row_add(&s->written, ",", i != 0);
			row_csv(&s->written, c.text, c.len);
			continue;
		}
		row_add(&s->written, i != 0 ? "," : "{", 1);
		row_field(&s->written, &s->fields[i], c.text, c.len);
	}
}

struct cell
source_row(struct source *s)
{
	struct cell row = reader_raw(s->file);

	if (s->stands_as_is && row.text != NULL)
		return row;
	write_row(s);
	return (struct cell){ s->written.bytes, s->written.len };
}

void
source_close(struct source *s)
{
	struct source **p = &open_sources;

	while (*p != s)
		p = &(*p)->next;
	*p = s->next;
	if (s->started != 0 && time(NULL) - s->started >= 2)
		fputc('\n', stderr);
	if (s->file != NULL)
		end_file(s);
	pool_free(s->pool);
	free(s->written.bytes);
	free(s);
}
