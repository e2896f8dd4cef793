/*
 * pick - the rows of a table that a condition holds for
 *
 * Each row is copied as it is, or left out.  A row that the condition can't
 * judge, because a cell isn't what the comparison wants, is rejected, not
 * left out in silence.  A customer's row is judged as of the time, and in the
 * time zone, that it carries.
 */

#include <err.h>
#include <stddef.h>
#include <unistd.h>

#include "asof.h"
#include "cell.h"
#include "dict.h"
#include "map.h"
#include "opt.h"
#include "rule.h"
#include "sink.h"
#include "source.h"
#include "tally.h"

static const struct opt options[] = {
	{ .name = NULL }
};

static const struct tool pick = {
	.summary = "Write the rows that CONDITION holds for.",
	.operands = "CONDITION [FILE ...]",
	.options = options,
	.leading = 1
};

/*
 * NDJSON without a record has no columns, nor a row that wants them.  Of a
 * platform's raw export source_column says what to type instead.
 */
static bool
find_column(void *in, const char *name, size_t *column)
{
	const char *map, *tool;

	*column = source_find(in, name);
	if (*column == DICT_NONE && map_guess(source_names(in), name, &map,
	    &tool))
		*column = source_column(in, name);
	return *column != DICT_NONE || source_names(in)[0] == NULL;
}

static const char *
read_cell(void *in, size_t column)
{
	return source_cell(in, column).text;
}

/* A mistake in the condition is shown with the rest of it from there on. */
static struct rule *
compile(const char *condition, struct source *in, struct instant as_of)
{
	struct rule_error error;
	struct rule *r = rule_compile(condition, find_column, in, as_of,
	    &error);

	if (r == NULL && access(condition, F_OK) == 0)
		opt_fail("'%s' is a file (want the condition first)",
		    condition);
	if (r == NULL)
		errx(EXIT_TROUBLE, "condition:%zu: '%s': %s", error.at + 1,
		    condition + error.at, error.reason);
	return r;
}

static bool
holds(const struct rule *r, struct source *in)
{
	const char *column, *reason;
	bool yes = rule_holds(r, read_cell, in, &column, &reason);

	if (reason == NULL)
		return yes;
	cell_reject(in, source_find(in, column), reason);
	return false;
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **operands = opt_parse(&pick, &common, argc, argv);
	struct source *in = source_open(operands + 1, &common, NULL);
	struct rule *rule = compile(operands[0], in, common.as_of);
	struct sink *out = sink_open(common.output, &common, source_names(in),
	    NULL);
	struct asof asof;
	int status;

	asof_find(&asof, in);
	while (source_next(in)) {
		if (asof_take(&asof, in, &common)) {
			rule_free(rule);
			rule = compile(operands[0], in, common.as_of);
		}
		if (!holds(rule, in))
			continue;
		sink_copy(out, source_row(in));
		sink_end(out);
	}
	status = tally_close();
	sink_close(out);
	source_close(in);
	rule_free(rule);
	return status;
}
