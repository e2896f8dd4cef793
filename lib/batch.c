#include "batch.h"

#include <err.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "ledger_send.h"
#include "pool.h"
#include "tally.h"

void
batch_check(struct ledger *l, struct instant decided_at)
{
	struct query *q = sql_query(ledger_sql(l), "SELECT batch, decided_at "
	    "FROM batch WHERE decided_at > ? ORDER BY batch DESC");
	struct instant late = { .seconds = 0 };
	char now[INSTANT_ROOM], later[INSTANT_ROOM];
	int64_t batch = 0;

	query_bind(q, "i", decided_at.seconds);
	if (query_next(q)) {
		batch = query_int(q, 0);
		late = ledger_instant(q, 1);
	}
	query_free(q);
	if (batch == 0)
		return;
	instant_print(decided_at, now);
	instant_print(late, later);
	errx(EXIT_TROUBLE, "%s: batch %" PRId64 " was decided at %s, later "
	    "than as-of %s (want a later --as-of, or --dry-run to look back)",
	    ledger_path(l), batch, later, now);
}

/* A send's place in the order in which they are written to the tables: that of
   their index, or each would land on a page of its own. */
struct entry {
	const char *customer_id;
	int64_t at;
	size_t nth;
};

static int
compare(const void *a, const void *b)
{
	const struct entry *l = a, *r = b;
	int c = strcmp(l->customer_id, r->customer_id);

	if (c != 0)
		return c;
	if (l->at != r->at)
		return l->at < r->at ? -1 : 1;
	return (l->nth > r->nth) - (l->nth < r->nth);
}

/* How many of each action, and of each flow. */
struct count {
	int64_t of[ACTIONS], last_at;
	struct dict *flows;
	int64_t *by_flow;
	size_t room;
};

static void
count(struct count *c, const struct send *s)
{
	size_t n, i;

	c->of[s->action]++;
	if (s->action == ACTION_RETRACT)
		return;
	if (s->at.seconds > c->last_at)
		c->last_at = s->at.seconds;
	n = dict_count(c->flows);
	i = dict_add(c->flows, s->flow, strlen(s->flow));
	c->by_flow = pool_grow(c->by_flow, &c->room, i + 1,
	    sizeof *c->by_flow);
	c->by_flow[i] = i == n ? 1 : c->by_flow[i] + 1;
}

static struct entry *
sorted(const struct sends *sends, struct count *c)
{
	struct entry *list = calloc(sends->n, sizeof *list);

	if (list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < sends->n; i++) {
		struct send s = sends->get(sends->ctx, i);

		count(c, &s);
		list[i] = (struct entry){ s.customer_id, s.at.seconds, i };
	}
	qsort(list, sends->n, sizeof *list, compare);
	return list;
}

static int64_t
ask(struct ledger *l, const char *text)
{
	struct query *q = sql_query(ledger_sql(l), text);
	int64_t n = query_next(q) ? query_int(q, 0) : 0;

	query_free(q);
	return n;
}

static void
add_batch(struct ledger *l, int64_t batch, struct instant decided_at,
    const struct count *c, int64_t first, size_t n)
{
	struct query *q = sql_query(ledger_sql(l), "INSERT INTO batch VALUES "
	    "(?, ?, 'planned', ?, ?, ?, 0, ?, ?, ?)");

	query_bind(q, "iiiiiiii", batch, decided_at.seconds,
	    c->of[ACTION_SEND], c->of[ACTION_HELD], c->of[ACTION_RETRACT],
	    first, first + (int64_t)n - 1, c->last_at);
	(void)query_next(q);
	query_free(q);
	q = sql_query(ledger_sql(l), "INSERT INTO batch_flow VALUES (?,?,?)");
	for (size_t i = 0; i < dict_count(c->flows); i++) {
		query_bind(q, "tii", dict_key(c->flows, i), batch,
		    c->by_flow[i]);
		(void)query_next(q);
	}
	query_free(q);
}

