/*
 * sync-history - take a ledger apart into files, and put it together again
 *
 * A ledger is written out as the send records that it is made of, which
 * schedule-sends reads as a history, too, and as the events that were reported
 * of them.  Read back in that order they make the same ledger.  A history that
 * was kept as a file becomes a ledger likewise; what the ledger has already is
 * passed over, so that it can be brought up to date again and again.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "cell.h"
#include "dict.h"
#include "ledger_send.h"
#include "pool.h"
#include "record.h"
#include "result.h"
#include "send_row.h"
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

/* The rows of one run, which follow each other. */
struct run {
	struct ledger *ledger;
	struct instant decided_at;
	char batch[24], state[12];	/* "": not said */
	struct pool *pool;
	struct dict *ids;
	struct send *list;
	size_t n, room;
	struct query *find;		/* is a send of that run there? */
	size_t again;
};

static struct send
get(void *ctx, size_t i)
{
	return ((const struct run *)ctx)->list[i];
}

static void
keep(struct run *r, const struct send *s)
{
	struct send *to;

	r->list = pool_grow(r->list, &r->room, r->n + 1, sizeof *r->list);
	to = &r->list[r->n++];
	*to = *s;
	const char **const texts[] = { &to->id, &to->address,
	    &to->customer_id, &to->flow, &to->step, &to->template,
	    &to->trigger_id, &to->variant, &to->tags, &to->reason, &to->data };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = pool_text(r->pool, *texts[i], strlen(*texts[i]));
}

/* What nobody says of a history is that it was sent. */
static void
end_run(struct run *r)
{
	struct sends sends = { r->n, get, r };
	int64_t batch;

	if (r->n > 0) {
		batch_check(r->ledger, r->decided_at);
		batch = batch_add(r->ledger, r->decided_at, &sends);
		if (strcmp(r->state, "planned") != 0)
			batches_offer(r->ledger);
		if (*r->state == '\0' || strcmp(r->state, "sent") == 0)
			(void)batch_confirm(r->ledger, batch);
	}
	pool_free(r->pool);
	dict_free(r->ids);
	r->n = 0;
}

static void
begin_run(struct run *r, struct instant decided_at, const char *batch,
    const char *state)
{
	r->decided_at = decided_at;
	r->pool = pool_new();
	r->ids = dict_new();
	snprintf(r->batch, sizeof r->batch, "%s", batch);
	snprintf(r->state, sizeof r->state, "%s", state);
}

/* Is it in the ledger?  Then once is enough. */
static bool
is_there(struct run *r, const struct send *s)
{
	unsigned char id[SEND_ID_BYTES];
	bool found;

	(void)ledger_id(s->id, id);
	query_bind(r->find, "bi", id, sizeof id, s->decided_at.seconds);
	found = query_next(r->find);
	while (found && query_next(r->find))
		continue;
	r->again += found;
	return found;
}

static void
take(struct run *r, struct source *in, const struct send_columns *at,
    const struct send *s)
{
	size_t n = dict_count(r->ids);

	if (dict_add(r->ids, s->id, strlen(s->id)) < n)
		cell_reject(in, at->id, "twice in one run");
	else if (!is_there(r, s))
		keep(r, s);
}

static const char *
state_parse(const char *text, void *into)
{
	static const char *const states[] = { "planned", "offered", "sent",
	    NULL };

	return choice_parse(text, states, into);
}

static void
import_sends(struct ledger *l, char *const files[],
    const struct common *common)
{
	struct source *in = source_open(files, common, NULL);
	struct run r = { .ledger = l, .decided_at = { INT64_MIN, false },
	    .find = sql_query(ledger_sql(l), "SELECT 1 FROM send JOIN batch "
	    "USING (batch) WHERE send_id = ? AND decided_at = ?") };
	struct send_columns at = send_columns_find(in);
	size_t batch = source_find(in, "batch");
	size_t state = source_find(in, "state");
	struct send s;
	int which;

	begin_run(&r, r.decided_at, "", "");
	while (source_next(in)) {
		const char *said = source_cell(in, state).text;
		const char *number = source_cell(in, batch).text;

		if ((*said != '\0' && !cell_read(in, state, state_parse,
		    &which)) || !send_row_read(in, &at, common->as_of, &s))
			continue;
		if (s.decided_at.seconds != r.decided_at.seconds ||
		    strcmp(number, r.batch) != 0) {
			end_run(&r);
			begin_run(&r, s.decided_at, number, said);
		}
		take(&r, in, &at, &s);
	}
	end_run(&r);
	if (r.again > 0)
		tally_note("%zu were there already", r.again);
	query_free(r.find);
	source_close(in);
	free(r.list);
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
	import_sends(l, files, common);
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
