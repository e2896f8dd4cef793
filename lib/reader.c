#include "reader_form.h"

#include <err.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "csvrow.h"
#include "input.h"
#include "nested.h"
#include "pool.h"
#include "utf8.h"

/* Those still open: where the program ends early, nothing has leaked. */
static struct reader *open_readers;

static unsigned parts;		/* so far, of all files */

static const char not_utf8[] =
    "bytes that are not UTF-8 (try iconv -f WINDOWS-1252 -t UTF-8)";

/* Step to the next row of nested JSON.  A record with lines has all of them,
   and is no part of what stood before it. */
static bool
next_nested(struct reader *r)
{
	if (!nested_next(r->nest, &r->reason))
		return false;
	if (r->layout.lines != NULL && nested_is_first(r->nest))
		r->part = ++parts;
	r->cells = nested_cells(r->nest, &r->n_cells);
	return true;
}

static bool
next_line(struct reader *r)
{
	const char *line;
	size_t len, ended;

	do {
		input_begin(r->in);
		if (!input_line(r->in, &line, &len, &ended))
			return false;
	} while (len == 0);
	r->reason = jsonl_parse(&r->json, line, len);
	if (r->reason != NULL && ended == 0 && r->json.is_malformed)
		errx(EXIT_TROUBLE, "%s:%lu: %s: the file is cut short",
		    input_name(r->in), input_number(r->in), r->reason);
	r->cells = r->json.cells;
	r->n_cells = r->json.n;
	return true;
}

/* May it be Windows-1252, which has no meaning for five bytes? */
static bool
is_windows(struct place at)
{
	for (size_t i = 0; i < at.len; i++)
		if (strchr("\x81\x8d\x8f\x90\x9d", at.row[i]) != NULL)
			return false;
	return true;
}

bool
reader_step(struct reader *r)
{
	struct place at;

	if (r->csv == NULL) {
		if (r->nest != NULL ? !next_nested(r) : !next_line(r))
			return false;
		if (r->nest == NULL && r->json.is_plain)
			return true;
	} else {
		if (!csvrow_next(r->csv, r->in, &r->reason))
			return false;
		r->cells = csvrow_cells(r->csv, &r->n_cells);
		if (csvrow_is_plain(r->csv))
			return true;
	}
	at = reader_place(r);
	if (r->csv != NULL && r->reason == NULL && r->n_cells < r->n &&
	    input_is_cut(r->in))
		errx(EXIT_TROUBLE, "%s:%lu: %zu cells (want %zu) and no line "
		    "end: the file is cut short", at.file, at.line, r->n_cells,
		    r->n);
	if (r->nest != NULL || utf8_is_valid(at.row, at.len))
		return true;
	if (r->layout.is_strict && is_windows(at))
		errx(EXIT_TROUBLE, "%s:%lu: not UTF-8, but Windows-1252 by its "
		    "looks: iconv -f WINDOWS-1252 -t UTF-8 FILE | %s", at.file,
		    at.line, program_invocation_short_name);
	if (r->layout.is_strict)
		errx(EXIT_TROUBLE, "%s:%lu: bytes that are not UTF-8",
		    at.file, at.line);
	r->reason = not_utf8;
	return true;
}

/* Which of the two roads to the same rows? */
static bool
is_fast(void)
{
	const char *road = getenv("SENDLIST_ROAD");

	if (road == NULL || strcmp(road, "fast") == 0)
		return true;
	if (strcmp(road, "library") != 0)
		errx(EXIT_TROUBLE, "SENDLIST_ROAD: '%s': want library or fast",
		    road);
	return false;
}

/* Read CSV from here on, parted as the map or the next record says. */
void
reader_begin_csv(struct reader *r)
{
	csvrow_free(r->csv);
	r->delimiter = r->layout.delimiter != 0 ? r->layout.delimiter :
	    input_delimiter(r->in);
	r->csv = csvrow_new(r->delimiter, r->layout.unquoted, is_fast());
}

