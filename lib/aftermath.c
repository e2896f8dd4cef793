#include "aftermath.h"

#include <stdlib.h>
#include <string.h>

#include "event.h"
#include "patron.h"
#include "period.h"
#include "phrase.h"
#include "record.h"
#include "said.h"
#include "tally.h"

struct aftermath {
	const struct common *common;
	struct span within;
	struct pool *pool;
	struct people *people;
	struct consents *consents;
	struct events *events;
	struct patrons *patrons;
	struct said_columns at;
	struct said *list;			/* those that count */
	size_t n, room;
	bool knows_active;
};

static const struct list nothing;

struct aftermath *
aftermath_new(const struct common *common, struct span within)
{
	struct pool *pool = pool_new();
	struct aftermath *a = pool_bytes(pool, sizeof *a);

	*a = (struct aftermath){ .common = common, .within = within,
	    .pool = pool, .people = people_new(),
	    .consents = consents_new(), .events = events_new(&nothing),
	    .patrons = patrons_new() };
	return a;
}

void
aftermath_free(struct aftermath *a)
{
	free(a->list);
	patrons_free(a->patrons);
	events_free(a->events);
	consents_free(a->consents);
	people_free(a->people);
	pool_free(a->pool);
}

static void
load_customers(struct aftermath *a, const char *path)
{
	struct source *in = source_open_side(path, a->common);
	struct patron m;

	patrons_find(a->patrons, in, PATRON_ACTIVE);
	while (source_next(in)) {
		if (!patrons_read(a->patrons, in, &m))
			continue;
		m.person = recipient_join(&m.who, a->people);
		patrons_add(a->patrons, &m);
	}
	source_close(in);
}

void
aftermath_load_customers(struct aftermath *a, const struct list *paths)
{
	for (size_t i = 0; i < paths->n; i++)
		load_customers(a, paths->items[i]);
	a->knows_active = paths->n != 0;
}

void
aftermath_load_events(struct aftermath *a, const struct list *paths)
{
	for (size_t i = 0; i < paths->n; i++)
		events_load(a->events, paths->items[i], a->common, a->people,
		    a->consents);
}

void
aftermath_find(struct aftermath *a, struct source *in)
{
	a->at = said_find(in, a->pool);
}

void
aftermath_add(struct aftermath *a, struct source *in,
    const struct response *r)
{
	struct instant end = instant_move(r->at, a->within, 1,
	    instant_zone());
	struct said s;

	if (!r->is_blank && instant_is_known(end, a->common->as_of)) {
		tally_set_aside("too long ago", 1);
		return;
	}
	if (!said_read(in, &a->at, r, a->pool, a->people, &s))
		return;
	a->list = pool_grow(a->list, &a->room, a->n + 1, sizeof *a->list);
	a->list[a->n++] = s;
}

/* Whoever gave no customer_id with it has that of the person's other responses,
   so that they go by one name. */
static void
name(struct said *s, const struct said *others, size_t n)
{
	const char **id = &s->who.customer_id;

	for (size_t i = 0; **id == '\0' && i < n; i++)
		*id = others[i].who.customer_id;
}

/*
 * Of each person one response stays: the last bad one, while it isn't resolved;
 * else the last of all, if it is a good one.
 */
static void
settle(struct aftermath *a)
{
	size_t kept = 0;

	for (size_t i = 0, end; i < a->n; i = end) {
		struct said *found;

		for (end = i; end < a->n &&
		    a->list[end].person == a->list[i].person; end++)
			;
		found = said_telling(&a->list[i], end - i, a->events,
		    a->within, a->common->as_of);
		if (found == NULL)
			continue;
		name(found, &a->list[i], end - i);
		a->list[kept++] = *found;
	}
	a->n = kept;
}

/* The worst first, the newest of them first; then by name. */
static int
by_weight(const void *l, const void *r)
{
	const struct said *a = l, *b = r;

	if (a->response.level != b->response.level)
		return a->response.level - b->response.level;
	if (instant_is_later(a->response.at, b->response.at))
		return -1;
	if (instant_is_later(b->response.at, a->response.at))
		return 1;
	return said_compare_words(a, b);
}

void
aftermath_close(struct aftermath *a)
{
	consents_close(a->consents, a->people);
	events_close(a->events, a->people);
	patrons_close(a->patrons, a->people, NULL);
	for (size_t i = 0; i < a->n; i++)
		a->list[i].person = people_text(a->people, a->list[i].person,
		    NULL, NULL);
	if (a->n != 0)
		qsort(a->list, a->n, sizeof *a->list, said_compare);
	settle(a);
	if (a->n != 0)
		qsort(a->list, a->n, sizeof *a->list, by_weight);
	if (!a->knows_active)
		tally_note("nobody is asked for a referral or a review: "
		    "--customers tells who is active");
}

static void
write_trigger(struct aftermath *a, const struct said *s, const char *flow,
    const char *id, struct sink *out)
{
	struct notice n = said_notice(s, flow, id, s->response.verdict == GOOD ?
	    ", and active" : "", a->pool);

	notice_write(&n, out);
}

/* One ask a calendar quarter, of whom customers' record names; a review of what
   was bought, if that is known. */
static void
write_asks(struct aftermath *a, struct said *s, const struct patron *m,
    struct sink *out)
{
	char quarter[PERIOD_ROOM];
	const char *who = phrase_part(a->pool, recipient_name(&m->who));
	const char *id = *s->order_id == '\0' ? phrase_print(a->pool,
	    "response/%s", s->id) : phrase_print(a->pool, "%s/%s",
	    phrase_part(a->pool, s->order_id), phrase_part(a->pool, s->sku));

	patrons_name(m, &s->who);
	period_print(PERIOD_QUARTER, s->response.at, quarter);
	write_trigger(a, s, "referral", phrase_print(a->pool, "%s/%s", who,
	    quarter), out);
	if (s->response.survey != SURVEY_REVIEW)
		write_trigger(a, s, "review", id, out);
}

void
aftermath_triggers(struct aftermath *a, struct sink *out)
{
	size_t n_bad = 0, n_asked = 0;
	char bad[PHRASE_COUNT_ROOM], asked[PHRASE_COUNT_ROOM];

	for (size_t i = 0; i < a->n; i++) {
		struct said *s = &a->list[i];
		const struct patron *m = patrons_of(a->patrons, s->person);

		if (s->response.verdict == BAD) {
			write_trigger(a, s, "recovery", s->id, out);
			n_bad++;
		} else if (m != NULL && m->is_active) {
			write_asks(a, s, m, out);
			n_asked++;
		}
	}
	tally_note("%s in recovery, %s who may be asked for more",
	    phrase_count(n_bad, bad), phrase_count(n_asked, asked));
}

void
aftermath_suppress(struct aftermath *a, const char *path)
{
	struct sink *out = sink_open(path, a->common, NULL,
	    record_columns(RECORD_SUPPRESSION));

	for (size_t i = 0; i < a->n; i++) {
		const struct said *s = &a->list[i];

		if (s->response.verdict != BAD)
			continue;
		sink_text(out, s->who.email);
		sink_text(out, s->who.can_dial ? s->who.phone : "");
		sink_text(out, s->who.customer_id);
		sink_text(out, "");
		sink_text(out, "");
		sink_text(out, "");
		sink_text(out, "marketing");
		sink_text(out, "recovery");
		sink_instant(out, s->response.at);
		sink_instant(out, instant_move(s->response.at, a->within, 1,
		    instant_zone()));
		sink_end(out);
	}
	sink_close(out);
}