int64_t
batch_last(struct ledger *l)
{
	return ask(l, "SELECT max(batch) FROM batch");
}

int64_t
batch_add(struct ledger *l, struct instant decided_at,
    const struct sends *sends)
{
	struct count c = { .last_at = INT64_MIN };
	struct ledger_writer *w;
	struct entry *list;
	int64_t batch, first;

	if (sends->n == 0)
		return 0;
	c.flows = dict_new();
	list = sorted(sends, &c);
	batch = 1 + batch_last(l);
	first = 1 + ask(l, "SELECT max(send) FROM send");
	add_batch(l, batch, decided_at, &c, first, sends->n);
	w = ledger_writer_new(l, batch, first);
	for (size_t i = 0; i < sends->n; i++) {
		struct send s = sends->get(sends->ctx, list[i].nth);

		ledger_write(w, list[i].nth, &s);
	}
	ledger_writer_end(w);
	dict_free(c.flows);
	free(c.by_flow);
	free(list);
	return batch;
}

void
batches_offer(struct ledger *l, int64_t batch)
{
	struct query *q = sql_query(ledger_sql(l), "UPDATE batch SET state = "
	    "iif(sends + retracted = 0, 'sent', 'offered') WHERE state = "
	    "'planned' AND (?1 = 0 OR batch = ?1)");

	query_bind(q, "i", batch);
	(void)query_next(q);
	query_free(q);
}

bool
batch_confirm(struct ledger *l, int64_t batch)
{
	struct query *q = sql_query(ledger_sql(l), "UPDATE batch SET state = "
	    "'sent' WHERE batch = ? AND state <> 'planned' RETURNING batch");
	bool found;

	query_bind(q, "i", batch);
	found = query_next(q);
	while (found && query_next(q))
		continue;
	query_free(q);
	return found;
}

const char *const *
batch_columns(void)
{
	static const char *const names[] = { "batch", "decided_at", "state",
	    "sends", "held", "retracted", "reported", NULL };

	return names;
}

void
batches_list(struct ledger *l, int64_t after, struct sink *out)
{
	struct query *q = sql_query(ledger_sql(l), "SELECT batch, decided_at, "
	    "state, sends, held, retracted, reported FROM batch WHERE "
	    "batch > ?1 AND (?1 >= 0 OR state <> 'sent') ORDER BY batch");

	query_bind(q, "i", after);
	while (query_next(q)) {
		sink_int(out, query_int(q, 0));
		sink_instant(out, ledger_instant(q, 1));
		sink_text(out, query_text(q, 2));
		for (int i = 3; i <= 6; i++)
			sink_int(out, query_int(q, i));
		sink_end(out);
	}
	query_free(q);
}

void
batches_say_unconfirmed(struct ledger *l, struct instant as_of)
{
	struct query *q = sql_query(ledger_sql(l), "SELECT count(*), "
	    "min(batch) FROM batch WHERE state <> 'sent' AND decided_at < "
	    "?");

	query_bind(q, "i", as_of.seconds);
	if (query_next(q) && query_int(q, 0) > 0)
		tally_note("%" PRId64 " earlier batch%s not confirmed, from %"
		    PRId64 " on (--unconfirmed lists them, record-results "
		    "--confirm ends it)", query_int(q, 0), query_int(q, 0) ==
		    1 ? " is" : "es are", query_int(q, 1));
	query_free(q);
}

size_t
batch_runs(struct ledger *l, const char *flow, struct instant as_of,
    size_t counts[], size_t most)
{
	struct query *q = sql_query(ledger_sql(l), "SELECT n FROM batch_flow "
	    "JOIN batch USING (batch) WHERE flow = ? AND decided_at <= ? "
	    "ORDER BY batch DESC LIMIT ?");
	size_t n = 0;

	query_bind(q, "tii", flow, as_of.seconds, (int64_t)most);
	while (query_next(q))
		counts[n++] = (size_t)query_int(q, 0);
	query_free(q);
	return n;
}
