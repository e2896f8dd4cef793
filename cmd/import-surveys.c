/*
 * import-surveys - a platform's survey responses, as survey records
 *
 * A map says which of the export's columns is what; which question gave the
 * score, the analyst says where the export can't.  Every real response is
 * passed on, answered or not: a blank score stays blank, and no score is judged
 * here.  Previews, tests and spam aren't responses, and a response that comes
 * again is the same one.
 */

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "echo.h"
#include "hash.h"
#include "import.h"
#include "pool.h"
#include "record.h"
#include "reply.h"
#include "sink.h"

static struct import how = { .kind = MAP_SURVEYS, .is_strict = true,
    .otherwise = "plain-surveys" };
static struct reply_rules rules = { .kind = -1 };
static bool list;

static value_parser kind_parse;

static const struct opt options[] = {
	{ 0, "score-column", "HEADER", "the question that gave the score",
	    text_parse, &how.chosen[REPLY_SCORE] },
	{ 0, "time-column", "HEADER", "when they responded", text_parse,
	    &how.chosen[REPLY_AT] },
	{ 0, "email-column", "HEADER", "who they are", text_parse,
	    &how.chosen[REPLY_EMAIL] },
	{ 0, "comment-column", "HEADER", "what they said", text_parse,
	    &how.chosen[REPLY_COMMENT] },
	{ 0, "header-rows", "N", "so many, the first of which names the "
	    "columns (the map's)", import_header_rows, &how.header_rows },
	{ 0, "kind", "KIND", "nps, csat, ces, review or chat (the map's)",
	    kind_parse, &rules.kind },
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

static const struct tool import_surveys = {
	.summary = "Turn a platform's survey responses into survey records.",
	.operands = "[EXPORT ...]",
	.options = options
};

struct job {
	struct view *view;
	struct dict *ids;		/* of responses that were told */
	struct echoes echoes;
	unsigned part;			/* whose header rows were looked at */
	size_t bad_emails, changed;
};

static const char *
kind_parse(const char *text, void *into)
{
	return choice_parse(text, record_surveys(), into);
}

/* Is there a column of groups for that one? */
static bool
has_group(const char *const names[], const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; names[i] != NULL; i++)
		if (strncmp(names[i], name, len) == 0 &&
		    strcmp(names[i] + len, "_NPS_GROUP") == 0)
			return true;
	return false;
}

/* Does one question alone ask for the score?  Qualtrics has groups beside it; the
   others word it as everybody does.  *n do. */
static const char *
guess_score(const char *const names[], size_t *n)
{
	const char *found = NULL;

	*n = 0;
	for (size_t i = 0; names[i] != NULL; i++)
		if (has_group(names, names[i]) ||
		    (strcasestr(names[i], "how likely") != NULL &&
		    strcasestr(names[i], "recommend") != NULL)) {
			found = names[i];
			++*n;
		}
	return *n == 1 ? found : NULL;
}

static void
find_score(struct job *j)
{
	size_t n;
	const char *question = guess_score(source_names(how.in), &n);

	if (view_has(j->view, REPLY_SCORE))
		return;
	if (question == NULL)
		errx(EXIT_TROUBLE, "%s for a score: --score-column HEADER "
		    "names the one", n == 0 ? "no question asks" :
		    "several questions ask");
	tally_note("the score is that of '%s'", question);
	j->view = import_choose(&how, j->view, REPLY_SCORE, question);
}

/* Was it told before: by its id, or word for word in another part? */
static bool
is_told(struct job *j, const struct reply *r)
{
	const char *id = r->cells[REPLY_RESPONSE_ID];
	size_t n = dict_count(j->ids);
	uint64_t key = 0;

	for (size_t f = 0; f < REPLY_FIELDS; f++)
		key = hash_bytes(key, r->cells[f], strlen(r->cells[f]) + 1);
	if (*id == '\0')
		return echo_is(&j->echoes, key, source_place(how.in).part);
	if (dict_add(j->ids, id, strlen(id)) == n) {
		(void)echo_is_any(&j->echoes, key);
		return false;
	}
	j->changed += !echo_is_any(&j->echoes, key);
	return true;
}

/* A header row that tells a time isn't one: somebody took the header rows away,
   and it is a response. */
static void
check_header(struct job *j)
{
	size_t column = source_find(how.in, view_column(j->view, REPLY_AT));
	struct place at = source_place(how.in);
	const char *reason;
	const struct zone *utc = zone_find("UTC", &reason);
	struct instant when;

	for (unsigned row = 1; row <= how.map->layout.skip; row++)
		if (instant_read(source_below(how.in, row, column), rules.time,
		    utc, &when) == NULL)
			errx(EXIT_TROUBLE, "%s:%lu: header row %u of %u is a "
			    "response (--header-rows %u?)", at.file, at.line,
			    row + 1, how.map->layout.skip + 1, row);
	j->part = at.part;
}

static void
take_row(struct job *j, struct sink *out)
{
	struct reply r;

	if (source_place(how.in).part != j->part)
		check_header(j);
	if (map_meaning(how.map, view_cell(j->view, REPLY_STATE).text) ==
	    MAP_NONE) {
		tally_set_aside("preview, test or spam", 1);
		return;
	}
	if (!reply_read(j->view, how.in, how.map, &rules, &r))
		return;
	j->bad_emails += r.is_email_bad;
	if (is_told(j, &r)) {
		tally_set_aside("response again", 1);
		return;
	}
	for (size_t f = 0; f < REPLY_FIELDS; f++)
		sink_text(out, r.cells[f]);
	sink_end(out);
}

static void
read_all(struct job *j, struct sink *out)
{
	view_need(j->view, REPLY_AT, " (--time-column HEADER?)");
	rules.time = import_time(&how);
	check_header(j);
	find_score(j);
	if (!view_has(j->view, REPLY_EMAIL) &&
	    !view_has(j->view, REPLY_CUSTOMER_ID))
		tally_note("nobody is told by name (--email-column?)");
	j->ids = dict_new();
	echoes_open(&j->echoes);
	while (source_next(how.in))
		take_row(j, out);
	if (j->bad_emails != 0)
		tally_note("%zu response%s an e-mail that can't be written to: "
		    "left blank", j->bad_emails, j->bad_emails == 1 ? " has" :
		    "s have");
	if (j->changed != 0)
		tally_note("%zu response%s again and say%s otherwise: the "
		    "first stands", j->changed, j->changed == 1 ? " comes" :
		    "s come", j->changed == 1 ? "s" : "");
	echoes_close(&j->echoes);
	dict_free(j->ids);
}

int
main(int argc, char *argv[])
{
	struct job j = { .view = NULL };
	struct common common;
	char **operands = opt_parse(&import_surveys, &common, argc, argv);
	struct sink *out;
	int status;

	if (list) {
		import_list(MAP_SURVEYS, &common);
		return EXIT_DONE;
	}
	j.view = import_open(&how, operands, &common);
	out = sink_open(common.output, &common, NULL,
	    record_columns(RECORD_SURVEY));
	if (j.view != NULL) {
		read_all(&j, out);
		view_close(j.view);
	}
	source_close(how.in);
	status = tally_close();
	sink_close(out);
	return status;
}
