#include "intake.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "cell.h"
#include "dict.h"
#include "ledger_send.h"
#include "pool.h"
#include "send_row.h"
#include "tally.h"

/* The rows of one run, which follow each other. */
struct run {
	struct ledger *ledger;
	struct instant decided_at, last;
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
	r->list = pool_grow(r->list, &r->room, r->n + 1, sizeof *r->list);
	r->list[r->n++] = send_keep(r->pool, s);
}

/* What nobody says of a history is that it was sent. */
static void
end_run(struct run *r)
{
	struct sends sends = { r->n, get, r };
	int64_t batch;

	if (r->n > 0) {
		if (r->decided_at.seconds < r->last.seconds)
			errx(EXIT_TROUBLE, "rows of an earlier decided_at "
			    "behind those of a later one (want them sorted by "
			    "it)");
		r->last = r->decided_at;
		batch_check(r->ledger, r->decided_at);
		batch = batch_add(r->ledger, r->decided_at, &sends);
		if (strcmp(r->state, "planned") != 0)
			batches_offer(r->ledger, batch);
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

void
intake_sends(struct ledger *l, char *const files[],
    const struct common *common)
{
	struct source *in = source_open(files, common, NULL);
	struct run r = { .ledger = l, .decided_at = { INT64_MIN, false },
	    .last = { INT64_MIN, false },
	    .find = sql_query(ledger_sql(l), "SELECT 1 FROM send_key JOIN batch "
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
