#include "upcoming.h"

#include <string.h>

#include "facts.h"
#include "ledger_send.h"
#include "send_row.h"
#include "throttle.h"

static void
add_planned(struct facts *f, const struct query *q, size_t *room)
{
	struct send s = ledger_send(q);
	struct planned p = { .send = send_keep(f->pool, &s) };

	p.person = people_join(f->who.people, p.send.customer_id,
	    p.send.channel == CHANNEL_EMAIL ? p.send.address : NULL,
	    p.send.channel == CHANNEL_SMS ? p.send.address : NULL);
	f->planned = pool_grow(f->planned, room, f->n_planned + 1,
	    sizeof *f->planned);
	f->planned[f->n_planned++] = p;
}

/* Batches that have any are few: the last ones. */
static void
read_planned(struct sql *sql, struct facts *f)
{
	size_t room = 0;
	struct query *batches = sql_query(sql, "SELECT first, last, state = "
	    "'planned' FROM batch WHERE decided_at <= ?1 AND "
	    "(last_send_at > ?1 OR state = 'planned')");
	struct query *q = sql_query(sql, LEDGER_SEND "WHERE send BETWEEN ? "
	    "AND ? AND action = 0 AND (send_at > ? OR ?)");

	query_bind(batches, "i", f->as_of.seconds);
	while (query_next(batches)) {
		query_bind(q, "iiii", query_int(batches, 0),
		    query_int(batches, 1), f->as_of.seconds,
		    query_int(batches, 2));
		while (query_next(q))
			add_planned(f, q, &room);
	}
	query_free(q);
	query_free(batches);
}

/* How far back throttles look; 0: there is none. */
static int64_t
longest(const struct facts *f)
{
	const struct limits *limits = flows_limits(f->flows);
	int64_t per = 0;

	for (size_t i = 0; i < limits->n_throttles; i++)
		if (limits->throttles[i].per > per)
			per = limits->throttles[i].per;
	return per;
}

static void
read_going(struct sql *sql, struct facts *f)
{
	int64_t from = f->as_of.seconds - longest(f);
	struct query *q = sql_query(sql, "SELECT coalesce(sent_at, send_at), "
	    "channel, iif(channel = 'email', address, '') FROM batch CROSS "
	    "JOIN send AS s ON s.send BETWEEN first AND last JOIN step USING "
	    "(step) WHERE decided_at <= ?1 AND last_send_at > ?2 AND action = "
	    "0 AND coalesce(sent_at, send_at) > ?2 AND NOT EXISTS (SELECT 1 "
	    "FROM send_key AS r WHERE r.send_id = s.send_id AND r.batch > "
	    "s.batch)");
	size_t room = 0;

	query_bind(q, "ii", f->as_of.seconds, from);
	while (longest(f) > 0 && query_next(q)) {
		const char *domain = throttle_domain(query_text(q, 2));
		enum channel channel = CHANNEL_EMAIL;

		(void)channel_parse(query_text(q, 1), &channel);
		f->going = pool_grow(f->going, &room, f->n_going + 1,
		    sizeof *f->going);
		f->going[f->n_going++] = (struct going){
		    .at = query_int(q, 0), .channel = channel,
		    .domain = pool_text(f->pool, domain, strlen(domain)) };
	}
	query_free(q);
}

void
upcoming_read(struct sql *sql, struct facts *f)
{
	read_planned(sql, f);
	read_going(sql, f);
}
