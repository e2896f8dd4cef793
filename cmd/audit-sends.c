/*
 * audit-sends - judge what went out by the rules of what may go
 *
 * The log of whoever sends a shop's messages says what went to whom, and when.
 * Whether it should have gone is asked of the rules by which schedule-sends
 * decides: had they already bought, had they opted out, was it the same again,
 * stale, at night, or one too many?  What counts is what was known when it
 * went; what can't be told is no fault.
 */

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "audit.h"
#include "audit_tell.h"

static struct import how = { .kind = MAP_SENDS };
static struct delivery_rules rules;
static struct dossier_files files;
static struct list flows_paths, messages_paths;
static struct audit audit = {
	.bought_within = { .seconds = 24 * 60 * 60 },
	.twice_within = { .seconds = 24 * 60 * 60 }
};
static bool list, list_messages, summary;

static const char *
sent_at_parse(const char *text, void *into)
{
	struct delivery_rules *r = into;
	const char *reason = instant_read(text, NOTATION_ISO, NULL,
	    &r->sent_at);

	r->has_sent_at = reason == NULL;
	return r->has_sent_at && r->sent_at.is_date ?
	    "only a day (want the time of day, too)" : reason;
}

static const struct opt options[] = {
	{ 0, "bought-within", "SPAN", "before it, where nothing tells since "
	    "when (24h)", span_parse, &audit.bought_within },
	{ 0, "consent", "FILE", "consents, with their dates",
	    list_parse, &files.consent },
	{ 0, "customers", "FILE", "customers, with their addresses",
	    list_parse, &files.customers },
	{ 0, "events", "FILE", "events and orders: what they did",
	    list_parse, &files.events },
	{ 0, "flows", "FILE", "add flows, or change the built-in ones",
	    list_parse, &flows_paths },
	{ 'f', "from", "MAP", "read by this built-in map (told by the header)",
	    text_parse, &how.from },
	{ 0, "grace", "SPAN", "what goes so soon after a no is no fault (0s)",
	    span_parse, &audit.grace },
	{ 0, "list", NULL, "show the maps and the columns each is known by",
	    NULL, &list },
	{ 0, "list-messages", NULL, "write of which flow each message is "
	    "taken to be", NULL, &list_messages },
	{ 0, "map", "FILE", "read by a map of yours", text_parse, &how.file },
	{ 0, "messages", "FILE", "of which flow messages are, by their names",
	    list_parse, &messages_paths },
	{ 0, "phone-country", "CODE", "of phones without a + and a code",
	    import_country, &rules.phone_country },
	{ 0, "sent-at", "WHEN", "of rows that don't say when they went",
	    sent_at_parse, &rules },
	{ 0, "summary", NULL, "print what it comes to, and no rows",
	    NULL, &summary },
	{ 0, "suppress", "FILE", "who must not be written to",
	    list_parse, &files.suppress },
	{ 0, "time", "FORM", "of times: iso, mdy or dmy (the map's)",
	    import_notation, &how.notation },
	{ 0, "twice-within", "SPAN", "the same message within it is the same "
	    "again (24h)", span_parse, &audit.twice_within },
	{ 0, "tz-default", "ZONE", "of those whose time zone isn't known",
	    zone_parse, &audit.zone },
	{ .name = NULL }
};

static const struct tool audit_sends = {
	.summary = "Judge what went out by the rules of what may go.",
	.operands = "[LOG ...]",
	.options = options
};

/* Rows that can't be read are reported, and the others judged by. */
static void
read_files(const struct common *common)
{
	static const struct list none;

	audit.who = dossier_new(&none, conditions_names(flows_conditions(
	    audit.flows), NAME_EVENT));
	dossier_read(&audit.who, &files, common, NULL);
}

/* How many messages went to people who have one of the first texts. */
static size_t
count_joined(size_t texts)
{
	struct people *people = audit.who.people;
	bool *known = calloc(people_count(people) + 1, sizeof *known);
	size_t n, joined = 0;
	const struct mail *all = outbox_all(audit.box, &n);

	if (known == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < texts; i++)
		known[people_text(people, i, NULL, NULL)] = true;
	for (size_t i = 0; i < n; i++)
		joined += known[all[i].person];
	free(known);
	return joined;
}

