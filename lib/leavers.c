#include "leavers.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "digest.h"
#include "source.h"
#include "tally.h"

/* The columns of a file, as the first one has them, and which of them are
   addresses. */
struct columns {
	const char **names;
	size_t *at, n;
	bool *is_address, *is_told;	/* told: of the row at hand */
};

/* Those who have left, by the addresses that are gone. */
struct leavers {
	struct pool *pool;
	struct columns columns;
	struct dict *gone;
	struct pages *out;
};

static bool
is_address(const struct sheet *s, const char *name)
{
	for (size_t i = 0; i < s->plain; i++)
		if (strcmp(s->fields[i].header, name) == 0)
			return strcmp(s->fields[i].column, "email") == 0 ||
			    strcmp(s->fields[i].column, "phone") == 0;
	return false;
}

/* It must be a file of this platform's: its addresses are there. */
static void
name_columns(struct leavers *l, const struct sheet *s, struct source *in)
{
	const char *const *names = source_names(in);
	struct columns *c = &l->columns;

	for (size_t i = 0; i < s->plain; i++)
		if (is_address(s, s->fields[i].header))
			source_column(in, s->fields[i].header);
	while (names[c->n] != NULL)
		c->n++;
	c->names = pool_bytes(l->pool, (c->n + 1) * sizeof *c->names);
	c->at = pool_bytes(l->pool, (c->n + 1) * sizeof *c->at);
	c->is_address = pool_bytes(l->pool, c->n + 1);
	c->is_told = pool_bytes(l->pool, c->n + 1);
	for (size_t i = 0; i < c->n; i++) {
		c->names[i] = pool_text(l->pool, names[i], strlen(names[i]));
		c->is_address[i] = is_address(s, names[i]);
	}
}

/* The files are of one audience, so all of them have the same columns. */
static void
find_columns(struct leavers *l, struct source *in, const char *path)
{
	const char *const *names = source_names(in);
	struct columns *c = &l->columns;
	size_t n = 0;

	while (names[n] != NULL)
		n++;
	for (size_t i = 0; i < c->n; i++)
		c->at[i] = source_column(in, c->names[i]);
	if (n != c->n)
		errx(EXIT_TROUBLE, "--remove: %s: %zu columns (want those of "
		    "the first file)", path, n);
}

static bool
is_in(const struct sheet *s, struct cell cell)
{
	char hex[DIGEST_ROOM];

	if (cell.len > 0 && digest_read(cell.text, hex))
		cell = (struct cell){ hex, DIGEST_ROOM - 1 };
	return cell.len > 0 && dict_find(s->addresses, cell.text, cell.len) !=
	    DICT_NONE;
}

/* Is the row one of this platform's?  Another's may have the same columns, and
   its addresses are as if all had left: hashed here, plain there. */
static bool
check_row(const struct sheet *s, struct source *in, const struct columns *c)
{
	char hex[DIGEST_ROOM];

	for (size_t i = 0; i < c->n; i++) {
		struct cell cell = source_cell(in, c->at[i]);

		if (!c->is_address[i] || cell.len == 0 ||
		    digest_read(cell.text, hex) == s->target->is_ads)
			continue;
		cell_reject(in, c->at[i], s->target->is_ads ? "want a SHA-256: "
		    "the file is another platform's" : "want no SHA-256: the "
		    "file is an ad platform's");
		return false;
	}
	return true;
}

/* Have they left?  An ad audience knows a person by any address; a list knows
   addresses. */
static bool
has_left(const struct sheet *s, struct source *in, const struct columns *c)
{
	bool any_left = false;

	for (size_t i = 0; i < c->n; i++) {
		struct cell cell = source_cell(in, c->at[i]);

		if (!c->is_address[i] || cell.len == 0)
			continue;
		if (!is_in(s, cell))
			any_left = true;
		else if (s->target->is_ads)
			return false;
	}
	return any_left;
}

/* Is an address gone of which that isn't told yet?  Where one has several rows,
   each is told. */
static bool
is_news(struct leavers *l, const struct sheet *s, struct source *in)
{
	const struct columns *c = &l->columns;
	bool any = !s->target->is_unique;

	for (size_t i = 0; i < c->n && s->target->is_unique; i++) {
		struct cell cell = source_cell(in, c->at[i]);
		size_t n = dict_count(l->gone);

		c->is_told[i] = c->is_address[i] && cell.len > 0 &&
		    (is_in(s, cell) ||
		    dict_add(l->gone, cell.text, cell.len) != n);
		any = any || (c->is_address[i] && cell.len > 0 &&
		    !c->is_told[i]);
	}
	return any;
}

static void
add_row(struct leavers *l, const struct sheet *s, struct source *in)
{
	const struct columns *c = &l->columns;
	struct row line = { NULL, 0, 0 };

	for (size_t i = 0; i < c->n; i++) {
		struct cell cell = source_cell(in, c->at[i]);

		row_add(&line, &s->target->delimiter, i > 0);
		if (!c->is_address[i] || (!is_in(s, cell) &&
		    (s->target->is_ads || !c->is_told[i])))
			sheet_cell(s, &line, cell.text);
	}
	pages_add(l->out, "", &line);
	free(line.bytes);
}

/* A file for them, under the columns of the first. */
static void
open_file(struct leavers *l, const struct sheet *s,
    const struct common *common)
{
	struct page_limits limits = { s->target->name, s->target->rows_most,
	    s->target->bytes_most };
	struct row header = { NULL, 0, 0 };

	for (size_t i = 0; i < l->columns.n; i++) {
		row_add(&header, &s->target->delimiter, i > 0);
		sheet_cell(s, &header, l->columns.names[i]);
	}
	l->out = pages_new(common, &limits, &header, false);
	free(header.bytes);
}

static void
read_file(struct leavers *l, const struct sheet *s, const char *path,
    const struct common *common)
{
	struct source *in = source_open_side(path, common);

	if (l->out == NULL) {
		name_columns(l, s, in);
		open_file(l, s, common);
	}
	find_columns(l, in, path);
	while (source_next(in))
		if (check_row(s, in, &l->columns) &&
		    has_left(s, in, &l->columns) && is_news(l, s, in))
			add_row(l, s, in);
	source_close(in);
}

struct pages *
leavers_find(const struct sheet *s, const struct list *files,
    const struct common *common)
{
	struct leavers l = { .pool = pool_new(), .gone = dict_new() };

	tally_bear_none("who leaves isn't known until that is mended");
	for (size_t i = 0; i < files->n; i++)
		read_file(&l, s, files->items[i], common);
	dict_free(l.gone);
	pool_free(l.pool);
	return l.out;
}
