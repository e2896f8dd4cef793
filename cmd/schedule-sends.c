/*
 * schedule-sends - decide who hears what, when, and why not
 *
 * An occasion (a customer who has lapsed, a cart left behind) starts a flow:
 * a message, another some days on, perhaps a last one.  Each message that is
 * due is either sent or denied for a reason.  It is denied where it went out
 * already, where it has come too late, where what it is about is over, where
 * there is no address for it or only a marketplace's relay, and where the
 * person has said no: by consent, or by being on a suppression list under any
 * of their addresses.  The answer is the same whatever order the
 * rows come in, and a message has the same id in every run.
 */

#include <err.h>
#include <stdlib.h>

#include "book.h"
#include "carry.h"
#include "dict.h"
#include "flow.h"
#include "history.h"
#include "judge.h"
#include "opt.h"
#include "person.h"
#include "phrase.h"
#include "record.h"
#include "send.h"
#include "sink.h"
#include "suppression.h"
#include "tally.h"
#include "trigger.h"

static const char *flow_name, *denied_path;
static struct list flows_paths, customers_paths, suppress_paths, history_paths;
static struct list carry;
static struct span horizon = { .seconds = 24 * 60 * 60 };

static const struct opt options[] = {
	{ 0, "carry", "COLUMNS", "take these columns along in data",
	    carry_parse, &carry },
	{ 0, "customers", "FILE", "customers, with their addresses",
	    list_parse, &customers_paths },
	{ 0, "denied", "FILE", "write who is denied, and why",
	    text_parse, &denied_path },
	{ 'f', "flow", "NAME", "the flow that the rows start",
	    text_parse, &flow_name },
	{ 0, "flows", "FILE", "add flows, or change the built-in ones",
	    list_parse, &flows_paths },
	{ 0, "history", "FILE", "earlier sends, our own output",
	    list_parse, &history_paths },
	{ 0, "horizon", "SPAN", "decide what is due within this time (24h)",
	    span_parse, &horizon },
	{ 0, "suppress", "FILE", "who must not be written to",
	    list_parse, &suppress_paths },
	{ .name = NULL }
};

static const struct tool schedule_sends = {
	.summary = "Decide who hears what, when, and why not.",
	.operands = "[FILE ...]",
	.options = options
};

/* The triggers, and all that is known of whom they are about. */
struct run {
	struct flows *flows;
	struct people *people;
	struct triggers *triggers;
	struct book *book;
	struct history *history;
	struct suppression *suppression;
	struct pool *pool;
	struct candidate *candidates;
	size_t n, room;
};

static const struct flow *
flow_of_option(struct flows *flows)
{
	const struct flow *flow;

	for (size_t i = 0; i < flows_paths.n; i++)
		flows_read(flows, flows_paths.items[i]);
	if (flow_name == NULL)
		return NULL;
	if ((flow = flows_find(flows, flow_name)) == NULL)
		opt_fail("--flow: '%s': no such flow (want %s)", flow_name,
		    flows_known(flows));
	return flow;
}

static void
read_all(struct run *r, char *const files[], struct common *common)
{
	struct trigger_reading how = { .carry = &carry };

	r->flows = how.flows = flows_new();
	r->people = how.people = people_new();
	r->pool = pool_new();
	how.flow = flow_of_option(r->flows);
	r->triggers = triggers_read(files, common, &how);
	r->book = book_new(&carry);
	r->history = history_new();
	r->suppression = suppression_new();
	for (size_t i = 0; i < customers_paths.n; i++)
		book_load(r->book, customers_paths.items[i], common,
		    r->people);
	/* Whoever the row is about would be written to for want of it. */
	tally_bear_none("nobody is written to until that is mended");
	for (size_t i = 0; i < history_paths.n; i++)
		history_load(r->history, history_paths.items[i], common,
		    r->people);
	for (size_t i = 0; i < suppress_paths.n; i++)
		suppression_load(r->suppression, suppress_paths.items[i],
		    common);
	book_close(r->book, r->people);
	suppression_match(r->suppression, r->people);
	carry_check(&carry, r->triggers, r->book);
}

