#include "source.h"

#include <err.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "csvrow.h"
#include "dict.h"
#include "input.h"
#include "jsonl.h"
#include "map.h"
#include "pool.h"
#include "row.h"
#include "utf8.h"

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
	const char **names;	/* NULL until the first header is read */
	size_t n;

	/* the file at hand */
	struct input *in;
	bool is_json;
	bool is_pending;	/* NDJSON: the first record is also the header */
	bool stands_as_is;	/* its rows can be copied through unchanged */
	struct csvrow *csv;
	struct jsonl json;
	const char *const *header;	/* its cells as they stand in the file */
	size_t *from;		/* where each of the table's columns is */

	/* the row at hand */
	const char *reason;	/* why it is malformed, or NULL */
	const struct cell *cells;	/* as the file has them */
	size_t n_cells;
	struct cell *row;	/* as the table has them, for NDJSON */
	struct row written;	/* by source_row */
	size_t rows;
	time_t started;
};

/* Those still open: where the program ends early, nothing has leaked. */
static struct source *open_sources;

static const char not_utf8[] =
    "bytes that are not UTF-8 (try iconv -f WINDOWS-1252 -t UTF-8)";

/* Every message about a header begins so. */
#define fail_at_header(s, ...) \
	header_trouble(input_name((s)->in), input_number((s)->in), __VA_ARGS__)

static _Noreturn void
header_trouble(const char *file, unsigned long line, const char *what,
    const char *name)
{
	errx(EXIT_TROUBLE, "%s:%lu: %s '%s'", file, line, what, name);
}

/* Read the file's next row into cells; false at its end. */
static bool
read_row(struct source *s)
{
	const char *line;
	size_t len, ended;

	if (!s->is_json) {
		if (!csvrow_next(s->csv, s->in, &s->reason))
			return false;
		s->cells = csvrow_cells(s->csv, &s->n_cells);
		return true;
	}
	do {
		input_begin(s->in);
		if (!input_line(s->in, &line, &len, &ended))
			return false;
	} while (len == 0);
	s->reason = jsonl_parse(&s->json, line, len);
	if (s->reason != NULL && ended == 0 && s->json.is_malformed)
		errx(EXIT_TROUBLE, "%s:%lu: %s: the file is cut short",
		    input_name(s->in), input_number(s->in), s->reason);
	return true;
}

static const char **
copy_names(struct source *s, const char *const *names, size_t n)
{
	const char **copy = pool_bytes(s->pool, (n + 1) * sizeof *copy);

	for (size_t i = 0; i < n; i++)
		copy[i] = pool_text(s->pool, names[i], strlen(names[i]));
	return copy;
}

/* The file's own header, of any kind, as texts that last. */
static const char **
read_header(struct source *s, size_t *n)
{
	const char **names;
	size_t len;
	const char *raw;

	if (s->layout.header != NULL) {
		for (*n = 0; s->layout.header[*n] != NULL; ++*n)
			;
		return copy_names(s, s->layout.header, *n);
	}
	if (!read_row(s))
		errx(EXIT_TROUBLE, "%s: empty (want a header row)",
		    input_name(s->in));
	raw = input_record(s->in, &len);
	if (!utf8_is_valid(raw, len))
		s->reason = not_utf8;
	if (s->reason != NULL)
		errx(EXIT_TROUBLE, "%s:%lu: %s", input_name(s->in),
		    input_number(s->in), s->reason);
	*n = s->is_json ? s->json.n : s->n_cells;
	names = pool_bytes(s->pool, (*n + 1) * sizeof *names);
	for (size_t i = 0; i < *n; i++)
		names[i] = s->is_json ? s->json.fields[i].key :
		    s->cells[i].text;
	s->is_pending = s->is_json;
	return copy_names(s, names, *n);
}

static size_t
position(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return i;
	return DICT_NONE;
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
		size_t at = position(names, n, header);

		if (at == DICT_NONE && s->names == NULL)
			fail_at_header(s, "--column: no column", header);
		if (at == DICT_NONE)
			continue;
		if (position(names, n, name) != DICT_NONE)
			fail_at_header(s, "--column: there is already a column",
			    name);
		names[at] = name;
	}
}

/* Where the table's column i is among names: of twins, the one in its turn. */
static size_t
find_again(const struct source *s, const char **names, size_t n, size_t i)
{
	size_t turn = 0;

	for (size_t k = 0; k < i; k++)
		turn += strcmp(s->names[k], s->names[i]) == 0;
	for (size_t at = 0; at < n; at++)
		if (strcmp(names[at], s->names[i]) == 0 && turn-- == 0)
			return at;
	fail_at_header(s, "the first file has twice the column", s->names[i]);
}

