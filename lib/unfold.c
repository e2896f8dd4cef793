#include "unfold.h"

#include <err.h>
#include <jansson.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "included.h"
#include "json_text.h"
#include "pool.h"

enum { DEPTH = 32 };

struct unfold {
	const char *records, *lines;
	struct row document, scratch, record, path;
	char reason[200];
	const char *at, *end;	/* the records not yet stepped to; NULL: none */
	const char *seen;	/* so far its line ends are counted ... */
	unsigned long before;	/* ... so many */
	const char *start;	/* of the record at hand; NULL: none */
	bool is_many;		/* the document has an array of them ... */
	unsigned nth;		/* ... of which it is this one, from 1 */
	size_t len;
	const char *lines_at;	/* its lines not yet stepped to; NULL: none */
	size_t line;		/* the number of the row's line */
	size_t head;		/* so many cells are of all its rows */
	struct unfold_cell *cells;
	size_t n, room;
	size_t joined;		/* from this cell on, one path's values join */
	struct included *included;
	bool is_within;		/* one of them: what that names isn't */
};

struct unfold *
unfold_new(void)
{
	struct unfold *u = calloc(1, sizeof *u);

	if (u == NULL)
		errx(2, "out of memory");
	u->included = included_new();
	return u;
}

void
unfold_free(struct unfold *u)
{
	if (u == NULL)
		return;
	for (size_t i = 0; i < u->room; i++) {
		free(u->cells[i].path.bytes);
		free(u->cells[i].text.bytes);
	}
	free(u->cells);
	included_free(u->included);
	free(u->document.bytes);
	free(u->scratch.bytes);
	free(u->record.bytes);
	free(u->path.bytes);
	free(u);
}

static bool
is_path(const struct row *path, const char *name)
{
	return name != NULL && path->len == strlen(name) &&
	    memcmp(path->bytes, name, path->len) == 0;
}

/* The next cell, empty, of the path at hand. */
static struct unfold_cell *
new_cell(struct unfold *u)
{
	struct unfold_cell *c;

	if (u->n == u->room) {
		size_t before = u->room;

		u->cells = pool_grow(u->cells, &u->room, u->n + 1,
		    sizeof *u->cells);
		memset(u->cells + before, 0,
		    (u->room - before) * sizeof *u->cells);
	}
	c = &u->cells[u->n++];
	c->path.len = c->text.len = 0;
	row_add(&c->path, u->path.bytes, u->path.len);
	row_byte(&c->path, '\0');
	return c;
}

/* The cell for one more value of the path at hand. */
static struct unfold_cell *
cell_for(struct unfold *u)
{
	for (size_t i = u->joined; i < u->n; i++) {
		struct unfold_cell *c = &u->cells[i];

		if (c->path.len - 1 == u->path.len && memcmp(c->path.bytes,
		    u->path.bytes, u->path.len) == 0)
			return c;
	}
	return new_cell(u);
}

static void
add_value(struct unfold *u, const char *text, size_t len)
{
	struct unfold_cell *c = cell_for(u);
	size_t before;

	if (c->text.len > 0)
		c->text.bytes[c->text.len - 1] = ' ';
	before = c->text.len;
	json_text_add(text, len, &c->text);
	if (c->text.len == before && before > 0)
		c->text.len--;
	row_byte(&c->text, '\0');
}

static void walk(struct unfold *u, const char *text, size_t len,
    unsigned depth);
static void walk_element(struct unfold *u, const char *what, const char *text,
    size_t n, unsigned depth);

static void
walk_object(struct unfold *u, const char *text, size_t len, unsigned depth)
{
	const char *p = json_text_skip(text + 1, text + len);
	size_t path = u->path.len;

	while (*p != '}') {
		size_t n = json_text_string(p, len - (size_t)(p - text));

		row_add(&u->path, ".", depth != 0);
		json_text_add(p, n, &u->path);
		p = json_text_skip(p + n, text + len);
		n = json_text_value(p, len - (size_t)(p - text));
		walk(u, p, n, depth + 1);
		p = json_text_skip(p + n, text + len);
		u->path.len = path;
	}
	if (depth != 0 && !u->is_within && (p = included_find(u->included,
	    text, len, &len)) != NULL) {
		u->is_within = true;
		walk_element(u, ".attributes", p, len, depth);
		u->is_within = false;
	}
}

/* Step to the next element of an array, from *p on; false behind the last. */
static bool
next_element(const char **p, const char *end, size_t *n)
{
	*p = json_text_skip(*p + *n, end);
	if (**p == ']')
		return false;
	*n = json_text_value(*p, (size_t)(end - *p));
	return true;
}

/* One element, under the path with this after it. */
static void
walk_element(struct unfold *u, const char *what, const char *text, size_t n,
    unsigned depth)
{
	size_t path = u->path.len;

	row_add(&u->path, what, strlen(what));
	walk(u, text, n, depth + 1);
	u->path.len = path;
}

/* An element that begins with a member "key" goes by what that says, too. */
static void
walk_keyed(struct unfold *u, const char *text, size_t n, unsigned depth)
{
	static const char name[] = "\"key\"";
	const char *p = json_text_skip(text + (*text == '{'), text + n);
	size_t path = u->path.len;

	if (*text != '{' || strncmp(p, name, sizeof name - 1) != 0)
		return;
	p = json_text_skip(p + sizeof name - 1, text + n);
	if (*p != '"')
		return;
	row_byte(&u->path, '[');
	json_text_add(p, json_text_string(p, n - (size_t)(p - text)),
	    &u->path);
	row_byte(&u->path, ']');
	walk(u, text, n, depth + 1);
	u->path.len = path;
}

