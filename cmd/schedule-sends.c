/*
 * schedule-sends - decide who hears what, when, and why not
 *
 * An occasion (a customer who has lapsed, a cart left behind) starts a flow:
 * a message, another some days on, perhaps a last one.  All flows are decided
 * at once, person by person, the more important message first.  A message that
 * is due goes at an hour that suits the person, is held back if they are of
 * those who show what writing does, or is denied for one reason: it went out
 * already, came too late, is about what is over, has nowhere to go, is not
 * wanted, or would be one too many.  The answer is the same whatever order the
 * rows come in, and a message has the same id in every run.
 *
 * With a ledger it is written down before it is printed, so that no night
 * forgets what another one did; and what was planned and has become wrong is
 * called back.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "batch.h"
#include "carry.h"
#include "explain.h"
#include "guard.h"
#include "judge.h"
#include "opt.h"
#include "outcome.h"
#include "summary.h"
#include "tally.h"

static const char *flow_name, *explained, *ledger;
static struct outcome outcome;
static const struct zone *zone;
static struct list flows_paths, carry, complete;
static struct beside beside;
static struct span horizon = { .seconds = 24 * 60 * 60 };
static struct span max_delay = { .seconds = 72 * 60 * 60 }, wait_for;
static struct guard guard;
static int catch_up, replay;
static bool explicit_only, skip_unknown, check_flows, print_flows, summary,
    unconfirmed;

static const char *
require_parse(const char *text, void *into)
{
	static const char *const names[] = { "explicit", NULL };
	int which;
	const char *reason = choice_parse(text, names, &which);

	if (reason == NULL)
		*(bool *)into = true;
	return reason;
}

static const struct opt options[] = {
	{ 0, "brake", "Nx", "stop where a flow sends N times its usual number",
	    brake_parse, &guard.brake },
	{ 0, "carry", "COLUMNS", "take these columns along in data",
	    carry_parse, &carry },
	{ 0, "catch-up", "COUNT", "start so many flows late that are stale",
	    count_parse, &catch_up },
	{ 0, "check-flows", NULL, "read the flows, and do no more",
	    NULL, &check_flows },
	{ 0, "complete", "FLOW", "all occasions of the flow are in the rows",
	    list_parse, &complete },
	{ 0, "consent", "FILE", "consents, with their dates",
	    list_parse, &beside.who.consent },
	{ 0, "customers", "FILE", "customers, with their addresses",
	    list_parse, &beside.who.customers },
	{ 0, "denied", "FILE", "write who is denied, and why",
	    text_parse, &outcome.denied },
	{ 0, "dry-run", NULL, "touch no ledger", NULL, &outcome.is_dry },
	{ 0, "events", "FILE", "events and orders: what they did since",
	    list_parse, &beside.who.events },
	{ 0, "explain", "CUSTOMER", "tell how it is decided about them",
	    text_parse, &explained },
	{ 'f', "flow", "NAME", "the flow that the rows start",
	    text_parse, &flow_name },
	{ 0, "flows", "FILE", "add flows, or change the built-in ones",
	    list_parse, &flows_paths },
	{ 0, "held", "FILE", "write who is held out of it",
	    text_parse, &outcome.held },
	{ 0, "history", "FILE", "earlier sends, our own output",
	    list_parse, &beside.history },
	{ 0, "horizon", "SPAN", "decide what is due within this time (24h)",
	    span_parse, &horizon },
	{ 0, "ledger", "FILE", "earlier sends, kept by this tool",
	    text_parse, &ledger },
	{ 0, "max-age", "SPAN", "stop where the newest event is older",
	    max_age_parse, &guard.max_age },
	{ 0, "max-delay", "SPAN", "put nothing off for longer (72h)",
	    span_parse, &max_delay },
	{ 0, "print-flows", NULL, "print the built-in flows",
	    NULL, &print_flows },
	{ 0, "replay", "BATCH", "print a batch of the ledger again",
	    positive_parse, &replay },
	{ 0, "require", "CONSENT", "explicit: don't imply it of a purchase",
	    require_parse, &explicit_only },
	{ 0, "retract", "FILE", "write what was planned and is to be called "
	    "back", text_parse, &outcome.retract },
	{ 0, "skip-unknown", NULL, "set rows of unknown flows aside",
	    NULL, &skip_unknown },
	{ 0, "summary", NULL, "count what is decided, on standard error",
	    NULL, &summary },
	{ 0, "suppress", "FILE", "who must not be written to",
	    list_parse, &beside.who.suppress },
	{ 0, "tz-default", "ZONE", "of those whose time zone isn't known",
	    zone_parse, &zone },
	{ 0, "unconfirmed", NULL, "list the ledger's batches that nobody "
	    "confirmed", NULL, &unconfirmed },
	{ 0, "wait", "SPAN", "wait so long for another run's ledger",
	    span_parse, &wait_for },
	{ .name = NULL }
};

static const struct tool schedule_sends = {
	.summary = "Decide who hears what, when, and why not.",
	.operands = "[FILE ...]",
	.options = options
};

static void
read_flows(struct facts *f)
{
	const char *stranger;

	f->flows = flows_new();
	for (size_t i = 0; i < flows_paths.n; i++)
		flows_read(f->flows, flows_paths.items[i]);
	if ((stranger = flows_stranger(f->flows)) != NULL)
		errx(EXIT_TROUBLE, "caps: '%s': no such flow (want %s)",
		    stranger, flows_known(f->flows));
}

static const struct flow *
flow_of_option(struct flows *flows)
{
	const struct flow *flow;

	if (flow_name == NULL)
		return NULL;
	if ((flow = flows_find(flows, flow_name)) == NULL)
		opt_fail("--flow: '%s': no such flow (want %s)", flow_name,
		    flows_known(flows));
	return flow;
}

static void
read_all(struct facts *f, char *const files[], struct common *common)
{
	struct trigger_reading how = { .flow = flow_of_option(f->flows),
	    .skip_unknown = skip_unknown };

	f->max_delay = max_delay;
	f->explicit_only = explicit_only;
	f->zone = zone;
	f->is_explained = explained != NULL;
	if (ledger != NULL)
		f->ledger = ledger_open(ledger, explained != NULL ||
		    outcome.is_dry ? LEDGER_LOOK : LEDGER_WRITE, wait_for);
	if (explained != NULL && catch_up == 0 &&
	    !flows_limits(f->flows)->need_all)
		facts_narrow(f, explained, files, common, &beside);
	facts_read(f, files, common, &how, &beside, &carry);
	carry_check(&carry, f->triggers, f->who.book);
	if (f->ledger != NULL && explained == NULL && !outcome.is_dry)
		batch_check(f->ledger, f->as_of);
	f->until = instant_move(f->as_of, horizon, 1, instant_zone());
	if (f->lens == NULL)
		guard_age(&guard, f);
}

static int
decide(struct facts *f, const struct common *common)
{
	struct retracts retracts = retracts_judge(f, &complete,
	    outcome.retract != NULL);
	struct judged judged;
	int status;

	if (explained != NULL) {
		explain(f, explained, catch_up, &beside.who.customers, common);
		return tally_close();
	}
	retracts_say(&retracts, outcome.retract != NULL);
	if (outcome.retract == NULL)
		retracts.n = 0;
	judged = judge_all(f, catch_up, NULL);
	judged_say(&judged);
	guard_brake(&guard, f, &judged.candidates);
	if (summary)
		summary_say(f, &judged.candidates);
	outcome.facts = f;
	outcome.candidates = &judged.candidates;
	outcome.retracts = &retracts;
	outcome.carry = &carry;
	status = outcome_write(&outcome, common);
	free(judged.candidates.list);
	free(retracts.list);
	return status;
}

static void
check_options(void)
{
	if (ledger == NULL && (replay > 0 || unconfirmed ||
	    outcome.is_dry || outcome.retract != NULL || complete.n > 0))
		opt_fail("--complete, --dry-run, --replay, --retract and "
		    "--unconfirmed: want --ledger FILE");
	if (ledger != NULL && beside.history.n > 0)
		opt_fail("--ledger and --history: want one of them "
		    "(sync-history puts a history into a ledger)");
	if (complete.n > 0 && outcome.retract == NULL)
		opt_fail("--complete: want --retract FILE");
}

static int
print_built_in(void)
{
	if (fputs(flows_built_in(), stdout) == EOF || fflush(stdout) == EOF)
		err(EXIT_TROUBLE, "standard output");
	return EXIT_DONE;
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files = opt_parse(&schedule_sends, &common, argc, argv);
	struct facts facts = { .flows = NULL };
	int status;

	if (print_flows)
		return print_built_in();
	check_options();
	if (replay > 0 || unconfirmed)
		return outcome_ask(ledger, replay, wait_for, &outcome,
		    &common);
	read_flows(&facts);
	if (check_flows) {
		flows_free(facts.flows);
		return EXIT_DONE;
	}
	read_all(&facts, files, &common);
	status = decide(&facts, &common);
	ledger_close(facts.ledger);
	facts_free(&facts);
	return status;
}