static void
read_flows(void)
{
	const char *stranger;

	audit.flows = flows_new();
	for (size_t i = 0; i < flows_paths.n; i++)
		flows_read(audit.flows, flows_paths.items[i]);
	if ((stranger = flows_stranger(audit.flows)) != NULL)
		errx(EXIT_TROUBLE, "caps: '%s': no such flow (want %s)",
		    stranger, flows_known(audit.flows));
}

/* Read operands that are one table; false if it holds nothing. */
static bool
read_log(char *const operands[], struct mailings *messages,
    const struct common *common)
{
	struct view *view = import_open(&how, operands, common);
	bool any = view != NULL;

	if (any) {
		if (!rules.has_sent_at)
			view_need(view, DELIVERY_AT, " (--sent-at tells it)");
		/* A number of seconds is written in no other form. */
		rules.time = how.map->time >= NOTATION_UNIX ?
		    how.map->time : import_time(&how);
		outbox_read(audit.box, view, &how, &rules, messages,
		    audit.who.people, common->as_of);
		view_close(view);
	}
	source_close(how.in);
	return any;
}

/* All by the map that is asked for, or each by that which its own header tells:
   then what --column says is of some of them. */
static void
read_logs(char *const operands[], struct mailings *messages,
    const struct common *common)
{
	bool any = false;

	if (how.from != NULL || how.file != NULL || operands[0] == NULL ||
	    operands[1] == NULL) {
		read_log(operands, messages, common);
		return;
	}
	how.renamed = calloc(common->columns.n + 1, sizeof *how.renamed);
	if (how.renamed == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; operands[i] != NULL; i++)
		any |= read_log((char *[]){ operands[i], NULL }, messages,
		    common);
	for (size_t i = 0; any && i < common->columns.n; i++)
		if (!how.renamed[i])
			errx(EXIT_TROUBLE, "--column: no file has a column "
			    "'%s'", strchr(common->columns.items[i], '=') + 1);
	free(how.renamed);
}

static struct mailings *
read_all(char *const operands[], const struct common *common)
{
	struct mailings *messages = mailings_new(audit.flows);
	size_t texts;

	for (size_t i = 0; i < messages_paths.n; i++)
		mailings_load(messages, messages_paths.items[i], common);
	read_files(common);
	texts = people_texts(audit.who.people);
	audit.box = outbox_new();
	read_logs(operands, messages, common);
	dossier_close(&audit.who);
	outbox_close(audit.box, audit.who.people);
	if (texts > 0)
		audit_tell_joined(&audit, count_joined(texts));
	return messages;
}

/* The faults, or what is asked for instead. */
static int
write_all(const struct mailings *messages, const struct common *common)
{
	const struct audit_given given = { files.customers.n > 0,
	    files.events.n > 0, files.consent.n > 0 || files.events.n > 0 ||
	    files.suppress.n > 0 };
	struct sink *out = NULL;
	int status;

	if (!summary)
		out = sink_open(common->output, common, NULL, list_messages ?
		    mailings_columns() : record_columns(RECORD_FAULT));
	if (list_messages)
		mailings_write(messages, out);
	else {
		audit_judge(&audit);
		if (summary)
			audit_tell_report(&audit, &given);
		else {
			faults_write(&audit.faults, out);
			audit_tell(&audit, &given);
		}
	}
	status = tally_close();
	if (out != NULL)
		sink_close(out);
	return status;
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **operands = opt_parse(&audit_sends, &common, argc, argv);
	struct mailings *messages;
	int status;

	if (list) {
		import_list(MAP_SENDS, &common);
		return EXIT_DONE;
	}
	if (summary && (list_messages || common.output != NULL))
		opt_fail("--summary: is printed as text, so not with "
		    "--list-messages or --output");
	read_flows();
	conditions_compile(flows_conditions(audit.flows), common.as_of);
	messages = read_all(operands, &common);
	status = write_all(messages, &common);
	mailings_free(messages);
	outbox_free(audit.box);
	dossier_free(&audit.who);
	free(audit.faults.list);
	flows_free(audit.flows);
	return status;
}
