/*
 * compose-messages - the messages themselves, of sends and templates
 *
 * Each send names its template.  It is filled with what the send's data and the
 * person's record say, in the person's language where there is a template in it.
 * Whatever a template asks for is there or has a default, or nobody is written
 * to: no mail begins with "Hi ,".  Nothing in the data becomes markup or a
 * header.
 *
 * What is written is a record a message, for whoever mails by an API, or a file a
 * mail, for sendmail.  A row that calls a send back takes its mail back; of a
 * record that is written it says that it is too late.
 */

#include <err.h>
#include <stdio.h>
#include <stdlib.h>

#include "cell.h"
#include "compose.h"
#include "data.h"
#include "phrase.h"
#include "postbag.h"
#include "proof.h"
#include "send_row.h"
#include "tally.h"

static const char *templates, *mail;
static struct list customers, flow_files, flow_names;
static struct letterhead head;
static bool check;

static const struct opt options[] = {
	{ 0, "check", NULL, "tell what is wrong with the templates, and nothing "
	    "else", NULL, &check },
	{ 0, "customers", "FILE", "what is known of people", list_parse,
	    &customers },
	{ 0, "flow", "NAME", "a flow whose templates --check wants, not those "
	    "of all", list_parse, &flow_names },
	{ 0, "flows", "FILE", "whose templates --check wants, too", list_parse,
	    &flow_files },
	{ 0, "from", "MAILBOX", "who writes, where a template doesn't say",
	    sender_parse, &head.from },
	{ 0, "mail", "DIR", "write each mail to a file there, not records",
	    text_parse, &mail },
	{ 0, "templates", "DIR", "the templates", text_parse, &templates },
	{ 0, "unsubscribe", "URL", "where to unsubscribe by a click; or a "
	    "mailto: URL", unsubscribe_parse, &head.unsubscribe },
	{ .name = NULL }
};

static const struct tool compose_messages = {
	.summary = "Compose messages of sends and templates.",
	.operands = "[SENDS ...]",
	.options = options
};

struct job {
	const struct common *common;
	struct composer *composer;
	struct postbag *bag;
};

static void
check_options(const struct common *common, char *const files[])
{
	if (templates == NULL)
		opt_fail("--templates is missing");
	if (check && (files[0] != NULL || mail != NULL || customers.n != 0 ||
	    head.from != NULL || head.unsubscribe.n != 0))
		opt_fail("--check wants --templates, --flow and --flows "
		    "alone, and no file");
	if (!check && flow_files.n + flow_names.n != 0)
		opt_fail("--flow and --flows go with --check");
	if (mail != NULL && (common->output != NULL || common->json))
		opt_fail("--mail writes files: want no --output, and no "
		    "--json");
}

static int
look_over(const struct common *common)
{
	struct templates *ts = templates_open(templates);
	struct flows *flows = flows_new();
	struct sink *out;
	size_t problems;
	int status;

	for (size_t i = 0; i < flow_files.n; i++)
		flows_read(flows, flow_files.items[i]);
	for (size_t i = 0; i < flow_names.n; i++)
		if (flows_find(flows, flow_names.items[i]) == NULL)
			opt_fail("--flow: '%s': no such flow (want %s)",
			    flow_names.items[i], flows_known(flows));
	out = sink_open(common->output, common, NULL, proof_columns());
	problems = proof_write(ts, flows, &flow_names, out);
	status = tally_close();
	sink_close(out);
	flows_free(flows);
	templates_free(ts);
	return problems > 0 ? EXIT_REJECTS : status;
}

/* Why a send isn't to go out now, though nothing is wrong with it; or NULL. */
static const char *
why_not(const struct job *j, const struct send *s)
{
	if (s->action == ACTION_HELD)
		return "held";
	if (s->may_expire &&
	    instant_is_known(s->expires_at, j->common->as_of))
		return "expired";
	return mail != NULL && s->channel != CHANNEL_EMAIL ?
	    "not an e-mail" : NULL;
}

static void
compose(struct job *j, struct source *in, const struct send_columns *at,
    const struct send *s)
{
	struct message m;
	const char *reason;

	if (mail != NULL && s->class == CLASS_MARKETING &&
	    head.unsubscribe.n == 0)
		errx(EXIT_TROUBLE, "--unsubscribe is missing: '%s' is "
		    "marketing, from which people must be able to "
		    "unsubscribe", s->id);
	reason = composer_make(j->composer, in, s, &m);
	if (reason != NULL)
		cell_reject(in, at->template, reason);
	else if (*s->address == '\0')
		cell_reject(in, at->address, "blank (want an address)");
	else if (s->channel == CHANNEL_EMAIL && !mailbox_is_one(s->address))
		cell_reject(in, at->address, "not an e-mail address that a "
		    "header can hold");
	else if (mail != NULL && (reason = mailbox_fault(s->address)) != NULL)
		cell_reject(in, at->address, reason);
	else if (mail != NULL && *m.id == '\0')
		cell_reject(in, at->template, "no From, and no --from");
	else
		postbag_put(j->bag, &m);
}

/* A row that says so takes the message back of one before it. */
static void
call_back(struct job *j, struct source *in, const struct send_columns *at,
    const struct send *s)
{
	const char *reason = postbag_call_back(j->bag, s->id);

	if (reason != NULL)
		cell_reject(in, at->change != DICT_NONE ? at->change :
		    at->action, reason);
	else
		tally_set_aside("called back", 1);
}

static void
compose_all(struct job *j, char *const files[])
{
	struct source *in = source_open(files, j->common, NULL);
	struct send_columns at = send_columns_find(in);
	struct send s;
	const char *why;

	fields_find(composer_fields(j->composer), in);
	while (source_next(in)) {
		if (!send_row_read(in, &at, j->common->as_of, &s) ||
		    (at.data != DICT_NONE && !cell_read(in, at.data,
		    data_parse, &s.data)))
			continue;
		if (s.action == ACTION_RETRACT)
			call_back(j, in, &at, &s);
		else if ((why = why_not(j, &s)) != NULL)
			tally_set_aside(why, 1);
		else if (!postbag_enter(j->bag, s.id))
			cell_reject(in, at.id, "twice in the list");
		else
			compose(j, in, &at, &s);
	}
	source_close(in);
}

static void
say_facts(const struct job *j)
{
	char n[PHRASE_COUNT_ROOM];
	size_t odd = composer_odd_languages(j->composer);

	fields_say_joined(composer_fields(j->composer));
	if (odd > 0)
		tally_note("%s languages aren't language tags, and count as "
		    "none", phrase_count(odd, n));
	postbag_say(j->bag);
}

static int
compose_files(const struct common *common, char *const files[])
{
	struct templates *ts = templates_open(templates);
	struct job j = { .common = common, .composer = composer_new(ts, &head,
	    common, &customers) };
	int status;

	j.bag = postbag_open(mail, common);
	compose_all(&j, files);
	say_facts(&j);
	status = tally_close();
	postbag_close(j.bag);
	composer_free(j.composer);
	templates_free(ts);
	return status;
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files = opt_parse(&compose_messages, &common, argc, argv);

	check_options(&common, files);
	return check ? look_over(&common) : compose_files(&common, files);
}
