#include "replay.h"

#include <err.h>
#include <inttypes.h>

#include "ledger_send.h"
#include "opt.h"

static void
print_rows(struct query *q, const struct outlets *out)
{
	while (query_next(q)) {
		struct send s = ledger_send(q);

		if (out->to[s.action] != NULL)
			send_write(out->to[s.action], &s);
	}
}

void
replay_batch(struct ledger *l, int64_t batch, const struct outlets *out)
{
	struct query *q = sql_query(ledger_sql(l), "SELECT first, last FROM "
	    "batch WHERE batch = ?");
	int64_t first = 0, last = 0;

	query_bind(q, "i", batch);
	if (query_next(q)) {
		first = query_int(q, 0);
		last = query_int(q, 1);
	}
	query_free(q);
	if (first == 0)
		errx(EXIT_TROUBLE, "%s: no batch %" PRId64 " (sqlite3 %s "
		    "'SELECT * FROM batch' lists them)", ledger_path(l),
		    batch, ledger_path(l));
	q = sql_query(ledger_sql(l), LEDGER_SEND
	    "WHERE send BETWEEN ? AND ? ORDER BY nth");
	query_bind(q, "ii", first, last);
	print_rows(q, out);
	query_free(q);
}

size_t
replay_planned(struct ledger *l, int64_t last,
    const struct outlets *out)
{
	struct query *q = sql_query(ledger_sql(l), "SELECT batch FROM batch "
	    "WHERE state = 'planned' AND batch < ? ORDER BY batch");
	size_t n = 0;

	query_bind(q, "i", last);
	for (; query_next(q); n++)
		replay_batch(l, query_int(q, 0), out);
	query_free(q);
	return n;
}
