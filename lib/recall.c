#include "recall.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "facts.h"
#include "ledger_send.h"
#include "lookback.h"
#include "phrase.h"
#include "record.h"
#include "upcoming.h"

/* What an earlier send is to caps, re-entry and its flow.  All of it but the
   customer is in the index by customer. */
#define EARLIER "SELECT coalesce(sent_at, send_at), action, step, " \
	"triggered_at, trigger_id, batch"

/*
 * What is asked is put into tables beside the ledger, and joined: a query for
 * each person would take three times as long.  asked has texts, ids send_ids.
 */
static const char tables[] =
    "CREATE TEMP TABLE asked (place INTEGER PRIMARY KEY, kind TEXT, who TEXT);"
    "CREATE TEMP TABLE endless (step INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE ids (id BLOB PRIMARY KEY) WITHOUT ROWID;";

struct recall {
	struct facts *facts;
	const char *path;
	struct earlier *steps;		/* what each row of step says; by number */
	size_t n_steps, steps_room;
	struct instant *batches;	/* when each was decided; by number */
	size_t n_batches, batches_room;
	struct sql *sql;
	int64_t from;			/* what went before doesn't matter */
	bool is_endless;		/* but that of some flows does */
	bool *wanted;			/* by person */
	bool *is_known;			/* by text: it was looked up */
	size_t wanted_room, known_room, known;
	struct text {
		size_t number;
		char kind[2];
		const char *who;
	} *next;			/* to be looked up in this round */
	size_t n_next, next_room;
};

static int
word_of(const char *text, const char *const names[])
{
	int which = 0;

	(void)choice_parse(text, names, &which);
	return which;
}

/* A send to whoever has that text; what is later than as-of isn't seen. */
static void
add_earlier(struct recall *r, const struct query *q, size_t person)
{
	size_t step = (size_t)query_int(q, 2), batch = (size_t)query_int(q, 5);
	struct earlier e;

	if (step >= r->n_steps || batch >= r->n_batches ||
	    r->batches[batch].seconds > r->facts->as_of.seconds)
		return;
	e = r->steps[step];
	e.send_at = ledger_instant(q, 0);
	e.action = (enum action)query_int(q, 1);
	e.triggered_at = ledger_instant(q, 3);
	e.decided_at = r->batches[batch];
	e.person = person;
	e.file = r->path;
	e.line = (unsigned long)batch;
	history_put(r->facts->history, &e, query_text(q, 4));
}

static void
join(struct recall *r, const char *customer_id, const char *kind,
    const char *address)
{
	(void)people_join(r->facts->who.people, customer_id,
	    *kind == 'e' ? address : NULL, *kind == 'p' ? address : NULL);
}

/* A message that isn't one of ours counts in caps all the same. */
static void
add_foreign(struct recall *r, const struct text *t, struct instant at,
    enum channel channel)
{
	const char *none = history_word(r->facts->history, "");
	struct earlier e = { .send_at = at, .triggered_at = at,
	    .decided_at = at, .person = t->number, .flow = none, .step = none,
	    .tags = none, .domain = none, .file = r->path,
	    .channel = channel };

	history_put(r->facts->history, &e, phrase_print(r->facts->pool,
	    "%s/%" PRId64 "/%d", t->who, at.seconds, (int)channel));
}

static const struct text *
text_of(const struct recall *r, const struct query *q)
{
	return &r->next[query_int(q, 0)];
}

/* Who has which addresses, and whose an address is. */
static void
join_asked(struct recall *r)
{
	struct query *q = sql_query(r->sql, "SELECT place, reach.kind, address "
	    "FROM asked CROSS JOIN reach ON customer_id = who WHERE "
	    "asked.kind = 'c'");

	while (query_next(q))
		join(r, text_of(r, q)->who, query_text(q, 1),
		    query_text(q, 2));
	query_free(q);
	q = sql_query(r->sql, "SELECT place, customer_id FROM asked CROSS JOIN "
	    "reach ON address = who AND reach.kind = asked.kind");
	while (query_next(q))
		join(r, query_text(q, 1), text_of(r, q)->kind,
		    text_of(r, q)->who);
	query_free(q);
}

/* The steps of flows of which every message matters, however old. */
static bool
find_endless(struct recall *r)
{
	struct query *q = sql_query(r->sql, "INSERT OR IGNORE INTO endless "
	    "SELECT step FROM step WHERE flow = ? RETURNING step");
	const struct flow *done = NULL;
	bool any = false;

	for (size_t i = 0; i < triggers_count(r->facts->triggers); i++) {
		const struct flow *flow = triggers_get(r->facts->triggers,
		    i)->flow;

		if (flow == done || !lookback_is_endless(flow))
			continue;
		done = flow;
		query_bind(q, "t", flow->name);
		while (query_next(q))
			any = true;
	}
	query_free(q);
	return any;
}

static void
add_asked(struct recall *r)
{
	struct query *q = sql_query(r->sql, r->is_endless ? EARLIER ", place "
	    "FROM asked CROSS JOIN send ON customer_id = who WHERE kind = 'c' "
	    "AND (send_at >= ? OR step IN endless)" : EARLIER ", place FROM "
	    "asked CROSS JOIN send ON customer_id = who AND send_at >= ? "
	    "WHERE kind = 'c'");

	query_bind(q, "i", r->from);
	while (query_next(q))
		add_earlier(r, q, r->next[query_int(q, 6)].number);
	query_free(q);
}

