/*
 * sync-history - take a ledger apart into files, and put it together again
 *
 * A ledger is written out as the send records that it is made of, which
 * schedule-sends reads as a history, too, and as the events that were reported
 * of them.  Read back in that order they make the same ledger.  A history that
 * was kept as a file becomes a ledger likewise; what the ledger has already is
 * passed over, so that it can be brought up to date again and again.
 */

#include <string.h>

#include "batch.h"
#include "intake.h"
#include "ledger_send.h"
#include "record.h"
#include "result.h"
#include "tally.h"

static const char *ledger;
static struct span wait_for;
static bool import, reports;

static const struct opt options[] = {
	{ 0, "import", NULL, "read send records into the ledger", NULL,
	    &import },
	{ 0, "ledger", "FILE", "the ledger of schedule-sends",
	    text_parse, &ledger },
	{ 0, "results", NULL, "write what was reported, not what was sent",
	    NULL, &reports },
	{ 0, "wait", "SPAN", "wait so long for another run's ledger",
	    span_parse, &wait_for },
	{ .name = NULL }
};

static const struct tool sync_history = {
	.summary = "Take a ledger apart into files, and put it together.",
	.operands = "[SENDS ...]",
	.options = options
};

/* What a ledger has of a send beside the record. */
static const char *const *
columns(void)
{
	static const char *const extra[] = { "since_at", "batch", "state" };
	static const char *names[64];
	size_t n = 0;

	for (; record_columns(RECORD_SEND)[n] != NULL; n++)
		names[n] = record_columns(RECORD_SEND)[n];
	memcpy(names + n, extra, sizeof extra);
	return names;
}

static void
export_sends(struct ledger *l, const struct common *common)
{
	struct sink *out = sink_open(common->output, common, NULL,
	    columns());
	struct query *q = sql_query(ledger_sql(l), LEDGER_SEND
	    "ORDER BY batch, nth");

	while (query_next(q)) {
		struct send s = ledger_send(q);

		send_cells(out, &s);
		sink_instant(out, s.began);
		sink_int(out, query_int(q, LEDGER_BATCH));
		sink_text(out, query_text(q, LEDGER_STATE));
		sink_end(out);
	}
	query_free(q);
	sink_close(out);
}

static void
export_results(struct ledger *l, const struct common *common)
{
	struct sink *out = sink_open(common->output, common, NULL,
	    result_columns());

	results_write(l, out);
	sink_close(out);
}

/* Whatever is at fault with a row, the ledger is whole, or as it was. */
static int
import_all(char *const files[], const struct common *common)
{
	struct sink *out = sink_open(common->output, common, NULL,
	    batch_columns());
	struct ledger *l = ledger_open(ledger, LEDGER_WRITE, wait_for);
	int64_t last;
	int status;

	ledger_begin(l);
	last = batch_last(l);
	intake_sends(l, files, common);
	status = tally_close();
	batches_list(l, last, out);
	ledger_commit(l);
	ledger_close(l);
	sink_close(out);
	return status;
}

static int
export_all(const struct common *common)
{
	struct ledger *l = ledger_open(ledger, LEDGER_READ, wait_for);

	if (reports)
		export_results(l, common);
	else
		export_sends(l, common);
	ledger_close(l);
	return tally_close();
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files = opt_parse(&sync_history, &common, argc, argv);

	if (ledger == NULL)
		opt_fail("no ledger (want --ledger FILE)");
	if (import && reports)
		opt_fail("--import and --results: want one of them "
		    "(record-results reads results)");
	if (!import && files[0] != NULL)
		opt_fail("%s: sends are read by --import alone", files[0]);
	return import ? import_all(files, &common) : export_all(&common);
}
