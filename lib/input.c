#include "input.h"

#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ahead.h"
#include "claim.h"
#include "supply.h"

enum { TROUBLE = 2 };

struct input {
	const char *name;
	int fd;
	struct supply *supply;
	struct stretch held;	/* from where the record begins */
	size_t at;		/* of the next line */
	size_t last_end;	/* bytes of the end of the line before at */
	unsigned long lines, number;	/* read; the record's first */
	bool at_eof;
	char line_end;		/* LF, or CR for the files of old */
};

/* A byte-order mark, as it is in UTF-8. */
static const char mark[] = "\xef\xbb\xbf";

/* Read more, behind the record that is gathering; false at the end. */
static bool
fill(struct input *in)
{
	size_t into = in->at - in->held.begin;
	ssize_t got;

	if (in->at_eof)
		return false;
	got = supply_more(in->supply, &in->held);
	if (got < 0)
		err(TROUBLE, "%s", in->name);
	in->at = in->held.begin + into;
	in->at_eof = got == 0;
	return got != 0;
}

static bool
begins_with(const struct input *in, const char *magic, size_t len)
{
	return in->held.end - in->held.begin >= len &&
	    memcmp(in->held.bytes + in->held.begin, magic, len) == 0;
}

/* Files that analysts hand over in good faith, and what to do with each. */
static void
refuse_foreign(const struct input *in)
{
	if (begins_with(in, "\x1f\x8b", 2))
		errx(TROUBLE, "%s: is gzip: gzip -dc FILE | %s", in->name,
		    program_invocation_short_name);
	if (begins_with(in, "PK\3\4", 4))
		errx(TROUBLE, "%s: is zip or xlsx: unzip it, or save the "
		    "sheet as CSV UTF-8", in->name);
	if (begins_with(in, "\xff\xfe", 2) || begins_with(in, "\xfe\xff", 2))
		errx(TROUBLE, "%s: is UTF-16: iconv -f UTF-16 -t UTF-8 FILE "
		    "| %s", in->name, program_invocation_short_name);
}

/* The byte at i from where the record begins, read if need be; -1 behind the
   last. */
static int
peek(struct input *in, size_t i)
{
	while (i >= in->held.end - in->held.begin)
		if (!fill(in))
			return -1;
	return (unsigned char)in->held.bytes[in->held.begin + i];
}

/*
 * What the next record holds most of outside of quotes, a comma before the
 * others; *end is where it ends.
 */
static char
delimiter_at(struct input *in, size_t i, size_t *end)
{
	static const char delimiters[] = ",;\t";
	size_t count[3] = { 0 }, most = 0;
	bool in_quotes = false;
	int c;

	while ((c = peek(in, i)) == '\n' || c == '\r')
		i++;
	for (; (c = peek(in, i)) != -1; i++) {
		const char *d;

		if (c == '"')
			in_quotes = !in_quotes;
		else if (!in_quotes && (c == '\n' || c == '\r'))
			break;
		else if (!in_quotes && c != '\0' &&
		    (d = strchr(delimiters, c)) != NULL)
			count[d - delimiters]++;
	}
	*end = i;
	for (i = 1; i < 3; i++)
		if (count[i] > count[most])
			most = i;
	return delimiters[most];
}

/* The header's end, outside of quotes, tells what ends every line. */
static void
look_at_header(struct input *in)
{
	size_t end;

	delimiter_at(in, begins_with(in, mark, 3) ? 3 : 0, &end);
	if (peek(in, end) == '\r' && peek(in, end + 1) != '\n')
		in->line_end = '\r';
}

struct input *
input_open(const char *path)
{
	struct input *in = calloc(1, sizeof *in);

	if (in == NULL)
		errx(TROUBLE, "out of memory");
	in->line_end = '\n';
	in->name = path;
	if (strcmp(path, "-") == 0) {
		in->name = "<stdin>";
		in->fd = STDIN_FILENO;
	} else if ((in->fd = open(path, O_RDONLY | O_CLOEXEC)) < 0) {
		err(TROUBLE, "%s", path);
	}
	claim_read(in->fd, in->name);
	in->supply = supply_new(in->fd);
	while (in->held.end - in->held.begin < 4 && fill(in))
		;
	if (in->held.end == 0)
		errx(TROUBLE, "%s: empty (want a header row)", in->name);
	refuse_foreign(in);
	if (strchr("{[", input_first(in)) == NULL)
		look_at_header(in);
	return in;
}

void
input_close(struct input *in)
{
	supply_free(in->supply);
	if (in->fd != STDIN_FILENO)
		close(in->fd);
	free(in->held.bytes);
	free(in);
}

const char *
input_name(const struct input *in)
{
	return in->name;
}

char
input_first(struct input *in)
{
	size_t i = begins_with(in, mark, 3) ? 3 : 0;
	int first, next;

	while ((first = peek(in, i)) == '\n' || first == '\r')
		i++;
	if (first == -1)
		return memchr(in->held.bytes + in->held.begin, '\n', i) !=
		    NULL ? '\n' : '\0';
	if (first != '[')
		return (char)first;
	do
		next = peek(in, ++i);
	while (next == ' ' || next == '\t' || next == '\r' || next == '\n');
	return next == '{' || next == ']' ? '[' : '"';
}

char
input_delimiter(struct input *in)
{
	size_t end, at = in->at - in->held.begin;

	if (at == 0 && begins_with(in, mark, 3))
		at = 3;
	return delimiter_at(in, at, &end);
}

void
input_begin(struct input *in)
{
	in->held.begin = in->at;
	while (in->held.end - in->at < 3 && fill(in))
		;
	in->number = in->lines + 1;
	in->last_end = 0;
	if (begins_with(in, mark, 3))
		in->held.begin = in->at += 3;
}

bool
input_line(struct input *in, const char **line, size_t *len, size_t *ended)
{
	size_t from = in->at - in->held.begin;
	char *found = NULL;

	do {
		char *start = in->held.bytes + in->held.begin + from;

		found = memchr(start, in->line_end,
		    (size_t)(in->held.bytes + in->held.end - start));
		if (found == NULL)
			from = in->held.end - in->held.begin;
	} while (found == NULL && fill(in));
	if (in->at == in->held.end)
		return false;
	*line = in->held.bytes + in->at;
	*ended = found != NULL;
	*len = found != NULL ? (size_t)(found - *line) : in->held.end - in->at;
	in->at += *len + *ended;
	if (in->line_end == '\n' && *len > 0 && (*line)[*len - 1] == '\r') {
		--*len;
		++*ended;
	}
	in->last_end = *ended;
	in->lines++;
	if (memchr(*line, '\0', *len) != NULL)
		errx(TROUBLE, "%s:%lu: NUL byte (if this is UTF-16: "
		    "iconv -f UTF-16 -t UTF-8)", in->name, in->lines);
	return true;
}

const char *
input_ahead(const struct input *in, size_t *len)
{
	*len = in->line_end == '\n' ? in->held.end - in->at : 0;
	return in->held.bytes + in->at;
}

void
input_take(struct input *in, size_t len, size_t ended)
{
	in->at += len + ended;
	in->last_end = ended;
	in->lines++;
}

const char *
input_record(const struct input *in, size_t *len)
{
	*len = in->at - in->held.begin - in->last_end;
	return in->held.bytes + in->held.begin;
}

bool
input_is_cut(const struct input *in)
{
	return in->last_end == 0;
}

unsigned long
input_number(const struct input *in)
{
	return in->number;
}
