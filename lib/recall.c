#include "recall.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "facts.h"
#include "ledger_send.h"
#include "phrase.h"
#include "send_row.h"
#include "throttle.h"

/* What an earlier send is to caps, re-entry and its flow.  All of it but the
   last two is in the index by customer. */
#define EARLIER "SELECT coalesce(sent_at, send_at), action, channel, class, " \
	"flow, step.id, tags, triggered_at, trigger_id, decided_at, batch"
#define FROM " FROM send JOIN step USING (step) JOIN batch USING (batch) "

struct recall {
	struct facts *facts;
	const char *path;
	struct query *to, *back, *sends, *results, *by_id;
	bool *wanted;			/* by person */
	bool *is_known;			/* by text: it was looked up */
	size_t wanted_room, known_room, known;
	struct text {
		size_t number;
		char kind[2];
		const char *who;
	} *next;			/* to be looked up in this round */
	size_t n_next, next_room, planned_room;
};

static int
word_of(const char *text, const char *const names[])
{
	int which = 0;

	(void)choice_parse(text, names, &which);
	return which;
}

static void
add_earlier(struct recall *r, const struct query *q, const char *customer_id,
    const char *address)
{
	struct send s = { .customer_id = customer_id, .address = address,
	    .at = ledger_instant(q, 0),
	    .action = (enum action)query_int(q, 1),
	    .channel = (enum channel)word_of(query_text(q, 2),
	    channel_names()),
	    .class = (enum send_class)word_of(query_text(q, 3),
	    class_names()),
	    .flow = query_text(q, 4), .step = query_text(q, 5),
	    .tags = query_text(q, 6), .triggered_at = ledger_instant(q, 7),
	    .trigger_id = query_text(q, 8),
	    .decided_at = ledger_instant(q, 9) };

	history_add(r->facts->history, &s, r->facts->people, r->path,
	    (unsigned long)query_int(q, 10));
}

static void
join(struct recall *r, const char *customer_id, const char *kind,
    const char *address)
{
	(void)people_join(r->facts->people, customer_id,
	    *kind == 'e' ? address : NULL, *kind == 'p' ? address : NULL);
}

/* A message that isn't one of ours counts in caps all the same. */
static void
add_foreign(struct recall *r, const char *who, const char *kind,
    struct instant at, enum channel channel)
{
	struct send s = { .customer_id = *kind == 'c' ? who : "",
	    .address = *kind == 'c' ? "" : who, .at = at, .channel = channel,
	    .flow = "", .step = "", .tags = "", .triggered_at = at,
	    .decided_at = at };

	s.trigger_id = phrase_print(r->facts->pool, "%s/%" PRId64 "/%d", who,
	    at.seconds, (int)channel);
	history_add(r->facts->history, &s, r->facts->people, r->path, 0);
}

static void
add_results(struct recall *r, size_t text, const char *who, const char *kind)
{
	struct event e = { .file = r->path };
	int channel;

	query_bind(r->results, "tti", who, kind, r->facts->as_of.seconds);
	while (query_next(r->results)) {
		if (event_name_parse(query_text(r->results, 1), &e.name) !=
		    NULL)
			continue;
		e.at = ledger_instant(r->results, 0);
		channel = word_of(query_text(r->results, 2), channel_names());
		events_add_report(r->facts->events, text, &e,
		    (enum channel)channel, r->facts->consents);
		if (query_int(r->results, 3) && strcmp(e.name, "sent") == 0)
			add_foreign(r, who, kind, e.at,
			    (enum channel)channel);
	}
}

