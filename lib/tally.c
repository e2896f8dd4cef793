#include "tally.h"

#include <err.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "phrase.h"
#include "pool.h"
#include "sink.h"

enum { SHOWN = 10, VALUE_MAX = 80 };

/* Counts by name: of the kinds set aside, of the reasons for rejecting. */
struct counts {
	struct dict *names;
	size_t *n;
	size_t room;
};

static struct {
	struct common common;
	size_t rows, rejected;
	struct counts aside, reasons;
	struct sink *file;		/* of --rejects */
	const char *why;		/* none is borne; or NULL */
	bool mute;
} tally;

void
tally_open(const struct common *common)
{
	static const char *const columns[] = { "file", "line", "column",
	    "value", "reason", "row", NULL };
	static struct common plain;

	tally.common = *common;
	tally.aside.names = dict_new();
	tally.reasons.names = dict_new();
	if (common->rejects != NULL)
		tally.file = sink_open(common->rejects, &plain, NULL, columns);
}

void
tally_read(size_t n)
{
	if (!tally.mute)
		tally.rows += n;
}

/* n more of this name; how many there are now. */
static size_t
count(struct counts *c, const char *name, size_t n)
{
	size_t known = dict_count(c->names);
	size_t i = dict_add(c->names, name, strlen(name));

	c->n = pool_grow(c->n, &c->room, i + 1, sizeof *c->n);
	if (i == known)
		c->n[i] = 0;
	return c->n[i] += n;
}

void
tally_mute(bool mute)
{
	tally.mute = mute;
}

void
tally_set_aside(const char *kind, size_t n)
{
	if (!tally.mute)
		count(&tally.aside, kind, n);
}

static void
write_reject(struct place at, const char *column, const char *value,
    const char *reason)
{
	sink_text(tally.file, at.file);
	sink_int(tally.file, (int64_t)at.line);
	sink_text(tally.file, column != NULL ? column : "");
	sink_text(tally.file, value != NULL ? value : "");
	sink_text(tally.file, reason);
	sink_cell(tally.file, (struct cell){ at.row, at.len });
	sink_end(tally.file);
}

/* A value as a message has it: on one line, and not longer than that bears. */
static const char *
show(const char *value, char text[VALUE_MAX + sizeof "..."])
{
	size_t len = strnlen(value, VALUE_MAX + 1), n = len;

	if (len > VALUE_MAX)
		for (n = VALUE_MAX; n > 0 && (value[n] & 0xc0) == 0x80; n--)
			;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)value[i];

		text[i] = c < ' ' || c == 0x7f ? '?' : value[i];
	}
	strcpy(text + n, n < len ? "..." : "");
	return text;
}

/* What two rejections share is their column and reason. */
static size_t
count_reason(const char *column, const char *reason)
{
	char text[512];

	snprintf(text, sizeof text, "%s%s%s", column != NULL ? column : "",
	    column != NULL ? ": " : "", reason);
	return count(&tally.reasons, text, 1);
}

void
tally_reject(struct place at, const char *column, const char *value,
    const char *reason)
{
	bool is_fatal = tally.common.strict || tally.why != NULL;
	const char *quote = value != NULL ? "'" : "";
	char shown[VALUE_MAX + sizeof "..."];
	size_t nth;

	if (tally.mute)
		return;
	nth = count_reason(column, reason);
	tally.rejected++;
	if (tally.file != NULL)
		write_reject(at, column, value, reason);
	if (!is_fatal && (tally.common.quiet || nth > SHOWN))
		return;
	warnx("%s:%lu: %s%s%s%s%s%s%s", at.file, at.line,
	    column != NULL ? column : "", column != NULL ? ": " : "", quote,
	    value != NULL ? show(value, shown) : "", quote, value != NULL ? ": " : "",
	    reason);
	if (!is_fatal)
		return;
	if (tally.why != NULL)
		warnx("%s", tally.why);
	if (tally.file != NULL)
		sink_close(tally.file);
	exit(EXIT_TROUBLE);
}

void
tally_bear_none(const char *why)
{
	tally.why = why;
}

void
tally_note(const char *text, ...)
{
	va_list ap;

	if (tally.common.quiet || tally.mute)
		return;
	va_start(ap, text);
	vwarnx(text, ap);
	va_end(ap);
}

void
tally_joined(const char *option, size_t n, size_t of)
{
	char left[PHRASE_COUNT_ROOM], right[PHRASE_COUNT_ROOM];

	if (of != 0)
		tally_note("%s: joined %s of %s", option,
		    phrase_count(n, left), phrase_count(of, right));
}

static int
by_name(const void *a, const void *b)
{
	const size_t *i = a, *k = b;

	return strcmp(dict_key(tally.aside.names, *i),
	    dict_key(tally.aside.names, *k));
}

/* "12 later than as-of, 3 not a purchase", in an order that no row decides. */
static void
say_set_aside(void)
{
	const struct counts *c = &tally.aside;
	size_t n = dict_count(c->names), *order = NULL, room = 0;

	if (n == 0 || tally.common.quiet)
		return;
	order = pool_grow(order, &room, n, sizeof *order);
	for (size_t i = 0; i < n; i++)
		order[i] = i;
	qsort(order, n, sizeof *order, by_name);
	fprintf(stderr, "%s: set aside: ", program_invocation_short_name);
	for (size_t i = 0; i < n; i++)
		fprintf(stderr, "%s%zu %s", i != 0 ? ", " : "",
		    c->n[order[i]], dict_key(c->names, order[i]));
	fputc('\n', stderr);
	free(order);
}

static void
say_unshown(void)
{
	const struct counts *c = &tally.reasons;

	for (size_t i = 0; i < dict_count(c->names); i++)
		if (c->n[i] > SHOWN && !tally.common.quiet)
			warnx("%zu more rows: %s", c->n[i] - SHOWN,
			    dict_key(c->names, i));
}

/* Are there more rejected rows than --max-rejects bears? */
static bool
is_too_many(const char *most)
{
	char *end;
	unsigned long n = strtoul(most, &end, 10);

	if (*end == '%')
		return tally.rejected * 100 > n * tally.rows;
	return tally.rejected > n;
}

int
tally_close(void)
{
	const char *most = tally.common.max_rejects;
	int status = tally.rejected != 0 ? EXIT_REJECTS : EXIT_DONE;

	say_set_aside();
	say_unshown();
	if (tally.file != NULL)
		sink_close(tally.file);
	tally.file = NULL;
	if (most != NULL && tally.rejected != 0) {
		if (is_too_many(most))
			errx(EXIT_TROUBLE, "%zu of %zu rows rejected "
			    "(--max-rejects %s)", tally.rejected, tally.rows,
			    most);
		tally_note("%zu of %zu rows rejected (--max-rejects %s)",
		    tally.rejected, tally.rows, most);
		status = EXIT_DONE;
	}
	dict_free(tally.aside.names);
	dict_free(tally.reasons.names);
	free(tally.aside.n);
	free(tally.reasons.n);
	return status;
}
