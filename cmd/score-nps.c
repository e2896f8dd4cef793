/*
 * score-nps - what customers say of the shop, and what follows from it
 *
 * Of those who answered how likely they are to recommend the shop, promoters
 * say 9 or 10 and detractors 0 to 6: the score is the share of the former less
 * that of the latter, with an interval, for it rests on those few who answered.
 * Of other surveys it is the percentage of good answers.  A blank is no answer,
 * and what is no score is told: rows read are answers, blanks and invalid ones.
 *
 * A bad answer wants somebody to see to it, and promotions to wait; a good one
 * of an active customer is worth a referral.
 */

#include "aftermath.h"
#include "period.h"
#include "poll.h"
#include "record.h"
#include "tally.h"

static struct poll_rules rules = { .responses = { .survey = -1 },
    .period = -1 };
static struct poll_table table;
static const char *plot_path, *versus, *suppress_path;
static bool responses, triggers;
static struct span within = { .days = 30 };
static struct list labels, customers, events;

static value_parser split_parse, interval_parse;

static const struct opt options[] = {
	{ 0, "kind", "KIND", "of nps, csat, ces, review or chat alone",
	    response_parse_survey, &rules.responses.survey },
	{ 0, "label", "TEXT=N", "these words are that score",
	    response_parse_label, &labels },
	{ 0, "by", "COLUMN", "a row for each of its texts", text_parse,
	    &rules.by },
	{ 0, "period", "PERIOD", "a row for each day, week, month, quarter or "
	    "year", period_parse, &rules.period },
	{ 0, "latest", NULL, "count a person's last response alone", NULL,
	    &rules.latest },
	{ 0, "since", "DATE", "tell those from then on from those before",
	    split_parse, &rules.since },
	{ 0, "versus", "FILE", "tell them from those of this file",
	    text_parse, &versus },
	{ 0, "interval", "HOW", "adjusted-wald or wald (adjusted-wald)",
	    interval_parse, &table.how },
	{ 0, "shares", NULL, "add each share with its interval", NULL,
	    &table.shares },
	{ 0, "plot", "FILE.svg", "draw the shares by period into this file, "
	    "too", text_parse, &plot_path },
	{ 0, "responses", NULL, "write the responses with their class, "
	    "instead", NULL, &responses },
	{ 0, "triggers", NULL, "write what follows from them, instead", NULL,
	    &triggers },
	{ 0, "within", "SPAN", "from responses not older than that (30d)",
	    span_parse_days, &within },
	{ 0, "customers", "FILE", "who is active", list_parse, &customers },
	{ 0, "events", "FILE", "what is resolved", list_parse, &events },
	{ 0, "suppress", "FILE", "write whom promotions should spare",
	    text_parse, &suppress_path },
	{ .name = NULL }
};

static const struct tool score_nps = {
	.summary = "Score survey responses, and tell what follows.",
	.operands = "[SURVEYS ...]",
	.options = options
};

static const char *
split_parse(const char *text, void *into)
{
	rules.is_split = true;
	return instant_parse(text, into);
}

static const char *
interval_parse(const char *text, void *into)
{
	static const char *const names[] = { "adjusted-wald", "wald", NULL };
	int i = 0;
	const char *reason = choice_parse(text, names, &i);

	*(enum opinion_interval *)into = (enum opinion_interval)i;
	return reason;
}

static void
check_options(void)
{
	if (responses && triggers)
		opt_fail("--responses and --triggers: want one of them");
	if (!triggers && (customers.n != 0 || events.n != 0 ||
	    suppress_path != NULL || within.days != 30))
		opt_fail("--customers, --events, --suppress and --within go "
		    "with --triggers");
	if ((responses || triggers) && (rules.by != NULL || rules.period >= 0 ||
	    rules.latest || table.how != ADJUSTED_WALD || rules.is_split ||
	    versus != NULL || plot_path != NULL || table.shares))
		opt_fail("--by, --period, --latest, --since, --versus, "
		    "--interval, --shares and --plot are of the report");
	if (rules.is_split + (versus != NULL) + (rules.period >= 0) > 1)
		opt_fail("--since, --versus and --period: want one of them");
	if (plot_path != NULL && rules.period < 0)
		opt_fail("--plot goes with --period");
	table.differs = rules.is_split || versus != NULL;
}

/* Each of these writes out, and says how the tool should exit before it writes a
   file beside it. */
static int
report(struct source *in, struct sink *out, const struct common *common)
{
	int status;
	struct poll *poll = poll_new(&rules);

	poll_read(poll, in, versus != NULL ? "operands" : NULL);
	if (versus != NULL) {
		struct source *side = source_open_side(versus, common);

		poll_read(poll, side, "versus");
		source_close(side);
	}
	poll_close(poll);
	poll_write(poll, &table, out);
	status = tally_close();
	if (plot_path != NULL)
		poll_plot(poll, plot_path, common);
	poll_free(poll);
	return status;
}

static int
write_responses(struct source *in, struct sink *out)
{
	struct response_columns at = response_find(in);
	struct response r;

	while (source_next(in))
		if (response_read(in, &at, &rules.responses, &r) ==
		    RESPONSE_READ) {
			sink_copy(out, source_row(in));
			sink_text(out, r.is_blank ? "" :
			    response_word(r.survey, r.verdict));
			sink_end(out);
		}
	return tally_close();
}

static int
write_triggers(struct source *in, struct sink *out,
    const struct common *common)
{
	struct response_columns at = response_find(in);
	struct aftermath *a = aftermath_new(common, within);
	struct response r;
	int status;

	aftermath_find(a, in);
	aftermath_load_customers(a, &customers);
	aftermath_load_events(a, &events);
	while (source_next(in))
		if (response_read(in, &at, &rules.responses, &r) ==
		    RESPONSE_READ)
			aftermath_add(a, in, &r);
	aftermath_close(a);
	aftermath_triggers(a, out);
	status = tally_close();
	if (suppress_path != NULL)
		aftermath_suppress(a, suppress_path);
	aftermath_free(a);
	return status;
}

int
main(int argc, char *argv[])
{
	static const char *const class[] = { "class", NULL };
	struct common common;
	char **files = opt_parse(&score_nps, &common, argc, argv);
	struct source *in;
	struct sink *out;
	int status;

	check_options();
	rules.responses.as_of = common.as_of;
	rules.responses.labels = &labels;
	in = source_open(files, &common, NULL);
	out = sink_open(common.output, &common, responses ?
	    source_names(in) : NULL, responses ? class : triggers ?
	    record_columns(RECORD_TRIGGER) : poll_columns(&table));
	status = responses ? write_responses(in, out) : triggers ?
	    write_triggers(in, out, &common) : report(in, out, &common);
	source_close(in);
	sink_close(out);
	return status;
}