/* Whom a text is one with, what they were sent, and what was reported. */
static void
look_up(struct recall *r, const struct text *t)
{
	const char *who = t->who, *kind = t->kind;

	if (*kind == 'c') {
		query_bind(r->to, "t", who);
		while (query_next(r->to))
			join(r, who, query_text(r->to, 0),
			    query_text(r->to, 1));
		query_bind(r->sends, "ti", who, r->facts->as_of.seconds);
		while (query_next(r->sends))
			add_earlier(r, r->sends, who, "");
	} else {
		query_bind(r->back, "tt", who, kind);
		while (query_next(r->back))
			join(r, query_text(r->back, 0), kind, who);
	}
	add_results(r, t->number, who, kind);
}

/* The text's person is one that the run is about. */
static void
want(struct recall *r, size_t text)
{
	r->wanted[people_text(r->facts->people, text, NULL, NULL)] = true;
}

static void
want_all(struct recall *r)
{
	struct facts *f = r->facts;
	size_t n = people_count(f->people);

	r->wanted = pool_grow(r->wanted, &r->wanted_room, n + 1,
	    sizeof *r->wanted);
	memset(r->wanted, 0, n * sizeof *r->wanted);
	for (size_t i = 0; i < triggers_count(f->triggers); i++)
		want(r, triggers_get(f->triggers, i)->person);
	for (size_t i = 0; i < f->n_planned; i++)
		want(r, f->planned[i].person);
}

/* The texts of all whom the run is about that weren't looked up yet. */
static bool
gather(struct recall *r)
{
	struct people *people = r->facts->people;
	size_t n = people_texts(people);

	r->is_known = pool_grow(r->is_known, &r->known_room, n + 1,
	    sizeof *r->is_known);
	for (; r->known < n; r->known++)
		r->is_known[r->known] = false;
	r->n_next = 0;
	for (size_t i = 0; i < n; i++) {
		struct text t = { .number = i };

		if (r->is_known[i] ||
		    !r->wanted[people_text(people, i, t.kind, &t.who)])
			continue;
		r->is_known[i] = true;
		r->next = pool_grow(r->next, &r->next_room, r->n_next + 1,
		    sizeof *r->next);
		r->next[r->n_next++] = t;
	}
	return r->n_next > 0;
}

/* What is looked up may tell of more texts of theirs. */
static void
look_up_all(struct recall *r)
{
	for (want_all(r); gather(r); want_all(r))
		for (size_t i = 0; i < r->n_next; i++)
			look_up(r, &r->next[i]);
}

static int
compare_ids(const void *a, const void *b)
{
	return memcmp(a, b, SEND_ID_BYTES);
}

/* A send is the same to whomever it went: ask for those of the triggers. */
static void
look_up_ids(struct recall *r)
{
	unsigned char (*ids)[SEND_ID_BYTES] = NULL;
	size_t n = 0, room = 0;

	for (size_t i = 0; i < triggers_count(r->facts->triggers); i++) {
		const struct trigger *t = triggers_get(r->facts->triggers, i);
		char id[SEND_ID_ROOM];

		ids = pool_grow(ids, &room, n + t->flow->n, sizeof *ids);
		for (size_t s = 0; s < t->flow->n; s++) {
			send_id(t->flow->name, t->flow->steps[s].id, t->id,
			    id);
			(void)ledger_id(id, ids[n++]);
		}
	}
	if (n > 0)
		qsort(ids, n, sizeof *ids, compare_ids);
	for (size_t i = 0; i < n; i++) {
		query_bind(r->by_id, "bi", ids[i], (size_t)SEND_ID_BYTES,
		    r->facts->as_of.seconds);
		while (query_next(r->by_id))
			add_earlier(r, r->by_id, query_text(r->by_id, 11),
			    query_text(r->by_id, 12));
	}
	free(ids);
}

static void
add_planned(struct recall *r, const struct query *q)
{
	struct facts *f = r->facts;
	struct send s = ledger_send(q);
	struct planned p = { .send = send_keep(f->pool, &s) };

	p.person = people_join(f->people, p.send.customer_id,
	    p.send.channel == CHANNEL_EMAIL ? p.send.address : NULL,
	    p.send.channel == CHANNEL_SMS ? p.send.address : NULL);
	f->planned = pool_grow(f->planned, &r->planned_room, f->n_planned + 1,
	    sizeof *f->planned);
	f->planned[f->n_planned++] = p;
}

