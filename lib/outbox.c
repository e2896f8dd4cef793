#include "outbox.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "grouped.h"
#include "metric.h"
#include "retold.h"

/* What is known of the logs that are read by one map. */
struct log {
	const struct map *map;
	bool tells_sent[CHANNELS];
};

struct outbox {
	struct pool *pool;
	struct dict *words;		/* addresses, tags: texts that recur */
	struct mail *list;
	size_t n, room;
	const struct mail **by_person;
	size_t *first;			/* by person, where theirs begin there */
	struct log *logs;
	size_t n_logs, logs_room;
	struct retold told;
	struct metrics *metrics;
	struct dict *retracted;		/* sends, by id and when due */
	size_t *retracts, retracts_room;	/* how often each of them was */
	struct row scratch;
};

struct outbox *
outbox_new(void)
{
	struct outbox *o = calloc(1, sizeof *o);

	if (o == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	o->pool = pool_new();
	o->words = dict_new();
	o->metrics = metrics_new();
	o->retracted = dict_new();
	retold_open(&o->told);
	return o;
}

void
outbox_free(struct outbox *o)
{
	pool_free(o->pool);
	dict_free(o->words);
	metrics_free(o->metrics);
	dict_free(o->retracted);
	free(o->retracts);
	retold_close(&o->told);
	free(o->scratch.bytes);
	free(o->list);
	free(o->by_person);
	free(o->first);
	free(o->logs);
	free(o);
}

static const char *
word(struct outbox *o, const char *text)
{
	return *text == '\0' ? "" : dict_key(o->words, dict_add(o->words,
	    text, strlen(text)));
}

/* Most logs say nothing of it. */
static const struct origin *
origin_of(struct outbox *o, const struct delivery *d)
{
	static const struct origin none = { .trigger_id = "", .send_id = "",
	    .tags = "" };
	struct origin *made;

	if (*d->trigger_id == '\0' && *d->send_id == '\0' &&
	    *d->tags == '\0' && !d->triggered.is_told && !d->since.is_told &&
	    !d->expires.is_told)
		return &none;
	made = pool_bytes(o->pool, sizeof *made);
	*made = (struct origin){
		.trigger_id = *d->trigger_id == '\0' ? "" : pool_text(o->pool,
		    d->trigger_id, strlen(d->trigger_id)),
		.send_id = *d->send_id == '\0' ? "" : pool_text(o->pool,
		    d->send_id, strlen(d->send_id)),
		.tags = word(o, d->tags), .triggered = d->triggered,
		.since = d->since, .expires = d->expires
	};
	return made;
}

/* What the row is set aside as, or NULL. */
static const char *
why_not(struct outbox *o, enum delivery_kind kind, const struct delivery *d,
    unsigned part, struct instant as_of)
{
	if (d->at.seconds > as_of.seconds)
		return "later messages";
	if (*d->email == '\0' && *d->phone == '\0' && *d->customer_id == '\0')
		return d->channel == CHANNEL_SMS ? "not a phone in E.164 "
		    "(--phone-country?)" : "no identity";
	return retold_is(&o->told, kind, d, part) ? "exact duplicate" : NULL;
}

/* The number of such a send among those that were taken back; one more if it is
   to be added. */
static size_t
retracted(struct outbox *o, int64_t at, const char *send_id, bool add)
{
	struct row *r = &o->scratch;

	r->len = 0;
	row_add(r, (const char *)&at, sizeof at);
	row_add(r, send_id, strlen(send_id) + 1);
	return add ? dict_add(o->retracted, r->bytes, r->len) :
	    dict_find(o->retracted, r->bytes, r->len);
}

static void
retract(struct outbox *o, const struct delivery *d)
{
	size_t n = dict_count(o->retracted);
	size_t i = retracted(o, d->at.seconds, d->send_id, true);

	o->retracts = pool_grow(o->retracts, &o->retracts_room, i + 1,
	    sizeof *o->retracts);
	o->retracts[i] = (i < n ? o->retracts[i] : 0) + 1;
	tally_set_aside("retraction", 1);
}

static void
keep(struct outbox *o, struct log *l, enum delivery_kind kind,
    const struct delivery *d, struct place at, struct mailings *messages,
    struct people *people)
{
	if (kind == DELIVERY_SENT)
		l->tells_sent[d->channel] = true;
	o->list = pool_grow(o->list, &o->room, o->n + 1, sizeof *o->list);
	o->list[o->n++] = (struct mail){
		.at = d->at.seconds, .message = mailings_take(messages, d),
		.origin = origin_of(o, d), .address = word(o, d->address),
		.customer_id = word(o, d->customer_id), .file = at.file,
		.line = (uint32_t)at.line, .record = at.record,
		.person = (uint32_t)people_join(people, d->customer_id,
		    d->email, d->phone),
		.channel = d->channel, .is_arrival = kind == DELIVERY_ARRIVED,
		.log = (uint8_t)(l - o->logs)
	};
}

/* Those of this map. */
static struct log *
find_log(struct outbox *o, const struct map *map)
{
	size_t i = 0;

	while (i < o->n_logs && o->logs[i].map != map)
		i++;
	if (i < o->n_logs)
		return &o->logs[i];
	o->logs = pool_grow(o->logs, &o->logs_room, i + 1, sizeof *o->logs);
	o->logs[i] = (struct log){ .map = map };
	o->n_logs = i + 1;
	return &o->logs[i];
}

/* Of which event it is, if the row tells its id. */
static void
take_metric(struct outbox *o, struct view *v, enum delivery_kind kind,
    struct place at)
{
	const char *id = view_cell(v, DELIVERY_METRIC).text;

	if (*id != '\0')
		metrics_take(o->metrics, id, view_cell(v, DELIVERY_EVENT).text,
		    kind != DELIVERY_NONE, view_column(v, DELIVERY_METRIC),
		    at);
}

void
outbox_read(struct outbox *o, struct view *v, const struct import *how,
    const struct delivery_rules *rules, struct mailings *messages,
    struct people *people, struct instant as_of)
{
	struct log *l = find_log(o, how->map);
	struct delivery d;
	const char *aside;

	while (source_next(how->in)) {
		struct place at = source_place(how->in);
		enum delivery_kind kind = delivery_kind(v, how->map);

		take_metric(o, v, kind, at);
		if (kind == DELIVERY_NONE) {
			tally_set_aside("not a message that went out", 1);
			continue;
		}
		if (!delivery_read(v, rules, &d))
			continue;
		aside = why_not(o, kind, &d, at.part, as_of);
		if (aside != NULL)
			tally_set_aside(aside, 1);
		else if (kind == DELIVERY_RETRACTED)
			retract(o, &d);
		else
			keep(o, l, kind, &d, at, messages, people);
	}
}

static int
compare_origins(const struct origin *l, const struct origin *r)
{
	int c = strcmp(l->trigger_id, r->trigger_id);

	if (c == 0)
		c = strcmp(l->send_id, r->send_id);
	return c != 0 ? c : strcmp(l->tags, r->tags);
}

int
mail_compare(const struct mail *l, const struct mail *r)
{
	int c;

	if (l->at != r->at)
		return l->at < r->at ? -1 : 1;
	if ((c = strcmp(l->address, r->address)) != 0 ||
	    (c = strcmp(l->customer_id, r->customer_id)) != 0 ||
	    (c = mailing_compare(l->message, r->message)) != 0 ||
	    (c = (int)l->channel - (int)r->channel) != 0 ||
	    (c = compare_origins(l->origin, r->origin)) != 0 ||
	    (c = strcmp(l->file, r->file)) != 0)
		return c;
	if (l->line != r->line)
		return l->line < r->line ? -1 : 1;
	return (l->record > r->record) - (l->record < r->record);
}

static int
by_time(const void *a, const void *b)
{
	return mail_compare(*(const struct mail *const *)a,
	    *(const struct mail *const *)b);
}

/* Leave out that what was sent arrived, too, by what is read by the same map:
   of one platform's messages another tells nothing. */
static void
drop_arrivals(struct outbox *o)
{
	size_t n = 0;

	for (size_t i = 0; i < o->n; i++) {
		const struct mail *m = &o->list[i];

		if (!m->is_arrival || !o->logs[m->log].tells_sent[m->channel])
			o->list[n++] = *m;
	}
	if (n < o->n)
		tally_set_aside("delivery of what was sent", o->n - n);
	o->n = n;
}

/* Leave out what was planned, and taken back before it went: it may have been
   decided anew. */
static void
drop_retracted(struct outbox *o)
{
	size_t n = 0, i;

	if (dict_count(o->retracted) == 0)
		return;
	for (size_t k = 0; k < o->n; k++) {
		const struct mail *m = &o->list[k];

		i = *m->origin->send_id == '\0' ? DICT_NONE :
		    retracted(o, m->at, m->origin->send_id, false);
		if (i != DICT_NONE && o->retracts[i] > 0)
			o->retracts[i]--;
		else
			o->list[n++] = *m;
	}
	if (n < o->n)
		tally_set_aside("retracted", o->n - n);
	o->n = n;
}

void
outbox_close(struct outbox *o, struct people *people)
{
	size_t n = people_count(people), *of;
	struct grouped g;

	metrics_check(o->metrics);
	retold_close(&o->told);
	drop_arrivals(o);
	drop_retracted(o);
	of = calloc(o->n + 1, sizeof *of);
	o->by_person = calloc(o->n + 1, sizeof *o->by_person);
	if (of == NULL || o->by_person == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < o->n; i++) {
		of[i] = people_text(people, o->list[i].person, NULL, NULL);
		o->list[i].person = (uint32_t)of[i];
	}
	g = grouped_make(of, o->n, n);
	free(of);
	o->first = g.first;
	for (size_t i = 0; i < o->n; i++)
		o->by_person[i] = &o->list[g.things[i]];
	free(g.things);
	for (size_t i = 0; i < n; i++)
		if (o->first[i + 1] > o->first[i] + 1)
			qsort(o->by_person + o->first[i],
			    o->first[i + 1] - o->first[i],
			    sizeof *o->by_person, by_time);
}

const struct mail *const *
outbox_of(const struct outbox *o, size_t person, size_t *n)
{
	*n = o->first[person + 1] - o->first[person];
	return o->by_person + o->first[person];
}

const struct mail *
outbox_all(const struct outbox *o, size_t *n)
{
	*n = o->n;
	return o->list;
}
