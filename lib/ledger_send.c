#include "ledger_send.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "opt.h"
#include "pool.h"

/* The ids are written in their own order in the end: in any other each would
   land on a page of its own. */
struct key {
	unsigned char id[SEND_ID_BYTES];
	int64_t send;
};

struct ledger_writer {
	int64_t batch, next;
	struct key *keys;
	size_t n, keys_room;
	struct query *insert, *key, *add_step, *find_step, *reach;
	struct dict *steps;		/* their texts, and by these */
	int64_t *numbers;
	size_t room;
};

/* A word of ours that the ledger has, or somebody else put into it. */
static int
word_of(const char *text, const char *const names[])
{
	int which;

	if (choice_parse(text, names, &which) != NULL)
		errx(EXIT_TROUBLE, "the ledger has '%s' (want one of ours)",
		    text);
	return which;
}

struct send
ledger_send(const struct query *q)
{
	struct send s = {
		.id = query_text(q, 0),
		.action = (enum action)query_int(q, 1),
		.at = ledger_instant(q, 2),
		.channel = (enum channel)word_of(query_text(q, 3),
		    channel_names()),
		.address = query_text(q, 4), .customer_id = query_text(q, 5),
		.flow = query_text(q, 6), .step = query_text(q, 7),
		.class = (enum send_class)word_of(query_text(q, 8),
		    class_names()),
		.template = query_text(q, 9), .trigger_id = query_text(q, 10),
		.triggered_at = ledger_instant(q, 11),
		.decided_at = ledger_instant(q, 12),
		.expires_at = ledger_instant(q, 13),
		.variant = query_text(q, 14), .tags = query_text(q, 15),
		.reason = query_text(q, 16), .data = query_text(q, 17),
		.began = ledger_instant(q, 18)
	};

	s.may_expire = *query_text(q, 13) != '\0';
	if (s.action >= ACTIONS)
		errx(EXIT_TROUBLE, "the ledger has action %d (want one of "
		    "ours)", (int)s.action);
	return s;
}

struct ledger_writer *
ledger_writer_new(struct ledger *l, int64_t batch, int64_t first)
{
	struct ledger_writer *w = calloc(1, sizeof *w);
	struct sql *sql = ledger_sql(l);

	if (w == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	w->batch = batch;
	w->next = first;
	w->insert = sql_query(sql, "INSERT INTO send (send, batch, nth, "
	    "send_id, action, send_at, step, address, customer_id, "
	    "trigger_id, triggered_at, since_at, expires_at, variant, reason, "
	    "data) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
	w->key = sql_query(sql, "INSERT INTO send_key VALUES (?,?,?)");
	w->add_step = sql_query(sql, "INSERT OR IGNORE INTO step (flow, id, "
	    "channel, class, template, tags) VALUES (?,?,?,?,?,?)");
	w->find_step = sql_query(sql, "SELECT step FROM step WHERE flow = ? "
	    "AND id = ? AND channel = ? AND class = ? AND template = ? AND "
	    "tags = ?");
	w->reach = sql_query(sql, "INSERT OR IGNORE INTO reach VALUES "
	    "(?,?,?)");
	w->steps = dict_new();
	return w;
}

static int
compare(const void *a, const void *b)
{
	const struct key *l = a, *r = b;

	return memcmp(l->id, r->id, sizeof l->id);
}

void
ledger_writer_end(struct ledger_writer *w)
{
	if (w->n > 0)
		qsort(w->keys, w->n, sizeof *w->keys, compare);
	for (size_t i = 0; i < w->n; i++) {
		query_bind(w->key, "bii", w->keys[i].id, sizeof w->keys[i].id,
		    w->batch, w->keys[i].send);
		(void)query_next(w->key);
	}
	query_free(w->insert);
	query_free(w->key);
	query_free(w->add_step);
	query_free(w->find_step);
	query_free(w->reach);
	dict_free(w->steps);
	free(w->numbers);
	free(w->keys);
	free(w);
}

/* The number of the send's step, which is new or one of those there. */
static int64_t
step_of(struct ledger_writer *w, const struct send *s)
{
	const char *channel = channel_names()[s->channel];
	const char *class = class_names()[s->class];
	size_t n = dict_count(w->steps), i;
	char *key;
	int len = asprintf(&key, "%s\x1f%s\x1f%s\x1f%s\x1f%s\x1f%s", s->flow,
	    s->step, channel, class, s->template, s->tags);

	if (len < 0)
		errx(EXIT_TROUBLE, "out of memory");
	i = dict_add(w->steps, key, (size_t)len);
	free(key);
	if (i < n)
		return w->numbers[i];
	w->numbers = pool_grow(w->numbers, &w->room, i + 1,
	    sizeof *w->numbers);
	query_bind(w->add_step, "tttttt", s->flow, s->step, channel, class,
	    s->template, s->tags);
	(void)query_next(w->add_step);
	query_bind(w->find_step, "tttttt", s->flow, s->step, channel, class,
	    s->template, s->tags);
	(void)query_next(w->find_step);
	return w->numbers[i] = query_int(w->find_step, 0);
}

void
ledger_write(struct ledger_writer *w, size_t nth, const struct send *s)
{
	static const char *const kinds[] = { "e", "p" };
	char at[INSTANT_ROOM], triggered[INSTANT_ROOM], began[INSTANT_ROOM],
	    expires[INSTANT_ROOM];
	struct key key = { .send = w->next++ };

	(void)ledger_id(s->id, key.id);
	w->keys = pool_grow(w->keys, &w->keys_room, w->n + 1,
	    sizeof *w->keys);
	w->keys[w->n++] = key;
	ledger_instant_text(s->at, at);
	ledger_instant_text(s->triggered_at, triggered);
	ledger_instant_text(s->began, began);
	ledger_instant_text(s->expires_at, expires);
	query_bind(w->insert, "iiibitittttttttt", key.send, w->batch,
	    (int64_t)nth, key.id, sizeof key.id, (int64_t)s->action, at,
	    step_of(w, s), s->address, s->customer_id, s->trigger_id,
	    triggered, began, s->may_expire ? expires : NULL, s->variant,
	    s->reason, s->data);
	(void)query_next(w->insert);
	if (s->channel == CHANNEL_PUSH || *s->address == '\0')
		return;
	query_bind(w->reach, "ttt", s->customer_id, kinds[s->channel],
	    s->address);
	(void)query_next(w->reach);
}

bool
ledger_id(const char *id, unsigned char bytes[SEND_ID_BYTES])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < SEND_ID_BYTES; i++) {
		const char *high = memchr(digits, id[2 * i], 16);
		const char *low = high == NULL ? NULL :
		    memchr(digits, id[2 * i + 1], 16);

		if (low == NULL)
			return false;
		bytes[i] = (unsigned char)((high - digits) << 4 |
		    (low - digits));
	}
	return id[2 * SEND_ID_BYTES] == '\0';
}
