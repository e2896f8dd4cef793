/*
 * import-events - a platform's log of what people did, as event records
 *
 * A map says which of the log's columns is what, and what its words for events
 * mean; what isn't one of ours is set aside.  An event of several products is
 * one for each.  A message that comes again is the same message, and so is a
 * row that comes again in another file, or, where the map says so, in this one.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "echo.h"
#include "happening.h"
#include "hash.h"
#include "import.h"
#include "phrase.h"
#include "pool.h"
#include "record.h"
#include "row.h"
#include "sink.h"

static struct import how = { .kind = MAP_EVENTS };
static struct happening_rules rules;
static bool list;

static const struct opt options[] = {
	{ 0, "currency", "CODE", "of prices that name none", currency_parse,
	    &rules.currency },
	{ 0, "decimal", "MARK", "of prices: point or comma (the map's)",
	    import_decimal, &how.decimal },
	{ 'f', "from", "MAP", "read by this built-in map (told by the header)",
	    text_parse, &how.from },
	{ 0, "list", NULL, "show the maps and the columns each is known by",
	    NULL, &list },
	{ 0, "map", "FILE", "read by a map of yours", text_parse, &how.file },
	{ 0, "store", "NAME", "put NAME: before every id", text_parse,
	    &rules.store },
	{ 0, "time", "FORM", "of times: iso, mdy or dmy (the map's)",
	    import_notation, &how.notation },
	{ .name = NULL }
};

static const struct tool import_events = {
	.summary = "Turn a platform's log into event records.",
	.operands = "[EXPORT ...]",
	.options = options
};

enum { WORDS_TOLD = 12 };		/* of those that are no event of ours */

struct job {
	struct view *view;
	struct dict *messages;
	unsigned *part;			/* of each message's first row */
	size_t room;
	unsigned long line;		/* of the last record; 0: none */
	unsigned line_part;
	bool repeats;			/* it came before */
	struct echoes echoes;
	struct row row;			/* the event as text */
	char cart[MARK_ROOM];		/* of the row before; "" none */
	int event;			/* of its first row, as happening_event */
	bool carries;			/* this row isn't the first */
	struct currency given, currency;	/* asked for; of its first row */
	size_t bad_emails, unpriced;
	struct dict *words;		/* of events that are none of ours */
	size_t *said, said_room;	/* how often, by word */
};

/* Was the message told before?  One of several rows is told in one part. */
static bool
is_told(struct job *j, const char *id, unsigned part)
{
	size_t n = dict_count(j->messages);
	size_t i = dict_add(j->messages, id, strlen(id));

	j->part = pool_grow(j->part, &j->room, i + 1, sizeof *j->part);
	if (i == n) {
		j->part[i] = part;
		return false;
	}
	return how.map->layout.lines == NULL || j->part[i] != part;
}

/* Did this very record come before?  The rows of one that has lines are told
   together. */
static bool
is_repeat(struct job *j)
{
	struct place at = source_place(how.in);

	if (how.map->layout.lines != NULL && at.line == j->line &&
	    at.part == j->line_part)
		return j->repeats;
	j->line = at.line;
	j->line_part = at.part;
	j->repeats = echo_is_any(&j->echoes, hash_bytes(0, at.row, at.len));
	return j->repeats;
}

/* Did another file have this very row? */
static bool
is_echo(struct job *j, const struct happening *h, unsigned part)
{
	j->row.len = 0;
	for (size_t f = 0; f < HAPPENING_FIELDS; f++)
		row_add(&j->row, h->cells[f], strlen(h->cells[f]) + 1);
	return echo_is(&j->echoes, hash_bytes(0, j->row.bytes, j->row.len),
	    part);
}

/* What the row tells of.  Where the export says that of a cart once, its other
   rows tell of the same, in the same currency. */
static void
find_event(struct job *j)
{
	const char *cart = view_cell(j->view, HAPPENING_CART_ID).text;

	j->carries = how.map->carries && *cart != '\0' &&
	    strcmp(cart, j->cart) == 0;
	if (j->carries) {
		rules.currency = j->currency;
		return;
	}
	snprintf(j->cart, sizeof j->cart, "%s", cart);
	j->event = happening_event(j->view, how.map);
	rules.currency = j->currency = j->given;
}

