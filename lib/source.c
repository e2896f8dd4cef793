#include "source_form.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "header.h"
#include "pool.h"

/* Those still open: where the program ends early, nothing has leaked. */
static struct source *open_sources;

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
	progress_open(&s->progress, common);
	return s;
}

/* Open files until one tells the columns; if none does, there are none. */
static struct source *
find_columns(struct source *s, const char *path)
{
	source_use(s, path);
	while (s->names == NULL && *s->next_path != NULL) {
		end_file(s);
		source_use(s, *s->next_path++);
	}
	if (s->names == NULL)
		source_set(s, pool_bytes(s->pool, sizeof *s->names), 0);
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

/* Find the column of each of an NDJSON record's keys. */
static bool
find_places(struct source *s, const struct cell *fields, size_t n)
{
	s->places = pool_grow(s->places, &s->places_room, n + 1,
	    sizeof *s->places);
	s->n_places = n;
	s->keyring = 0;
	s->are_in_order = n == s->n;
	for (size_t i = 0; i < n; i++) {
		size_t len, at = i;
		const char *key = reader_key(s->file, i, &len);
		const char *name = s->is_side ? key :
		    header_rename(&s->common->columns, key, &len);

		if (i >= s->n || strncmp(s->names[i], name, len) != 0 ||
		    s->names[i][len] != '\0')
			at = source_key(s, name, len);
		if (at == DICT_NONE && !reader_form(s->file).is_nested) {
			tally_reject(source_place(s), key, fields[i].text,
			    "no such key in the first record");
			return false;
		}
		s->places[i] = at;
		s->are_in_order = s->are_in_order && at == i;
	}
	s->keyring = reader_form(s->file).keyring;
	return true;
}

/* Put an NDJSON record where the table has it; what lacks is blank. */
static bool
place_fields(struct source *s, const struct cell *fields, size_t n)
{
	bool is_known = s->keyring != 0 && n <= s->n_places &&
	    s->keyring == reader_form(s->file).keyring;

	if (!is_known && !find_places(s, fields, n))
		return false;
	if (s->are_in_order && n == s->n) {
		s->cells = fields;
		return true;
	}
	s->cells = s->row;
	for (size_t i = 0; i < s->n; i++)
		s->row[i] = (struct cell){ "", 0 };
	for (size_t i = 0; i < n; i++)
		if (s->places[i] != DICT_NONE)
			s->row[s->places[i]] = fields[i];
	return true;
}

/* Put the record where the table has it; if it isn't whole, reject it. */
static bool
place_record(struct source *s, const char *reason)
{
	char count[80];
	size_t n;
	const struct cell *cells = reader_cells(s->file, &n);

	if (reason == NULL && reader_form(s->file).is_json)
		return place_fields(s, cells, n);
	if (reason == NULL && n != s->n) {
		snprintf(count, sizeof count, "%zu cells (want %zu)", n, s->n);
		reason = count;
	}
	if (reason != NULL) {
		tally_reject(source_place(s), NULL, NULL, reason);
		return false;
	}
	s->cells = s->are_in_order ? cells : s->row;
	for (size_t i = 0; !s->are_in_order && i < n; i++)
		s->row[i] = cells[s->from[i]];
	return true;
}

const char *
source_below(const struct source *s, unsigned row, size_t column)
{
	const char *const *texts = NULL;
	size_t n = 0;

	if (s->file != NULL && column != DICT_NONE)
		texts = reader_names(s->file, row, &n);
	return texts != NULL && s->from[column] < n ? texts[s->from[column]] :
	    "";
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
			source_use(s, *s->next_path++);
			continue;
		}
		tally_read(1);
		progress_step(&s->progress);
		if (place_record(s, reason))
			return true;
	}
}

struct cell
source_cell(const struct source *s, size_t column)
{
	return column != DICT_NONE ? s->cells[column] :
	    (struct cell){ "", 0 };
}

struct place
source_place(const struct source *s)
{
	struct place at = reader_place(s->file);

	at.nth = s->progress.rows;
	return at;
}

static void
write_row(struct source *s)
{
	s->written.len = 0;
	for (size_t i = 0; i < s->n; i++) {
		struct cell c = source_cell(s, i);

		if (!s->common->json) {
			if (i != 0)
				row_byte(&s->written, ',');
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
	progress_close(&s->progress);
	if (s->file != NULL)
		end_file(s);
	pool_free(s->pool);
	free(s->places);
	free(s->written.bytes);
	free(s);
}