/* Say where each of the table's columns is in this file. */
static void
match_columns(struct source *s, const char **names, size_t n)
{
	bool in_order = true;

	for (size_t i = 0; !s->is_json && i < s->n; i++)
		if (position(names, n, s->names[i]) == DICT_NONE)
			fail_at_header(s, "the first file has a column",
			    s->names[i]);
	for (size_t i = 0; i < n; i++)
		if (position(s->names, s->n, names[i]) == DICT_NONE)
			fail_at_header(s, "the first file has no column",
			    names[i]);
	for (size_t i = 0; !s->is_json && i < s->n; i++) {
		s->from[i] = find_again(s, names, n, i);
		in_order = in_order && s->from[i] == i;
	}
	s->stands_as_is = s->is_json ? s->common->json &&
	    (s->is_side || s->common->columns.n == 0) :
	    !s->common->json && in_order && !s->layout.unquoted &&
	    s->layout.delimiter == 0 && input_delimiter(s->in) == ',';
}

static void
start_csv(struct source *s)
{
	char delimiter = s->layout.delimiter != 0 ? s->layout.delimiter :
	    input_delimiter(s->in);

	csvrow_free(s->csv);
	s->csv = csvrow_new(delimiter, s->layout.unquoted);
}

static void
set_columns(struct source *s, const char **names, size_t n)
{
	s->names = names;
	s->n = n;
	s->from = pool_bytes(s->pool, (n + 1) * sizeof *s->from);
	s->row = pool_bytes(s->pool, (n + 1) * sizeof *s->row);
}

/*
 * Begin with the file at path.  One of blank lines only is NDJSON without a
 * record, from which nothing can be told.
 */
static void
use_file(struct source *s, const char *path)
{
	const char **names;
	bool is_blank;
	size_t n;

	s->in = input_open(path);
	is_blank = s->layout.header == NULL && input_is_blank(s->in);
	s->is_json = s->layout.header == NULL &&
	    (input_first(s->in) == '{' || is_blank);
	s->is_pending = false;
	start_csv(s);
	input_begin(s->in);
	if (is_blank)
		return;
	names = read_header(s, &n);
	s->header = copy_names(s, names, n);
	for (unsigned i = 0; !s->is_json && i < s->layout.skip; i++)
		read_row(s);
	rename_columns(s, names, n);
	if (s->names == NULL)
		set_columns(s, names, n);
	else if (n != s->n && !s->is_json)
		errx(EXIT_TROUBLE, "%s:%lu: %zu columns (the first file has "
		    "%zu)", input_name(s->in), input_number(s->in), n, s->n);
	match_columns(s, names, n);
}

