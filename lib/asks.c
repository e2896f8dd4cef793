#include "asks.h"

#include <stdlib.h>
#include <string.h>

#include "event.h"
#include "notice.h"
#include "phrase.h"
#include "response.h"
#include "tally.h"

/* An answer of a person, told by a text of theirs. */
struct answer {
	size_t who;
	struct instant at;
	bool is_bad;
};

/* What keeps a person from being asked. */
struct bar {
	bool answered, in_recovery;
};

struct asks {
	const struct ask_rules *rules;
	const struct common *common;
	struct pool *pool;
	struct people *people;
	struct consents *consents;
	struct events *resolved;
	struct ask *list;
	size_t n, room;
	struct answer *answers;
	size_t n_answers, answers_room;
};

static const struct list nothing;

struct asks *
asks_new(const struct ask_rules *rules, const struct common *common)
{
	struct pool *pool = pool_new();
	struct asks *a = pool_bytes(pool, sizeof *a);

	*a = (struct asks){ .rules = rules, .common = common, .pool = pool,
	    .people = people_new(), .consents = consents_new(),
	    .resolved = events_new(&nothing) };
	return a;
}

void
asks_free(struct asks *a)
{
	free(a->list);
	free(a->answers);
	events_free(a->resolved);
	consents_free(a->consents);
	people_free(a->people);
	pool_free(a->pool);
}

/* Is it over by as-of? */
static bool
is_over(const struct asks *a, struct instant from, struct span s)
{
	return instant_is_known(instant_move(from, s, 1, instant_zone()),
	    a->common->as_of);
}

bool
asks_is_time(const struct asks *a, const struct ask *ask)
{
	const char *why = !instant_is_known(ask->due, a->common->as_of) ?
	    "not due yet" : is_over(a, ask->since, a->rules->within) ?
	    "too long ago" : NULL;

	if (why != NULL)
		tally_set_aside(why, 1);
	return why == NULL;
}

void
asks_add(struct asks *a, const struct ask *ask)
{
	if (*recipient_name(&ask->who) == '\0') {
		tally_set_aside("no identity", 1);
		return;
	}
	a->list = pool_grow(a->list, &a->room, a->n + 1, sizeof *a->list);
	a->list[a->n] = *ask;
	a->list[a->n++].person = recipient_join(&ask->who, a->people);
}

void
asks_resolve(struct asks *a, const struct recipient *who, struct instant at)
{
	if (*recipient_name(who) == '\0')
		tally_set_aside("no identity", 1);
	else
		events_add(a->resolved, recipient_join(who, a->people),
		    "resolved", at, "");
}

/* Who answered; false if nobody did, or nobody who is known. */
static bool
find_person(struct asks *a, struct source *in,
    const struct recipient_columns *at, const struct response *r,
    struct recipient *who)
{
	if (r->is_blank)
		tally_set_aside("no answer", 1);
	return !r->is_blank && recipient_read_named(in, at, a->pool, who);
}

void
asks_read_surveys(struct asks *a, struct source *in)
{
	const struct response_rules rules = { .as_of = a->common->as_of,
	    .survey = -1, .labels = a->rules->labels };
	struct response_columns at = response_find(in);
	struct recipient_columns people = recipient_find(in, &nothing,
	    a->pool);
	struct recipient who;
	struct response r;

	while (source_next(in)) {
		enum response_fate fate = response_read(in, &at, &rules, &r);

		if (fate == RESPONSE_ASIDE || !r.is_dated ||
		    !find_person(a, in, &people, &r, &who))
			continue;
		/* What can't be read was answered all the same. */
		a->answers = pool_grow(a->answers, &a->answers_room,
		    a->n_answers + 1, sizeof *a->answers);
		a->answers[a->n_answers++] = (struct answer){
		    recipient_join(&who, a->people), r.at,
		    fate == RESPONSE_READ && r.verdict == BAD };
	}
}

/* By person: what keeps them from being asked. */
static struct bar *
find_bars(struct asks *a)
{
	struct bar *bars = pool_bytes(a->pool,
	    (people_count(a->people) + 1) * sizeof *bars);

	for (size_t i = 0; i < a->n_answers; i++) {
		const struct answer *one = &a->answers[i];
		size_t who = people_text(a->people, one->who, NULL, NULL);

		bars[who].answered |= !is_over(a, one->at, a->rules->every);
		bars[who].in_recovery |= one->is_bad &&
		    !is_over(a, one->at, a->rules->recovery) &&
		    !events_told(a->resolved, who, "resolved",
		    one->at, NULL);
	}
	return bars;
}

/* By person; the last thing first, by id. */
static int
by_person(const void *l, const void *r)
{
	const struct ask *a = l, *b = r;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	if (instant_is_later(a->since, b->since) ||
	    instant_is_later(b->since, a->since))
		return instant_is_later(a->since, b->since) ? -1 : 1;
	return strcmp(a->id, b->id);
}

/* Of each person the last thing stays, if they may be asked. */
static void
settle(struct asks *a)
{
	struct bar *bars;
	size_t kept = 0;

	consents_close(a->consents, a->people);
	events_close(a->resolved, a->people);
	bars = find_bars(a);
	for (size_t i = 0; i < a->n; i++)
		a->list[i].person = people_text(a->people, a->list[i].person,
		    NULL, NULL);
	if (a->n != 0)
		qsort(a->list, a->n, sizeof *a->list, by_person);
	for (size_t i = 0; i < a->n; i++) {
		const struct bar *bar = &bars[a->list[i].person];

		if (i > 0 && a->list[i].person == a->list[i - 1].person)
			tally_set_aside("not the last of the person", 1);
		else if (bar->in_recovery)
			tally_set_aside("in recovery", 1);
		else if (bar->answered)
			tally_set_aside("answered lately", 1);
		else
			a->list[kept++] = a->list[i];
	}
	a->n = kept;
}

void
asks_write(struct asks *a, struct sink *out)
{
	struct notices *all = notices_new((struct since){ .is_given = false });

	settle(a);
	for (size_t i = 0; i < a->n; i++) {
		const struct ask *ask = &a->list[i];
		char on[DAY_ROOM];
		struct notice n = { .flow = "survey", .id = ask->id,
		    .at = notice_at(ask->due), .since = ask->since.seconds,
		    .who = notice_contact(&ask->who), .item = ask->item };

		day_print(instant_day(ask->since), on);
		n.reason = phrase_print(a->pool, "%s on %s", ask->what, on);
		notices_add(all, &n);
	}
	notices_write(all, out);
	notices_free(all);
}