/* All values, those of the first element, and those of each by its key; of an
   array within another only all, or each would double what those around it
   take. */
static void
walk_array(struct unfold *u, const char *text, size_t len, unsigned depth)
{
	const char *p = text + 1;
	size_t n = 0, joined = u->joined;
	bool is_first = joined == SIZE_MAX;

	if (is_first)
		u->joined = u->n;
	while (next_element(&p, text + len, &n)) {
		walk_element(u, "[]", p, n, depth);
		if (is_first)
			walk_element(u, "[0]", p, n, depth);
		if (joined == SIZE_MAX)
			walk_keyed(u, p, n, depth);
		is_first = false;
	}
	u->joined = joined;
}

static void
walk(struct unfold *u, const char *text, size_t len, unsigned depth)
{
	if (depth == DEPTH)
		add_value(u, text, len);
	else if (*text == '{')
		walk_object(u, text, len, depth);
	else if (*text == '[' && is_path(&u->path, u->lines))
		u->lines_at = text + 1;
	else if (*text == '[')
		walk_array(u, text, len, depth);
	else
		add_value(u, text, len);
}

/*
 * The array of records that the document's object has; NULL if it is a record
 * itself.  Where lines are called as records are, a record has lines.
 */
static const char *
find_records(struct unfold *u, const char *text, size_t len)
{
	size_t n = 0, first = 0, lines;
	const char *p = u->records == NULL ? NULL :
	    json_text_member(text, len, u->records, &n), *at = p;

	if (p == NULL || *p != '[')
		return NULL;
	if (u->lines == NULL || strcmp(u->records, u->lines) != 0)
		return p;
	at++;
	return next_element(&at, p + n, &first) && *at == '{' &&
	    json_text_member(at, first, u->lines, &lines) != NULL ? p : NULL;
}

/* Stand before the first record of the document. */
static void
begin(struct unfold *u)
{
	const char *text = u->document.bytes, *array;

	u->end = text + u->document.len - 1;
	u->at = u->seen = json_text_skip(text, u->end);
	u->start = NULL;
	u->before = 0;
	array = *u->at == '[' ? u->at : find_records(u, u->at,
	    (size_t)(u->end - u->at));
	u->nth = 0;
	u->is_many = array != NULL;
	if (u->is_many)
		u->at = array + 1;
}

void
unfold_set(struct unfold *u, const char *records, const char *lines)
{
	u->records = records;
	u->lines = lines;
	if (u->at != NULL)
		begin(u);
}

const char *
unfold_take(struct unfold *u, const char *text, size_t len)
{
	u->at = u->start = NULL;
	if (!json_text_is_valid(text, len, &u->scratch,
	    JSON_REJECT_DUPLICATES, u->reason))
		return u->reason;
	u->document.len = 0;
	row_add(&u->document, text, len);
	row_byte(&u->document, '\0');
	included_take(u->included, u->document.bytes, len);
	begin(u);
	return NULL;
}

/* Step to the next record; false behind the last. */
static bool
next_record(struct unfold *u)
{
	u->start = NULL;
	if (u->at == NULL)
		return false;
	u->at = json_text_skip(u->at, u->end);
	if (u->at == u->end || *u->at == ']' || *u->at == '}')
		return false;
	for (; u->seen < u->at; u->seen++)
		u->before += *u->seen == '\n';
	u->start = u->at;
	u->nth += u->is_many;
	u->len = json_text_value(u->at, (size_t)(u->end - u->at));
	u->at += u->len;
	u->record.len = 0;
	json_text_compact(u->start, u->len, &u->record);
	return true;
}

/* Read what all rows of the record have, and find its lines. */
static void
read_head(struct unfold *u)
{
	u->n = u->path.len = u->line = 0;
	u->joined = SIZE_MAX;
	u->lines_at = NULL;
	walk(u, u->start, u->len, 0);
	u->head = u->n;
}

/* Put the next line behind the head; false behind the last. */
static bool
read_line(struct unfold *u)
{
	size_t n = 0;

	if (u->lines_at == NULL || !next_element(&u->lines_at, u->end, &n)) {
		u->lines_at = NULL;
		return false;
	}
	u->n = u->head;
	u->path.len = 0;
	row_add(&u->path, u->lines, strlen(u->lines));
	walk_element(u, "[]", u->lines_at, n, 0);
	u->lines_at += n;
	return true;
}

void
unfold_look(struct unfold *u)
{
	u->n = 0;
	if (next_record(u)) {
		read_head(u);
		read_line(u);
	}
	if (u->at != NULL)
		begin(u);
}

bool
unfold_next(struct unfold *u)
{
	if (u->start != NULL && read_line(u)) {
		u->line++;
		return true;
	}
	if (!next_record(u))
		return false;
	read_head(u);
	read_line(u);
	return true;
}

bool
unfold_is_first(const struct unfold *u)
{
	return u->line == 0;
}

unsigned long
unfold_line(const struct unfold *u, unsigned *nth)
{
	*nth = u->nth;
	return u->before;
}

const char *
unfold_record(const struct unfold *u, size_t *len)
{
	*len = u->record.len;
	return u->start != NULL ? u->record.bytes : NULL;
}

const struct unfold_cell *
unfold_cells(const struct unfold *u, size_t *n)
{
	*n = u->n;
	return u->cells;
}