static void
say_joined(const struct list *paths, const char *option, size_t joined,
    size_t all)
{
	char left[PHRASE_COUNT_ROOM], right[PHRASE_COUNT_ROOM];

	if (paths->n > 0 && all > 0)
		tally_note("%s: joined %s of %s", option,
		    phrase_count(joined, left), phrase_count(all, right));
}

/* How many earlier sends went to the people of these triggers, each true. */
static size_t
count_earlier(const struct run *r, const bool *starts)
{
	size_t n = 0;

	for (size_t i = 0; i < history_count(r->history); i++) {
		size_t person = people_find(r->people,
		    history_item(r->history, i)->customer_id, NULL, NULL);

		n += person != DICT_NONE && starts[person];
	}
	return n;
}

/* Say how the files found each other. */
static void
say_all_joined(const struct run *r)
{
	size_t n = triggers_count(r->triggers), known = 0;
	bool *starts = pool_bytes(r->pool, people_count(r->people) + 1);

	for (size_t i = 0; i < n; i++) {
		const struct trigger *t = triggers_get(r->triggers, i);
		size_t person = people_find(r->people, t->customer_id,
		    t->who.email, t->who.phone);

		starts[person] = true;
		known += book_knows(r->book, person);
	}
	say_joined(&customers_paths, "--customers", known, n);
	say_joined(&history_paths, "--history", count_earlier(r, starts),
	    history_count(r->history));
	say_joined(&suppress_paths, "--suppress",
	    suppression_matched(r->suppression),
	    suppression_count(r->suppression));
	if (n > 0 && book_count(r->book) > 0 && known == 0)
		errx(EXIT_TROUBLE, "--customers: none of the rows is about "
		    "one of them");
}

static void
decide(struct run *r, const struct common *common)
{
	struct facts facts = { .as_of = common->as_of, .people = r->people,
	    .history = r->history, .book = r->book,
	    .suppression = r->suppression, .pool = r->pool };

	facts.as_of.is_date = false;
	facts.until = instant_move(facts.as_of, horizon, 1, instant_zone());
	for (size_t i = 0; i < triggers_count(r->triggers); i++)
		r->candidates = judge_trigger(&facts,
		    triggers_get(r->triggers, i), r->candidates, &r->n,
		    &r->room);
	candidates_sort(r->candidates, r->n);
	free(facts.past);
	if (facts.later > 0)
		tally_set_aside("later steps", facts.later);
	if (facts.ended > 0)
		tally_set_aside("steps of a flow that has ended", facts.ended);
	candidates_say_denied(r->candidates, r->n);
}

static int
write_all(const struct run *r, const struct common *common)
{
	struct sink *out = sink_open(common->output, common, NULL,
	    record_columns(RECORD_SEND));
	struct sink *no = denied_path == NULL ? NULL : sink_open(denied_path,
	    common, NULL, record_columns(RECORD_DENIED));
	struct instant now = { .seconds = common->as_of.seconds };
	int status;

	for (size_t i = 0; i < r->n; i++) {
		const struct candidate *c = &r->candidates[i];

		if (c->code == CODE_SEND)
			send_write(out, c, now, carry_data(&carry, r->book, c,
			    r->pool));
		else if (no != NULL)
			denied_write(no, c, now);
	}
	status = tally_close();
	/* What is said beside is of a list that is there. */
	sink_close(out);
	if (no != NULL)
		sink_close(no);
	return status;
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files = opt_parse(&schedule_sends, &common, argc, argv);
	struct run run = { .n = 0 };
	int status;

	read_all(&run, files, &common);
	say_all_joined(&run);
	decide(&run, &common);
	status = write_all(&run, &common);
	free(run.candidates);
	triggers_free(run.triggers);
	book_free(run.book);
	history_free(run.history);
	suppression_free(run.suppression);
	people_free(run.people);
	flows_free(run.flows);
	pool_free(run.pool);
	return status;
}
