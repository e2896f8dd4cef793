#include "leavers.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "digest.h"
#include "source.h"
#include "tally.h"

/* The columns of the file, and which of them are addresses. */
struct columns {
	size_t *at, n;
	bool *is_address;
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
static struct columns
find_columns(const struct sheet *s, struct source *in, struct pool *p)
{
	const char *const *names = source_names(in);
	struct columns c = { .n = 0 };

	for (size_t i = 0; i < s->plain; i++)
		if (is_address(s, s->fields[i].header))
			source_column(in, s->fields[i].header);
	while (names[c.n] != NULL)
		c.n++;
	c.at = pool_bytes(p, (c.n + 1) * sizeof *c.at);
	c.is_address = pool_bytes(p, c.n + 1);
	for (size_t i = 0; i < c.n; i++) {
		c.at[i] = source_column(in, names[i]);
		c.is_address[i] = is_address(s, names[i]);
	}
	return c;
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

static void
add_row(const struct sheet *s, struct source *in, const struct columns *c,
    struct pages *out)
{
	struct row line = { NULL, 0, 0 };

	for (size_t i = 0; i < c->n; i++) {
		struct cell cell = source_cell(in, c->at[i]);

		row_add(&line, &s->target->delimiter, i > 0);
		if (!c->is_address[i] || !is_in(s, cell))
			sheet_cell(s, &line, cell.text);
	}
	pages_add(out, "", &line);
	free(line.bytes);
}

static void
add_header(const struct sheet *s, struct source *in, struct row *header)
{
	const char *const *names = source_names(in);

	for (size_t i = 0; names[i] != NULL; i++) {
		row_add(header, &s->target->delimiter, i > 0);
		sheet_cell(s, header, names[i]);
	}
}

struct pages *
leavers_find(const struct sheet *s, const char *path,
    const struct common *common)
{
	struct page_limits limits = { s->target->name, s->target->rows_most,
	    s->target->bytes_most };
	struct row header = { NULL, 0, 0 };
	struct pool *p = pool_new();
	struct source *in;
	struct columns c;
	struct pages *out;

	tally_bear_none("who leaves isn't known until that is mended");
	in = source_open_side(path, common);
	c = find_columns(s, in, p);
	add_header(s, in, &header);
	out = pages_new(common, &limits, &header, false);
	while (source_next(in))
		if (check_row(s, in, &c) && has_left(s, in, &c))
			add_row(s, in, &c, out);
	source_close(in);
	free(header.bytes);
	pool_free(p);
	return out;
}