/* Batches that have any are few: the last ones. */
static void
read_planned(struct recall *r, struct sql *sql)
{
	struct query *batches = sql_query(sql, "SELECT first, last, state = "
	    "'planned' FROM batch WHERE decided_at <= ?1 AND "
	    "(last_send_at > ?1 OR state = 'planned')");
	struct query *q = sql_query(sql, LEDGER_SEND "WHERE send BETWEEN ? "
	    "AND ? AND action = 0 AND (send_at > ? OR ?)");

	query_bind(batches, "i", r->facts->as_of.seconds);
	while (query_next(batches)) {
		query_bind(q, "iiii", query_int(batches, 0),
		    query_int(batches, 1), r->facts->as_of.seconds,
		    query_int(batches, 2));
		while (query_next(q))
			add_planned(r, q);
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
read_going(struct recall *r, struct sql *sql)
{
	struct facts *f = r->facts;
	int64_t from = f->as_of.seconds - longest(f);
	struct query *q = sql_query(sql, "SELECT coalesce(sent_at, send_at), "
	    "channel, iif(channel = 'email', address, '') FROM batch CROSS "
	    "JOIN send AS s ON s.send BETWEEN first AND last JOIN step USING "
	    "(step) WHERE decided_at <= ?1 AND last_send_at > ?2 AND action = "
	    "0 AND coalesce(sent_at, send_at) > ?2 AND NOT EXISTS (SELECT 1 "
	    "FROM send AS r WHERE r.send_id = s.send_id AND r.batch > "
	    "s.batch)");
	size_t room = 0;

	query_bind(q, "ii", f->as_of.seconds, from);
	while (longest(f) > 0 && query_next(q)) {
		const char *domain = throttle_domain(query_text(q, 2));

		f->going = pool_grow(f->going, &room, f->n_going + 1,
		    sizeof *f->going);
		f->going[f->n_going++] = (struct going){
		    .at = query_int(q, 0), .channel = (enum channel)word_of(
		    query_text(q, 1), channel_names()),
		    .domain = pool_text(f->pool, domain, strlen(domain)) };
	}
	query_free(q);
}

void
recall(struct ledger *l, struct facts *f)
{
	struct sql *sql = ledger_sql(l);
	struct recall r = { .facts = f, .path = ledger_path(l),
	    .to = sql_query(sql, "SELECT kind, address FROM reach WHERE "
	    "customer_id = ?"),
	    .back = sql_query(sql, "SELECT customer_id FROM reach WHERE "
	    "address = ? AND kind = ?"),
	    .sends = sql_query(sql, EARLIER FROM "WHERE customer_id = ? AND "
	    "decided_at <= ?"),
	    .results = sql_query(sql, "SELECT event_at, event, channel, "
	    "send_id = x'' FROM result WHERE who = ? AND kind = ? AND event_at <= ?"),
	    .by_id = sql_query(sql, EARLIER ", customer_id, address" FROM
	    "WHERE send_id = ? AND decided_at <= ?") };

	read_planned(&r, sql);
	look_up_all(&r);
	look_up_ids(&r);
	read_going(&r, sql);
	query_free(r.to);
	query_free(r.back);
	query_free(r.sends);
	query_free(r.results);
	query_free(r.by_id);
	free(r.wanted);
	free(r.is_known);
	free(r.next);
}

size_t
recall_count(struct ledger *l, struct instant as_of)
{
	struct query *q = sql_query(ledger_sql(l), "SELECT sum(sends + held) "
	    "FROM batch WHERE decided_at <= ?");
	size_t n = 0;

	query_bind(q, "i", as_of.seconds);
	if (query_next(q))
		n = (size_t)query_int(q, 0);
	query_free(q);
	return n;
}