static struct source *
new_source(const struct common *common)
{
	const char *road = getenv("SENDLIST_ROAD");
	struct source *s = calloc(1, sizeof *s);

	if (road != NULL && strcmp(road, "library") != 0 &&
	    strcmp(road, "fast") != 0)
		errx(EXIT_TROUBLE, "SENDLIST_ROAD: '%s': want library or fast",
		    road);
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

struct source *
source_open(char *const paths[], const struct common *common,
    const struct layout *layout)
{
	struct source *s = new_source(common);

	if (layout != NULL)
		s->layout = *layout;
	s->next_path = paths[0] != NULL ? paths + 1 : paths;
	use_file(s, paths[0] != NULL ? paths[0] : "-");
	while (s->names == NULL && *s->next_path != NULL) {
		input_close(s->in);
		use_file(s, *s->next_path++);
	}
	if (s->names == NULL)
		set_columns(s, copy_names(s, NULL, 0), 0);
	return s;
}

struct source *
source_open_side(const char *path, const struct common *common)
{
	struct source *s = new_source(common);

	s->is_side = true;
	s->next_path = s->side;
	use_file(s, path);
	if (s->names == NULL)
		set_columns(s, copy_names(s, NULL, 0), 0);
	return s;
}

/* A file joined to another by cat brings its header along. */
static bool
is_header_again(const struct source *s)
{
	if (s->is_json || s->layout.header != NULL || s->n_cells != s->n)
		return false;
	for (size_t i = 0; i < s->n; i++)
		if (strcmp(s->cells[i].text, s->header[i]) != 0)
			return false;
	return true;
}

/* What --column calls the key. */
static const char *
renamed(const struct source *s, const char *key, size_t *len)
{
	const struct list *l = &s->common->columns;

	*len = strlen(key);
	for (size_t i = 0; !s->is_side && i < l->n; i++) {
		const char *header = strchr(l->items[i], '=') + 1;

		if (strcmp(header, key) == 0) {
			*len = (size_t)(header - 1 - l->items[i]);
			return l->items[i];
		}
	}
	return key;
}

static bool
is_named(const struct source *s, size_t column, const char *name, size_t len)
{
	return strlen(s->names[column]) == len &&
	    memcmp(s->names[column], name, len) == 0;
}

/* Put the record's fields where the table has them; what lacks is blank. */
static bool
place_fields(struct source *s)
{
	for (size_t i = 0; i < s->n; i++)
		s->row[i] = (struct cell){ "", 0 };
	for (size_t i = 0; i < s->json.n; i++) {
		const struct jsonl_field *f = &s->json.fields[i];
		size_t len, at = i;
		const char *name = renamed(s, f->key, &len);

		if (i >= s->n || !is_named(s, i, name, len))
			for (at = 0; at < s->n; at++)
				if (is_named(s, at, name, len))
					break;
		if (at == s->n) {
			tally_reject(source_place(s), f->key, f->text,
			    "no such key in the first record");
			return false;
		}
		s->row[at] = (struct cell){ f->text, f->len };
	}
	return true;
}

/* Is the row whole?  If not, reject it. */
static bool
check_row(struct source *s)
{
	char count[80];
	struct place at = source_place(s);

	if (!utf8_is_valid(at.row, at.len))
		s->reason = not_utf8;
	if (s->reason == NULL && !s->is_json && s->n_cells != s->n) {
		snprintf(count, sizeof count, "%zu cells (want %zu)",
		    s->n_cells, s->n);
		s->reason = count;
	}
	if (s->reason != NULL)
		tally_reject(at, NULL, NULL, s->reason);
	else if (s->is_json)
		return place_fields(s);
	return s->reason == NULL;
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
	for (;;) {
		if (s->is_pending) {
			s->is_pending = false;
		} else if (!read_row(s)) {
			input_close(s->in);
			s->in = NULL;
			if (*s->next_path == NULL)
				return false;
			use_file(s, *s->next_path++);
			continue;
		} else if (s->reason == NULL && is_header_again(s)) {
			continue;
		}
		tally_read(1);
		if (++s->rows % PROGRESS_ROWS == 0 && s->started != 0)
			show_progress(s);
		if (check_row(s))
			return true;
	}
}

const char *const *
source_names(const struct source *s)
{
	return s->names;
}

bool
source_find(struct source *s, const char *name, size_t *column)
{
	const char *sign = strrchr(name, '#');
	size_t found = DICT_NONE, nth = 0;
	size_t len = sign != NULL ? (size_t)(sign - name) : 0;

	for (size_t i = 0; i < s->n; i++) {
		if (strcmp(s->names[i], name) == 0) {
			if (found != DICT_NONE)
				fail_at_header(s, "two columns", name);
			found = i;
		}
	}
	for (size_t i = 0; found == DICT_NONE && sign != NULL && i < s->n; i++)
		if (is_named(s, i, name, len) &&
		    ++nth == strtoul(sign + 1, NULL, 10))
			found = i;
	if (found != DICT_NONE)
		*column = found;
	return found != DICT_NONE;
}

size_t
source_column(struct source *s, const char *name)
{
	const char *map, *tool;
	size_t column = 0;

	if (source_find(s, name, &column) || s->n == 0)
		return column;
	if (map_guess(s->names, &map, &tool))
		errx(EXIT_TROUBLE, "%s:%lu: looks like %s: %s FILE | %s",
		    input_name(s->in), input_number(s->in), map, tool,
		    program_invocation_short_name);
	fail_at_header(s, "no column", name);
}

struct cell
source_cell(const struct source *s, size_t column)
{
	return s->is_json ? s->row[column] : s->cells[s->from[column]];
}

bool
source_read(struct source *s, size_t column, value_parser *parse, void *into)
{
	const char *reason = parse(source_cell(s, column).text, into);

	if (reason != NULL)
		source_reject(s, column, reason);
	return reason == NULL;
}

void
source_reject(struct source *s, size_t column, const char *reason)
{
	bool shows = column != DICT_NONE;

	tally_reject(source_place(s), shows ? s->names[column] : NULL,
	    shows ? source_cell(s, column).text : NULL, reason);
}

struct place
source_place(const struct source *s)
{
	struct place at = { input_name(s->in), input_number(s->in), NULL, 0 };

	at.row = input_record(s->in, &at.len);
	return at;
}

/* An NDJSON record without its last brace, and the blanks before that. */
static struct cell
open_record(const struct source *s)
{
	struct cell row;

	row.text = input_record(s->in, &row.len);
	while (*row.text != '{') {
		row.text++;
		row.len--;
	}
	while (row.text[row.len - 1] != '}')
		row.len--;
	do
		row.len--;
	while (strchr(" \t\r", row.text[row.len - 1]) != NULL);
	return row;
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
		row_key(&s->written, s->names[i], strlen(s->names[i]));
		row_json(&s->written, c.text, c.len, record_type(s->names[i]));
	}
}

struct cell
source_row(struct source *s)
{
	struct cell row;

	if (s->stands_as_is && s->is_json)
		return open_record(s);
	row.text = input_record(s->in, &row.len);
	if (s->stands_as_is && row.text[row.len - 1] != '\r')
		return row;	/* with a CR last, it would be of the line's end */
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
	if (s->in != NULL)
		input_close(s->in);
	csvrow_free(s->csv);
	jsonl_free(&s->json);
	pool_free(s->pool);
	free(s->written.bytes);
	free(s);
}