static void
add_result(struct recall *r, const struct query *q)
{
	const struct text *t = text_of(r, q);
	struct event e = { .file = r->path, .at = ledger_instant(q, 1) };
	enum channel channel = (enum channel)word_of(query_text(q, 3),
	    channel_names());

	if (record_parse_event(query_text(q, 2), &e.name) != NULL)
		return;
	events_add_report(r->facts->who.events, t->number, &e, channel,
	    r->facts->who.consents);
	if (query_int(q, 4) && strcmp(e.name, "sent") == 0)
		add_foreign(r, t, e.at, channel);
}

static void
add_results(struct recall *r)
{
	struct query *q = sql_query(r->sql, "SELECT place, event_at, event, "
	    "channel, send_id = x'' FROM asked CROSS JOIN result ON "
	    "result.who = asked.who AND result.kind = asked.kind WHERE "
	    "event_at <= ?");

	query_bind(q, "i", r->facts->as_of.seconds);
	while (query_next(q))
		add_result(r, q);
	query_free(q);
}

static void
ask(struct recall *r)
{
	struct query *q;

	sql_run(r->sql, "DELETE FROM asked");
	q = sql_query(r->sql, "INSERT INTO asked VALUES (?,?,?)");
	for (size_t i = 0; i < r->n_next; i++) {
		query_bind(q, "itt", (int64_t)i, r->next[i].kind,
		    r->next[i].who);
		(void)query_next(q);
	}
	query_free(q);
}

/* The text's person is one that the run is about. */
static void
want(struct recall *r, size_t text)
{
	r->wanted[people_text(r->facts->who.people, text, NULL, NULL)] = true;
}

static void
want_all(struct recall *r)
{
	struct facts *f = r->facts;
	size_t n = people_count(f->who.people);

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
	struct people *people = r->facts->who.people;
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

/* In the order in which the tables have them. */
static int
compare_texts(const void *a, const void *b)
{
	const struct text *l = a, *r = b;

	return *l->kind != *r->kind ? *l->kind - *r->kind :
	    strcmp(l->who, r->who);
}

/* What is asked may tell of more texts of theirs. */
static void
ask_all(struct recall *r)
{
	for (want_all(r); gather(r); want_all(r)) {
		qsort(r->next, r->n_next, sizeof *r->next, compare_texts);
		ask(r);
		join_asked(r);
		add_asked(r);
		add_results(r);
	}
}

/* A send is the same to whomever it went: ask for those of the triggers. */
static void
ask_ids(struct recall *r)
{
	struct query *q = sql_query(r->sql, "INSERT OR IGNORE INTO ids VALUES "
	    "(?)");

	for (size_t i = 0; i < triggers_count(r->facts->triggers); i++) {
		const struct trigger *t = triggers_get(r->facts->triggers, i);
		unsigned char bytes[SEND_ID_BYTES];
		char id[SEND_ID_ROOM];

		for (size_t s = 0; s < t->flow->n; s++) {
			send_id(t->flow->name, t->flow->steps[s].id, t->id,
			    id);
			(void)ledger_id(id, bytes);
			query_bind(q, "b", bytes, sizeof bytes);
			(void)query_next(q);
		}
	}
	query_free(q);
	q = sql_query(r->sql, EARLIER ", customer_id FROM (SELECT "
	    "send_key.send AS n FROM ids CROSS JOIN send_key ON send_id = id) "
	    "CROSS JOIN send ON send = n");
	while (query_next(q))
		add_earlier(r, q, people_join(r->facts->who.people,
		    query_text(q, 6), NULL, NULL));
	query_free(q);
}

static void
read_batches(struct recall *r, struct sql *sql)
{
	struct query *q = sql_query(sql, "SELECT batch, decided_at FROM batch "
	    "ORDER BY batch");

	while (query_next(q)) {
		size_t n = (size_t)query_int(q, 0);

		r->batches = pool_grow(r->batches, &r->batches_room, n + 1,
		    sizeof *r->batches);
		while (r->n_batches < n)
			r->batches[r->n_batches++].seconds = INT64_MAX;
		r->batches[n] = ledger_instant(q, 1);
		r->n_batches = n + 1;
	}
	query_free(q);
}

static void
read_steps(struct recall *r, struct sql *sql)
{
	struct query *q = sql_query(sql, "SELECT step, flow, id, channel, "
	    "class, tags FROM step ORDER BY step");
	struct history *h = r->facts->history;

	while (query_next(q)) {
		size_t n = (size_t)query_int(q, 0);

		r->steps = pool_grow(r->steps, &r->steps_room, n + 1,
		    sizeof *r->steps);
		while (r->n_steps <= n)
			r->steps[r->n_steps++] = (struct earlier){
			    .flow = "", .step = "", .tags = "",
			    .domain = "" };
		r->steps[n].flow = history_word(h, query_text(q, 1));
		r->steps[n].step = history_word(h, query_text(q, 2));
		r->steps[n].channel = (enum channel)word_of(query_text(q, 3),
		    channel_names());
		r->steps[n].class = (enum send_class)word_of(query_text(q, 4),
		    class_names());
		r->steps[n].tags = history_word(h, query_text(q, 5));
	}
	query_free(q);
}

void
recall(struct ledger *l, struct facts *f, bool is_whole)
{
	struct sql *sql = ledger_sql(l);
	struct recall r = { .facts = f, .path = ledger_path(l), .sql = sql };

	sql_run(sql, tables);
	/* One snapshot, for which the file is locked once. */
	sql_run(sql, "BEGIN");
	read_batches(&r, sql);
	read_steps(&r, sql);
	upcoming_read(sql, f);
	r.from = is_whole ? INT64_MIN : lookback(f);
	r.is_endless = find_endless(&r);
	ask_all(&r);
	ask_ids(&r);
	sql_run(sql, "COMMIT; DROP TABLE asked; DROP TABLE ids; "
	    "DROP TABLE endless");
	free(r.steps);
	free(r.batches);
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