struct reader *
reader_open(const char *path, const struct layout *layout)
{
	struct reader *r = calloc(1, sizeof *r);
	bool is_blank;
	char first;

	if (r == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	r->next = open_readers;
	open_readers = r;
	r->layout = *layout;
	r->json.fast = is_fast();
	r->part = ++parts;
	r->pool = pool_new();
	r->in = input_open(path);
	first = input_first(r->in);
	is_blank = layout->header == NULL && first == '\n';
	if (layout->header != NULL ||
	    (first != '{' && first != '[' && !is_blank))
		reader_begin_csv(r);
	input_begin(r->in);
	if (r->csv == NULL && layout->is_nested && !is_blank)
		r->nest = nested_open(r->in, layout);
	else if (r->csv == NULL && first == '[')
		errx(EXIT_TROUBLE, "%s: is a JSON array: jq -c '.[]' FILE | %s",
		    input_name(r->in), program_invocation_short_name);
	else if (!is_blank)
		reader_read_header(r);
	return r;
}

void
reader_close(struct reader *r)
{
	struct reader **p = &open_readers;

	while (*p != r)
		p = &(*p)->next;
	*p = r->next;
	input_close(r->in);
	csvrow_free(r->csv);
	nested_close(r->nest);
	jsonl_free(&r->json);
	pool_free(r->pool);
	free(r);
}

void
reader_expect(struct reader *r, const struct layout *layout)
{
	r->layout.lines = layout->lines;
	if (r->nest != NULL)
		nested_expect(r->nest, layout);
	if (r->csv != NULL && r->layout.skip == 0 && layout->skip != 0) {
		r->layout.skip = layout->skip;
		reader_skip_header(r);
	}
	if (r->csv == NULL || layout->unquoted == r->layout.unquoted)
		return;
	r->layout.unquoted = layout->unquoted;
	csvrow_free(r->csv);
	r->csv = csvrow_new(r->delimiter, r->layout.unquoted, is_fast());
}

struct reader_form
reader_form(const struct reader *r)
{
	return (struct reader_form){ .is_json = r->csv == NULL,
	    .keyring = r->nest != NULL ? 0 : r->json.keyring,
	    .is_nested = r->nest != NULL,
	    .is_plain = r->csv != NULL && !r->layout.unquoted &&
	    r->layout.delimiter == 0 && r->delimiter == ',' };
}

bool
reader_next(struct reader *r, const char **reason)
{
	r->header = 0;
	if (r->is_pending) {
		r->is_pending = false;
	} else {
		if (!reader_step(r))
			return false;
		while (r->reason == NULL && reader_is_header_again(r)) {
			r->part = ++parts;
			reader_skip_header(r);
			if (!reader_step(r))
				return false;
		}
	}
	*reason = r->reason;
	return true;
}

const struct cell *
reader_cells(const struct reader *r, size_t *n)
{
	*n = r->n_cells;
	return r->cells;
}

const char *
reader_key(const struct reader *r, size_t i, size_t *len)
{
	if (r->nest != NULL)
		return nested_path(r->nest, i, len);
	*len = r->json.keys[i].len;
	return r->json.keys[i].text;
}

struct place
reader_place(const struct reader *r)
{
	struct place at = { .file = input_name(r->in),
	    .line = r->header != 0 ? r->header : input_number(r->in),
	    .part = r->part };

	if (r->nest != NULL)
		nested_place(r->nest, &at);
	else
		at.row = input_record(r->in, &at.len);
	return at;
}

/* An NDJSON record without its last brace, and the blanks before that. */
static struct cell
open_record(struct place at)
{
	struct cell row = { at.row, at.len };

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

/*
 * A CR last would be taken for a part of the line's end, and a byte-order mark
 * first would be dropped.
 */
static bool
is_sealed(struct place at)
{
	return at.row[at.len - 1] != '\r' &&
	    strncmp(at.row, "\xef\xbb\xbf", 3) != 0;
}

struct cell
reader_raw(const struct reader *r)
{
	struct place at = reader_place(r);

	if (r->csv == NULL && r->nest == NULL)
		return open_record(at);
	if (r->nest != NULL || !is_sealed(at))
		return (struct cell){ NULL, 0 };
	return (struct cell){ at.row, at.len };
}
