#include "csvrow.h"

#include <csv.h>
#include <err.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "ahead.h"
#include "block.h"
#include "pool.h"
#include "row.h"

/* A record of so many bytes needs no more room. */
enum { ROOM = 1 << 16 };

struct csvrow {
	struct csv_parser parser;
	char delimiter;
	bool unquoted;
	bool fast;		/* lines that need no libcsv don't see it */
	struct row text;	/* the cells end to end, each NUL-terminated */
	struct cell *cells;	/* their texts are set when the row is whole */
	size_t n, room;
	bool is_over;		/* libcsv has seen the end of the row */
	block_look *look;
	bool is_placed;		/* the cells' texts are set */
	bool is_plain;		/* a line of ASCII */
};

static const char line_feed[] = "a line feed where lines end with CR";

/* libcsv trims cells and ends rows at a lone CR; we keep every byte. */
static int
is_space(unsigned char c)
{
	(void)c;
	return 0;
}

static int
is_line_end(unsigned char c)
{
	return c == '\n';
}

static void
start_parser(struct csvrow *c)
{
	if (csv_init(&c->parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
		errx(EXIT_TROUBLE, "out of memory");
	/* It grows by so many bytes: by its own 128, a cell of megabytes would be
	   copied thousands of times. */
	csv_set_blk_size(&c->parser, 1 << 16);
	csv_set_delim(&c->parser, (unsigned char)c->delimiter);
	csv_set_space_func(&c->parser, is_space);
	csv_set_term_func(&c->parser, is_line_end);
	if (c->unquoted)
		csv_set_quote(&c->parser, '\0');	/* input has none */
}

struct csvrow *
csvrow_new(char delimiter, bool unquoted, bool fast)
{
	struct csvrow *c = calloc(1, sizeof *c);

	if (c == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	c->delimiter = delimiter;
	c->unquoted = unquoted || delimiter == ' ';
	c->fast = fast;
	c->look = block_looker();
	c->text.bytes = pool_grow(NULL, &c->text.room, ROOM, 1);
	start_parser(c);
	return c;
}

void
csvrow_free(struct csvrow *c)
{
	if (c == NULL)
		return;
	csv_free(&c->parser);
	free(c->text.bytes);
	free(c->cells);
	free(c);
}

/* libcsv calls this at the end of a cell. */
static void
on_cell(void *text, size_t len, void *arg)
{
	struct csvrow *c = arg;
	struct row *to = &c->text;

	if (c->n == c->room)
		c->cells = pool_grow(c->cells, &c->room, c->n + 1,
		    sizeof *c->cells);
	if (to->room - to->len <= len)
		to->bytes = pool_grow(to->bytes, &to->room, to->len + len + 1,
		    1);
	c->cells[c->n++].len = len;
	if (len != 0)
		memcpy(to->bytes + to->len, text, len);
	to->bytes[to->len + len] = '\0';
	to->len += len + 1;
}

/* libcsv calls this at the end of a row. */
static void
on_end(int end, void *arg)
{
	struct csvrow *c = arg;

	(void)end;
	c->is_over = true;
}

static void
split_blanks(struct csvrow *c, const char *line, size_t len)
{
	for (size_t i = 0, n; i < len; i += n) {
		for (n = 0; i + n < len && line[i + n] != ' ' &&
		    line[i + n] != '\t'; n++)
			;
		if (n != 0)
			on_cell((void *)(uintptr_t)(line + i), n, c);
		else
			n = 1;
	}
}

/* False where it is malformed: a row that ends too early is one too. */
static bool
feed(struct csvrow *c, const char *text, size_t len)
{
	c->is_over = false;
	if (csv_parse(&c->parser, text, len, on_cell, on_end, c) == len)
		return true;
	if (csv_error(&c->parser) != CSV_EPARSE)
		errx(EXIT_TROUBLE, "out of memory");
	return false;
}

/* The quotes of a line: until their number is even, a cell is open. */
static size_t
count_quotes(const char *text, size_t len)
{
	const char *end = text + len;
	size_t n = 0;

	while ((text = memchr(text, '"', (size_t)(end - text))) != NULL) {
		text++;
		n++;
	}
	return n;
}

/* Take the record's next line; true when it is the last, or malformed. */
static bool
take_line(struct csvrow *c, const char *line, size_t len, size_t ended,
    size_t *quotes, const char **reason)
{
	if (c->delimiter == ' ') {
		split_blanks(c, line, len);
		return true;
	}
	if (*quotes == 0 && line[0] == '\n') {	/* libcsv would skip it */
		*reason = line_feed;
		return true;
	}
	if (!c->unquoted)
		*quotes += count_quotes(line, len);
	if (*quotes % 2 != 0) {
		if (feed(c, line, len + ended))
			return false;
	} else if (feed(c, line, len) && !c->is_over && feed(c, "\n", 1)) {
		return true;
	}
	*reason = c->is_over ? line_feed : "stray quote";
	csv_free(&c->parser);
	start_parser(c);
	return true;
}

/* A record while it is scanned, up to the cell that begins at from. */
struct scanned {
	size_t from, n;
	size_t quotes;		/* in that cell so far, or more than two */
	bool inside;		/* of quotes */
	uint64_t high;		/* any byte that isn't ASCII */
};

/* All bits below the lowest of n; all of them, if n has none. */
static uint64_t
below(uint64_t n)
{
	return (n & -n) - 1;
}

/* How many bits n has; from three on it is nothing to us. */
static size_t
count_few(uint64_t n)
{
	size_t few = 0;

	for (; n != 0 && few < 3; few++)
		n &= n - 1;
	return few;
}

/* Bit i: is byte i inside of quotes, the first one included? */
static uint64_t
inside_of(uint64_t quotes, bool inside)
{
	for (int i = 1; i < 64; i *= 2)
		quotes ^= quotes << i;
	return inside ? ~quotes : quotes;
}

/* The cell that ends before the byte at end, with its quotes counted; false: it
   isn't quoted plainly, so libcsv is asked. */
static bool
place_cell(struct csvrow *c, struct scanned *s, size_t end)
{
	char *text = c->text.bytes + s->from;
	size_t len = end - s->from;

	if (s->quotes != 0) {
		if (s->quotes != 2 || text[0] != '"' || text[len - 1] != '"')
			return false;
		text++;
		len -= 2;
	}
	text[len] = '\0';
	c->cells[s->n++] = (struct cell){ text, len };
	s->from = end + 1;
	s->quotes = 0;
	return true;
}

/* The cells of a block, at bytes on, that has no quotes. */
static void
take_plain(struct csvrow *c, struct scanned *s, size_t at, uint64_t ends)
{
	char *const text = c->text.bytes;
	struct cell *cell = &c->cells[s->n];
	size_t from = s->from;

	for (; ends != 0; ends &= ends - 1, cell++) {
		size_t end = at + (size_t)__builtin_ctzll(ends);

		text[end] = '\0';
		*cell = (struct cell){ text + from, end - from };
		from = end + 1;
	}
	s->n = (size_t)(cell - c->cells);
	s->from = from;
}

/* The same of one that has, up to the last byte that before has. */
static bool
take_quoted(struct csvrow *c, struct scanned *s, size_t at,
    const struct block_marks *m, uint64_t before)
{
	uint64_t inside = inside_of(m->quotes, s->inside);
	uint64_t quotes = m->quotes & before;
	uint64_t d = m->delimiters & ~inside & before;

	if (s->quotes == 0) {
		uint64_t plain = d & below(quotes);

		take_plain(c, s, at, plain);
		d &= ~plain;
	}
	for (; d != 0; d &= d - 1) {
		uint64_t done = below(d);

		if (quotes == 0 && s->quotes == 0)
			break;
		s->quotes += count_few(quotes & done);
		quotes &= ~done;
		if (!place_cell(c, s, at + (size_t)__builtin_ctzll(d)))
			return false;
	}
	take_plain(c, s, at, d);
	s->quotes += count_few(quotes);
	s->inside = inside >> 63;
	/* Within quotes a line's end is none, and a line isn't a record. */
	return (m->others & -m->others & inside) == 0;
}

/* The line ends with the byte at end, in what was read. */
static bool
end_line(struct csvrow *c, struct input *in, struct scanned *s, size_t end)
{
	size_t len = end;

	if (end > 0 && c->text.bytes[end - 1] == '\r')
		len--;
	if (len == 0 || !place_cell(c, s, len))
		return false;
	c->n = s->n;
	c->is_placed = true;
	c->is_plain = s->high == 0;
	input_take(in, len, end + 1 - len);
	return true;
}

/*
 * Take the record apart while its end is looked for, block by block.  False,
 * with nothing taken, where that isn't so simple: a cell is quoted otherwise
 * than from end to end, a line's end or a NUL is in it, the record is blank, or
 * it isn't read to its end.
 */
static bool
scan(struct csvrow *c, struct input *in)
{
	struct scanned s = { 0, 0, 0, false, 0 };
	size_t have;
	const char *line = input_ahead(in, &have);

	for (size_t at = 0; at < have; at += BLOCK_BYTES) {
		struct block_marks m;
		uint64_t before;

		if (at + BLOCK_BYTES > c->text.room)
			return false;
		if (s.n + BLOCK_BYTES > c->room)
			c->cells = pool_grow(c->cells, &c->room,
			    s.n + BLOCK_BYTES, sizeof *c->cells);
		memcpy(c->text.bytes + at, line + at, BLOCK_BYTES);
		c->look(line + at, c->delimiter, &m);
		before = below(m.others);
		s.high |= m.high & before;
		if (m.quotes == 0 && s.quotes == 0)
			take_plain(c, &s, at, m.delimiters & before);
		else if (c->unquoted || !take_quoted(c, &s, at, &m, before))
			return false;
		if (m.others != 0) {
			size_t end = at + (size_t)__builtin_ctzll(m.others);

			return end < have && line[end] == '\n' &&
			    end_line(c, in, &s, end);
		}
	}
	return false;
}

bool
csvrow_is_plain(const struct csvrow *c)
{
	return c->is_placed && c->is_plain;
}

bool
csvrow_next(struct csvrow *c, struct input *in, const char **reason)
{
	const char *line;
	size_t len, ended, quotes = 0;
	bool begun = false;

	*reason = NULL;
	c->n = c->text.len = 0;
	c->is_placed = false;
	input_begin(in);
	if (c->fast && c->delimiter != ' ' && scan(c, in))
		return true;
	c->n = 0;
	while (input_line(in, &line, &len, &ended)) {
		if (!begun && len == 0) {
			input_begin(in);
			continue;
		}
		begun = true;
		if (take_line(c, line, len, ended, &quotes, reason))
			return true;
	}
	if (begun)
		errx(EXIT_TROUBLE, "%s:%lu: quote never closed: the file is "
		    "cut short", input_name(in), input_number(in));
	return false;
}

const struct cell *
csvrow_cells(struct csvrow *c, size_t *n)
{
	const char *p = c->text.bytes;

	for (size_t i = 0; !c->is_placed && i < c->n; i++) {
		c->cells[i].text = p;
		p += c->cells[i].len + 1;
	}
	*n = c->n;
	return c->cells;
}
