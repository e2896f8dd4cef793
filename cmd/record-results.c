/*
 * record-results - write down what became of the messages that were sent
 *
 * Whoever mails reports what it did and what came of it: sent, delivered,
 * opened, clicked, bounced, complained, unsubscribed.  A report is of a send,
 * by its send_id, or of a person, by their customer_id or address.  It is
 * written down once, however often it is told, and counts from then on: a
 * message counts when it really went, in caps, too; whoever bounced hard,
 * complained or unsubscribed isn't written to; and clicks tell the hour at
 * which somebody reads.  A batch is sent once somebody says so, or every send
 * of it was heard of.
 */

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "cell.h"
#include "contact.h"
#include "event.h"
#include "phrase.h"
#include "record.h"
#include "result.h"
#include "source.h"
#include "tally.h"

enum { ROOM = 1024, EVENTS = 64 };

static const char *ledger;
static struct list confirmed;
static struct span wait_for;

static const struct opt options[] = {
	{ 0, "confirm", "BATCH", "the batch was sent, as a whole",
	    list_parse, &confirmed },
	{ 0, "ledger", "FILE", "the ledger of schedule-sends",
	    text_parse, &ledger },
	{ 0, "wait", "SPAN", "wait so long for another run's ledger",
	    span_parse, &wait_for },
	{ .name = NULL }
};

static const struct tool record_results = {
	.summary = "Write down what became of the messages that were sent.",
	.operands = "[EVENTS ...]",
	.options = options
};

struct columns {
	size_t at, event, send_id, customer_id, email, phone, channel;
};

static struct columns
find_columns(struct source *in)
{
	return (struct columns){
		.at = source_column(in, "event_at"),
		.event = source_column(in, "event"),
		.send_id = source_find(in, "send_id"),
		.customer_id = source_find(in, "customer_id"),
		.email = source_find(in, "email"),
		.phone = source_find(in, "phone"),
		.channel = source_find(in, "channel")
	};
}

/* In the one spelling by which people are joined. */
static bool
read_addresses(struct source *in, const struct columns *at,
    struct result *into)
{
	static char email[ROOM], phone[ROOM];
	struct cell mail = source_cell(in, at->email);
	struct cell dial = source_cell(in, at->phone);

	email[0] = phone[0] = '\0';
	into->email = email;
	into->phone = phone;
	if (mail.len > 0 && !email_normalise(mail.text, email, ROOM)) {
		cell_reject(in, at->email, "not an e-mail address");
		return false;
	}
	if (dial.len > 0 && !phone_normalise(dial.text, NULL, phone, ROOM)) {
		cell_reject(in, at->phone, "not a phone in E.164 (want such "
		    "as +12025550123)");
		return false;
	}
	return true;
}

static bool
read_row(struct source *in, const struct columns *at, struct instant as_of,
    struct result *into)
{
	if (!cell_read(in, at->at, instant_parse, &into->at) ||
	    !cell_read(in, at->event, record_parse_event, &into->event) ||
	    !read_addresses(in, at, into))
		return false;
	into->send_id = source_cell(in, at->send_id).text;
	into->customer_id = source_cell(in, at->customer_id).text;
	into->channel = *into->email == '\0' && *into->phone != '\0' ?
	    CHANNEL_SMS : CHANNEL_EMAIL;
	if (source_cell(in, at->channel).len > 0 && !cell_read(in,
	    at->channel, channel_parse, &into->channel))
		return false;
	if (!instant_is_known(into->at, as_of))
		tally_set_aside("later events", 1);
	else if (!result_is_event(into->event))
		tally_set_aside("unused event", 1);
	else
		return true;
	return false;
}

/* How many of each event there were, and how many the ledger hadn't. */
struct count {
	int64_t of[EVENTS];
	size_t new, again;
};

static void
count(struct count *c, const char *event, enum result_fate fate)
{
	int which;

	if (fate == RESULT_STRANGER) {
		tally_set_aside("of no send and nobody", 1);
		return;
	}
	c->new += fate == RESULT_NEW;
	c->again += fate == RESULT_AGAIN;
	if (choice_parse(event, record_events(), &which) == NULL)
		c->of[which]++;
}

static void
take_all(struct ledger *l, char *const files[], const struct common *common,
    struct count *c)
{
	struct source *in = source_open(files, common, NULL);
	struct results *results = results_open(l);
	struct columns at;
	struct result row;

	if (source_names(in)[0] != NULL) {
		at = find_columns(in);
		while (source_next(in))
			if (read_row(in, &at, common->as_of, &row))
				count(c, row.event, results_add(results,
				    &row));
	}
	results_close(results);
	source_close(in);
}

static void
confirm_all(struct ledger *l)
{
	for (size_t i = 0; i < confirmed.n; i++) {
		int batch;

		if (positive_parse(confirmed.items[i], &batch) != NULL)
			opt_fail("--confirm: '%s': not the number of a batch",
			    confirmed.items[i]);
		if (!batch_confirm(l, batch))
			errx(EXIT_TROUBLE, "--confirm: %d: no such batch that "
			    "was printed (schedule-sends --unconfirmed lists "
			    "them)", batch);
	}
}

static void
write_count(const struct count *c, struct sink *out)
{
	for (int i = 0; record_events()[i] != NULL; i++) {
		if (c->of[i] == 0)
			continue;
		sink_text(out, record_events()[i]);
		sink_int(out, c->of[i]);
		sink_end(out);
	}
}

int
main(int argc, char *argv[])
{
	static const char *const columns[] = { "event", "n", NULL };
	struct common common;
	char **files = opt_parse(&record_results, &common, argc, argv);
	struct count counted = { .new = 0 };
	struct ledger *l;
	struct sink *out;
	int status;

	if (ledger == NULL)
		opt_fail("no ledger (want --ledger FILE)");
	out = sink_open(common.output, &common, NULL, columns);
	l = ledger_open(ledger, LEDGER_CHANGE, wait_for);
	ledger_begin(l);
	confirm_all(l);
	if (files[0] != NULL || confirmed.n == 0)
		take_all(l, files, &common, &counted);
	if (counted.again > 0)
		tally_note("%zu recorded, %zu were already", counted.new,
		    counted.again);
	write_count(&counted, out);
	status = tally_close();
	ledger_commit(l);
	ledger_close(l);
	sink_close(out);
	return status;
}
