/*
 * welcome - what begins between a customer and the shop, and is to be answered
 *
 * Whoever is seen for the first time is welcomed, and who has ordered for the
 * first time may be invited to have an account, if they have none.  A second
 * order is thanked for.  Each order is confirmed, and each wish to send
 * something back.
 */

#include "begin.h"
#include "deed.h"
#include "life.h"
#include "record.h"
#include "tally.h"

static struct list customers, orders, events, accounts;
static bool only[BEGINNINGS], is_only, print_table;
static struct since since;
static const struct list nothing;

static value_parser only_parse;

static const struct opt options[] = {
	{ 0, "customers", "FILE", "who is a customer, and since when",
	    list_parse, &customers },
	{ 0, "orders", "FILE", "what they ordered", list_parse, &orders },
	{ 0, "events", "FILE", "who subscribed, or wants to return something",
	    list_parse, &events },
	{ 0, "accounts", "FILE", "customers who have an account; without it "
	    "nobody is invited", list_parse, &accounts },
	{ 0, "only", "FLOW", "write triggers of that flow; and of others, if "
	    "given again", only_parse, &only },
	{ 0, "print-table", NULL, "print what starts which flow, and nothing "
	    "else", NULL, &print_table },
	SINCE_OPTION(since),
	{ .name = NULL }
};

static const struct tool welcome = {
	.summary = "Find what begins: first and second orders, and the like.",
	.operands = "[CUSTOMERS | ORDERS | EVENTS ...]",
	.options = options
};

static const char *
only_parse(const char *text, void *into)
{
	const char *names[BEGINNINGS + 1] = { NULL }, *reason;
	int flow;

	for (int i = 0; i < BEGINNINGS; i++)
		names[i] = beginning_of(i)->flow;
	reason = choice_parse(text, names, &flow);
	if (reason == NULL)
		is_only = ((bool *)into)[flow] = true;
	return reason;
}

static int
write_table(const struct common *common)
{
	static const char *const columns[] = { "flow", "starts_with",
	    "trigger_id", NULL };
	struct sink *out = sink_open(common->output, common, NULL, columns);

	for (int i = 0; i < BEGINNINGS; i++) {
		sink_text(out, beginning_of(i)->flow);
		sink_text(out, beginning_of(i)->fact);
		sink_text(out, beginning_of(i)->id);
		sink_end(out);
	}
	sink_close(out);
	return EXIT_DONE;
}

static void
read_all(struct deeds *d, char *files[])
{
	struct deed_files beside[] = {
		{ .option = "--customers", .paths = &customers,
		    .kind = DEED_CUSTOMERS },
		{ .option = "--orders", .paths = &orders,
		    .kind = DEED_ORDERS },
		{ .option = "--events", .paths = &events,
		    .kind = DEED_EVENTS },
		{ .option = "--accounts", .paths = &accounts,
		    .kind = DEED_CUSTOMERS, .is_accounts = true }
	};
	const size_t n = sizeof beside / sizeof *beside;

	/* A customer table says as of when the others are read. */
	deeds_read_beside(d, &beside[0]);
	deeds_read(d, files);
	for (size_t i = 1; i < n; i++)
		deeds_read_beside(d, &beside[i]);
	circle_close(d->circle, false);
	roster_close(d->roster);
	deeds_settle(d);
	for (size_t i = 0; i < n; i++)
		deeds_say_joined(d, &beside[i]);
}

/* Without a word on who has an account, nobody can be invited to have one. */
static void
choose(struct begins *b)
{
	for (int i = 0; i < BEGINNINGS; i++)
		b->wanted[i] = !is_only || only[i];
	if (!b->wanted[BEGIN_INVITE] || accounts.n != 0)
		return;
	if (is_only)
		opt_fail("--only account-invite goes with --accounts");
	b->wanted[BEGIN_INVITE] = false;
	tally_note("no --accounts: nobody is invited to have one");
}

static int
find(struct common *common, char *files[])
{
	struct pool *pool = pool_new();
	struct circle *circle = circle_new(common, &nothing);
	struct deeds d = { .common = common, .pool = pool, .circle = circle,
	    .roster = roster_new(circle) };
	struct begins b = { .pool = pool, .notices = notices_new(since),
	    .returns = dict_new() };
	struct lives *lives = lives_new(&d);
	struct life life;
	struct sink *out;
	int status;

	choose(&b);
	read_all(&d, files);
	while (lives_next(lives, &life))
		begin_all(&b, &life);
	out = sink_open(common->output, common, NULL,
	    record_columns(RECORD_TRIGGER));
	notices_write(b.notices, out);
	notices_free(b.notices);
	lives_free(lives);
	dict_free(b.returns);
	roster_free(d.roster);
	circle_free(circle);
	pool_free(pool);
	status = tally_close();
	sink_close(out);
	return status;
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files = opt_parse(&welcome, &common, argc, argv);

	return print_table ? write_table(&common) : find(&common, files);
}
