#include "leavers.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "contact.h"
#include "digest.h"
#include "source.h"
#include "tally.h"

/* An e-mail address is 254 bytes at most. */
enum { ADDRESS_ROOM = 256 };

/* The columns of a file, as the first one has them, and which of them are
   addresses. */
struct columns {
	const char **names;
	size_t *at, n;
	char *kinds;			/* 'e': e-mails; 'p': phones; or 0 */
	/* Of the row at hand: in the spelling of this time's, or "". */
	char (*addresses)[ADDRESS_ROOM];
	bool *is_told;
};

/* Those who have left, by the addresses that are gone. */
struct leavers {
	struct pool *pool;
	struct columns columns;
	struct dict *gone;
	struct pages *out;
};

static char
kind_of(const struct sheet *s, const char *name)
{
	for (size_t i = 0; i < s->plain; i++)
		if (strcmp(s->fields[i].header, name) == 0)
			return strcmp(s->fields[i].column, "email") == 0 ?
			    'e' : strcmp(s->fields[i].column, "phone") == 0 ?
			    'p' : '\0';
	return '\0';
}

/* It must be a file of this platform's: its addresses are there. */
static void
name_columns(struct leavers *l, const struct sheet *s, struct source *in)
{
	const char *const *names = source_names(in);
	struct columns *c = &l->columns;

	for (size_t i = 0; i < s->plain; i++)
		if (kind_of(s, s->fields[i].header) != '\0')
			source_column(in, s->fields[i].header);
	while (names[c->n] != NULL)
		c->n++;
	c->names = pool_bytes(l->pool, (c->n + 1) * sizeof *c->names);
	c->at = pool_bytes(l->pool, (c->n + 1) * sizeof *c->at);
	c->kinds = pool_bytes(l->pool, c->n + 1);
	c->addresses = pool_bytes(l->pool, (c->n + 1) * sizeof *c->addresses);
	c->is_told = pool_bytes(l->pool, c->n + 1);
	for (size_t i = 0; i < c->n; i++) {
		c->names[i] = pool_text(l->pool, names[i], strlen(names[i]));
		c->kinds[i] = kind_of(s, names[i]);
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
is_in(const struct sheet *s, const char *address)
{
	return dict_find(s->addresses, address, strlen(address)) != DICT_NONE;
}

/* A phone in E.164.  A spreadsheet takes its + away, or puts ' before it; what
   it has made 4.91511E+11 of is lost. */
static bool
read_phone(const char *text, char *into)
{
	char whole[ADDRESS_ROOM];
	size_t n;

	text += strspn(text, " '");
	n = strspn(text, "0123456789");
	if (n == 0 || *text == '0')
		return phone_normalise(text, NULL, into, ADDRESS_ROOM);
	if (n + 2 > sizeof whole || text[n + strspn(text + n, " ")] != '\0')
		return false;
	*whole = '+';
	memcpy(whole + 1, text, n);
	whole[n + 1] = '\0';
	return phone_normalise(whole, NULL, into, ADDRESS_ROOM);
}

/* The address as it would be written today, for the file may have been saved by
   a spreadsheet; or the reason.  Another platform's file may have the same
   columns, and its addresses are as if all had left: hashed here, plain
   there. */
static const char *
read_address(const struct target *target, char kind, const char *text,
    char *into)
{
	char hex[DIGEST_ROOM];
	bool is_hash = digest_read(text, hex);

	if (target->is_ads != is_hash)
		return target->is_ads ? "want a SHA-256: the file is another "
		    "platform's" : "want no SHA-256: the file is an ad "
		    "platform's";
	if (is_hash)
		memcpy(into, hex, sizeof hex);
	else if (kind == 'e' && !email_normalise(text, into, ADDRESS_ROOM))
		return "not an e-mail address (want such as ana@example.com)";
	else if (kind == 'p' && !read_phone(text, into))
		return "not a phone in E.164 (want such as +12025550123)";
	return NULL;
}

static bool
read_row(const struct sheet *s, struct source *in, const struct columns *c)
{
	for (size_t i = 0; i < c->n; i++) {
		struct cell cell = source_cell(in, c->at[i]);
		const char *reason;

		c->addresses[i][0] = '\0';
		if (c->kinds[i] == '\0' || cell.len == 0)
			continue;
		reason = read_address(s->target, c->kinds[i], cell.text,
		    c->addresses[i]);
		if (reason == NULL)
			continue;
		cell_reject(in, c->at[i], reason);
		return false;
	}
	return true;
}

/* Have they left?  An ad audience knows a person by any address; a list knows
   addresses. */
static bool
has_left(const struct sheet *s, const struct columns *c)
{
	bool any_left = false;

	for (size_t i = 0; i < c->n; i++) {
		if (c->addresses[i][0] == '\0')
			continue;
		if (!is_in(s, c->addresses[i]))
			any_left = true;
		else if (s->target->is_ads)
			return false;
	}
	return any_left;
}

/* Is an address gone of which that isn't told yet?  Where one has several rows,
   each is told. */
static bool
is_news(struct leavers *l, const struct sheet *s)
{
	const struct columns *c = &l->columns;
	bool any = !s->target->is_unique;

	for (size_t i = 0; i < c->n && s->target->is_unique; i++) {
		const char *address = c->addresses[i];
		size_t n = dict_count(l->gone);

		c->is_told[i] = *address != '\0' && (is_in(s, address) ||
		    dict_add(l->gone, address, strlen(address)) != n);
		any = any || (*address != '\0' && !c->is_told[i]);
	}
	return any;
}

static void
add_row(struct leavers *l, const struct sheet *s, struct source *in)
{
	const struct columns *c = &l->columns;
	struct row line = { NULL, 0, 0 };

	for (size_t i = 0; i < c->n; i++) {
		row_add(&line, &s->target->delimiter, i > 0);
		if (c->kinds[i] == '\0')
			sheet_cell(s, &line, source_cell(in, c->at[i]).text);
		else if (!is_in(s, c->addresses[i]) &&
		    (s->target->is_ads || !c->is_told[i]))
			sheet_cell(s, &line, c->addresses[i]);
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
	    s->target->bytes_most, 0 };
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
		if (read_row(s, in, &l->columns) &&
		    has_left(s, &l->columns) && is_news(l, s))
			add_row(l, s, in);
	source_close(in);
}

void
leavers_mind(void)
{
	tally_bear_none("who leaves isn't known until that is mended");
}

struct pages *
leavers_find(const struct sheet *s, const struct list *files,
    const struct common *common)
{
	struct leavers l = { .pool = pool_new(), .gone = dict_new() };

	leavers_mind();
	for (size_t i = 0; i < files->n; i++)
		read_file(&l, s, files->items[i], common);
	dict_free(l.gone);
	pool_free(l.pool);
	return l.out;
}
