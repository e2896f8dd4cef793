#include "source_form.h"

#include <err.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "header.h"
#include "map.h"
#include "pool.h"

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

		if (at == DICT_NONE && s->names == NULL &&
		    s->layout.renamed == NULL)
			fail_at_header(s, "--column: no column", header);
		if (at == DICT_NONE)
			continue;
		if (s->layout.renamed != NULL)
			s->layout.renamed[i] = true;
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
size_t
source_key(struct source *s, const char *name, size_t len)
{
	if (s->header == NULL)
		s->header = header_new(s->names, s->n);
	return header_first(s->header, name, len);
}

/* Say where each of the table's columns is in this file. */
static void
match_columns(struct source *s, const char **names, size_t n)
{
	bool is_json = reader_form(s->file).is_json;

	for (size_t i = 0; i < s->n; i++)
		s->from[i] = is_json || names == s->names ? i :
		    find_again(s, names, n, s->names[i]);
	for (size_t i = 0; is_json && names != s->names && i < n &&
	    !reader_form(s->file).is_nested; i++)
		if (source_key(s, names[i], strlen(names[i])) == DICT_NONE)
			fail_at_header(s, "the first file has no column",
			    names[i]);
	s->are_in_order = true;
	for (size_t i = 0; i < s->n; i++)
		s->are_in_order = s->are_in_order && s->from[i] == i;
	s->stands_as_is = is_json ? s->common->json &&
	    (s->is_side || s->common->columns.n == 0) :
	    !s->common->json && s->are_in_order &&
	    reader_form(s->file).is_plain;
}

void
source_set(struct source *s, const char **names, size_t n)
{
	s->names = names;
	s->n = n;
	if (s->common->json)
		s->fields = row_fields(s->pool, names, n);
	s->from = pool_bytes(s->pool, (n + 1) * sizeof *s->from);
	for (size_t i = 0; i < n; i++)
		s->from[i] = i;
	s->row = pool_bytes(s->pool, (n + 1) * sizeof *s->row);
}

void
source_use(struct source *s, const char *path)
{
	const char *const *header;
	const char **names;
	size_t n;

	s->file = reader_open(path, &s->layout);
	s->keyring = 0;
	header = reader_names(s->file, 0, &n);
	if (header == NULL)
		return;
	names = pool_bytes(s->pool, (n + 1) * sizeof *names);
	for (size_t i = 0; i < n; i++)
		names[i] = pool_text(s->pool, header[i], strlen(header[i]));
	rename_columns(s, names, n);
	if (s->names == NULL) {
		source_set(s, names, n);
	} else if (n != s->n && !reader_form(s->file).is_json) {
		struct place at = reader_place(s->file);

		errx(EXIT_TROUBLE, "%s:%lu: %zu columns (the first file has "
		    "%zu)", at.file, at.line, n, s->n);
	}
	match_columns(s, names, n);
}

void
source_expect(struct source *s, const struct layout *layout,
    const char *const columns[])
{
	const char *const *header;
	const char **names;
	size_t n, more = 0;

	if (s->file == NULL)
		return;
	s->layout.unquoted = layout->unquoted;
	s->layout.records = layout->records;
	s->layout.lines = layout->lines;
	s->layout.skip = layout->skip;
	reader_expect(s->file, layout);
	if (!reader_form(s->file).is_nested)
		return;
	header = reader_names(s->file, 0, &n);
	while (columns[more] != NULL)
		more++;
	names = pool_bytes(s->pool, (n + more + 1) * sizeof *names);
	for (size_t i = 0; i < n; i++)
		names[i] = pool_text(s->pool, header[i], strlen(header[i]));
	rename_columns(s, names, n);
	for (; *columns != NULL; columns++)
		if (header_find(names, n, *columns) == DICT_NONE)
			names[n++] = *columns;
	source_set(s, names, n);
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
	if (!map_guess(s->names, name, &map, &tool))
		fail_at_header(s, "no column", name);
	at = reader_place(s->file);
	errx(EXIT_TROUBLE, "%s:%lu: looks like %s: %s FILE | %s", at.file,
	    at.line, map, tool, program_invocation_short_name);
}
