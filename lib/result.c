#include "result.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "ledger_send.h"
#include "opt.h"

struct results {
	struct ledger *ledger;
	struct query *find, *insert, *reach, *report, *sent, *count;
};

struct results *
results_open(struct ledger *l)
{
	struct results *r = calloc(1, sizeof *r);
	struct sql *sql = ledger_sql(l);

	if (r == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	r->ledger = l;
	r->find = sql_query(sql, "SELECT s.send, s.batch, customer_id, "
	    "channel FROM send_key AS k CROSS JOIN send AS s ON s.send = "
	    "k.send JOIN step USING (step) WHERE k.send_id = ? AND action = 0 "
	    "ORDER BY k.batch DESC LIMIT 1");
	r->insert = sql_query(sql, "INSERT OR IGNORE INTO result (event_at, "
	    "event, channel, kind, who, send_id, email, phone) VALUES "
	    "(?,?,?,?,?,?,?,?) RETURNING result");
	r->reach = sql_query(sql, "INSERT OR IGNORE INTO reach VALUES "
	    "(?,?,?)");
	r->report = sql_query(sql, "UPDATE send SET reported = 1 WHERE "
	    "send = ? AND reported = 0 RETURNING send");
	r->sent = sql_query(sql, "UPDATE send SET sent_at = ?1 WHERE "
	    "send = ?2 AND coalesce(sent_at > ?1, 1)");
	r->count = sql_query(sql, "UPDATE batch SET reported = reported + 1 "
	    "WHERE batch = ?");
	return r;
}

/* A batch of which every send was heard of was sent. */
void
results_close(struct results *r)
{
	query_free(r->find);
	query_free(r->insert);
	query_free(r->reach);
	query_free(r->report);
	query_free(r->sent);
	query_free(r->count);
	sql_run(ledger_sql(r->ledger), "UPDATE batch SET state = 'sent' WHERE "
	    "state <> 'sent' AND reported >= sends AND sends > 0");
	free(r);
}

/* Run one of which the rows don't matter, but that there is one. */
static bool
happens(struct query *q)
{
	bool any = query_next(q);

	while (any && query_next(q))
		continue;
	return any;
}

static void
note_send(struct results *r, int64_t send, int64_t batch,
    const struct result *result)
{
	char at[INSTANT_ROOM];

	query_bind(r->report, "i", send);
	if (happens(r->report)) {
		query_bind(r->count, "i", batch);
		(void)happens(r->count);
	}
	if (strcmp(result->event, "sent") != 0)
		return;
	ledger_instant_text(result->at, at);
	query_bind(r->sent, "ti", at, send);
	(void)happens(r->sent);
}

static bool
insert(struct results *r, const struct result *result, const char *channel,
    const char *kind, const char *who, const void *id, size_t len)
{
	char at[INSTANT_ROOM];

	ledger_instant_text(result->at, at);
	query_bind(r->insert, "tttttbtt", at, result->event, channel, kind,
	    who, id, len, result->email, result->phone);
	return happens(r->insert);
}

static void
join(struct results *r, const char *customer_id, const char *kind,
    const char *address)
{
	if (*customer_id == '\0' || *address == '\0')
		return;
	query_bind(r->reach, "ttt", customer_id, kind, address);
	(void)happens(r->reach);
}

/* One that is known by whom it is about. */
static enum result_fate
add_of_person(struct results *r, const struct result *result)
{
	const char *const names[] = { result->customer_id, result->email,
	    result->phone };
	static const char *const kinds[] = { "c", "e", "p" };
	int by = 0;

	while (by < 3 && *names[by] == '\0')
		by++;
	if (by == 3)
		return RESULT_STRANGER;
	join(r, result->customer_id, "e", result->email);
	join(r, result->customer_id, "p", result->phone);
	return insert(r, result, channel_names()[result->channel], kinds[by],
	    names[by], "", 0) ? RESULT_NEW : RESULT_AGAIN;
}

enum result_fate
results_add(struct results *r, const struct result *result)
{
	unsigned char id[SEND_ID_BYTES];
	bool is_new;

	if (!ledger_id(result->send_id, id))
		return add_of_person(r, result);
	query_bind(r->find, "b", id, sizeof id);
	if (!query_next(r->find))
		return add_of_person(r, result);
	is_new = insert(r, result, query_text(r->find, 3), "c",
	    query_text(r->find, 2), id, sizeof id);
	if (is_new)
		note_send(r, query_int(r->find, 0), query_int(r->find, 1),
		    result);
	(void)query_next(r->find);
	return is_new ? RESULT_NEW : RESULT_AGAIN;
}

bool
result_is_event(const char *event)
{
	static const char *const events[] = { "sent", "delivered", "open",
	    "click", "bounce", "hard-bounce", "complaint", "unsubscribe",
	    "subscribe", "resolved", NULL };
	int which;

	return choice_parse(event, events, &which) == NULL;
}

const char *const *
result_columns(void)
{
	static const char *const names[] = { "event_at", "event", "send_id",
	    "customer_id", "email", "phone", "channel", NULL };

	return names;
}

void
results_write(struct ledger *l, struct sink *out)
{
	struct query *q = sql_query(ledger_sql(l), "SELECT event_at, event, "
	    "lower(hex(send_id)), iif(kind = 'c', who, ''), email, phone, "
	    "channel FROM result ORDER BY result");

	while (query_next(q)) {
		sink_instant(out, ledger_instant(q, 0));
		for (int i = 1; i < 7; i++)
			sink_text(out, query_text(q, i));
		sink_end(out);
	}
	query_free(q);
}