static void
set_aside(struct job *j)
{
	const char *word = view_cell(j->view, HAPPENING_EVENT).text;
	size_t n = dict_count(j->words), i;

	tally_set_aside("unused event", 1);
	if (j->carries)
		return;
	i = dict_add(j->words, word, strlen(word));
	j->said = pool_grow(j->said, &j->said_room, i + 1, sizeof *j->said);
	if (i == n)
		j->said[i] = 0;
	j->said[i]++;
}

/* A word that means a purchase must not go by unseen. */
static void
tell_words(const struct job *j)
{
	struct pool *p = pool_new();
	size_t n = dict_count(j->words);
	const char *all = "";
	char count[PHRASE_COUNT_ROOM];

	for (size_t i = 0; i < n && i < WORDS_TOLD; i++)
		all = phrase_print(p, "%s%s'%s' %s", all, i == 0 ? "" : ", ",
		    dict_key(j->words, i), phrase_count(j->said[i], count));
	if (n > WORDS_TOLD)
		all = phrase_print(p, "%s and %s more words", all,
		    phrase_count(n - WORDS_TOLD, count));
	if (n != 0)
		tally_note("unused: %s (--map gives a word a meaning)", all);
	pool_free(p);
}

static void
take_row(struct job *j, struct sink *out)
{
	unsigned part = source_place(how.in).part;
	struct happening h;

	find_event(j);
	if (j->event == MAP_NONE) {
		set_aside(j);
		return;
	}
	if (!happening_read(j->view, &rules, j->event, &h))
		return;
	if (*h.cells[HAPPENING_CURRENCY] != '\0')
		currency_parse(h.cells[HAPPENING_CURRENCY], &j->currency);
	if (*h.message_id != '\0' ? is_told(j, h.message_id, part) :
	    how.map->drops_equal ? is_repeat(j) : is_echo(j, &h, part)) {
		tally_set_aside("exact duplicate", 1);
		return;
	}
	j->bad_emails += h.is_email_bad;
	j->unpriced += h.is_unpriced;
	for (size_t f = 0; f < HAPPENING_FIELDS; f++)
		sink_text(out, h.cells[f]);
	sink_end(out);
}

static void
read_all(struct job *j, struct sink *out)
{
	view_need(j->view, HAPPENING_AT, "");
	view_need(j->view, HAPPENING_EVENT, "");
	j->given = rules.currency;
	rules.time = import_time(&how);
	rules.money = import_money(&how);
	j->messages = dict_new();
	j->words = dict_new();
	echoes_open(&j->echoes);
	while (source_next(how.in))
		take_row(j, out);
	if (j->bad_emails != 0)
		tally_note("%zu event%s an e-mail that can't be written to: "
		    "left blank", j->bad_emails, j->bad_emails == 1 ? " has" :
		    "s have");
	if (j->unpriced != 0)
		tally_note("%zu event%s a price of no currency: left blank "
		    "(--currency?)", j->unpriced, j->unpriced == 1 ? " has" :
		    "s have");
	tell_words(j);
	echoes_close(&j->echoes);
	dict_free(j->words);
	free(j->said);
	dict_free(j->messages);
	free(j->part);
	free(j->row.bytes);
}

int
main(int argc, char *argv[])
{
	struct job j = { .view = NULL };
	struct common common;
	char **operands = opt_parse(&import_events, &common, argc, argv);
	struct sink *out;
	int status;

	if (list) {
		import_list(MAP_EVENTS, &common);
		return EXIT_DONE;
	}
	j.view = import_open(&how, operands, &common);
	out = sink_open(common.output, &common, NULL,
	    record_columns(RECORD_EVENT));
	if (j.view != NULL) {
		read_all(&j, out);
		view_close(j.view);
	}
	source_close(how.in);
	status = tally_close();
	sink_close(out);
	return status;
}
