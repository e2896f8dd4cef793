#include "reviews.h"

#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "phrase.h"
#include "pool.h"
#include "said.h"
#include "tally.h"

struct reviews {
	const struct common *common;
	struct span recovery;
	struct pool *pool;
	struct saids all;
	struct dict *about;		/* what was reviewed; see key_of */
	const struct events *resolved;
	bool *in_recovery;		/* by person */
};

struct reviews *
reviews_new(const struct common *common, struct span recovery)
{
	struct pool *pool = pool_new();
	struct reviews *r = pool_bytes(pool, sizeof *r);

	*r = (struct reviews){ .common = common, .recovery = recovery,
	    .pool = pool, .about = dict_new() };
	return r;
}

void
reviews_free(struct reviews *r)
{
	dict_free(r->about);
	free(r->all.list);
	pool_free(r->pool);
}

void
reviews_load(struct reviews *r, const struct list *paths, struct circle *c)
{
	for (size_t i = 0; i < paths->n; i++)
		said_load(&r->all, paths->items[i], r->common, r->pool,
		    circle_people(c));
}

/* "" for the order or the product stands for any; no id has a newline. */
static const char *
key_of(const struct reviews *r, const char *order_id, const char *sku,
    size_t person)
{
	return *order_id != '\0' ?
	    phrase_print(r->pool, "%s\n%s", order_id, sku) :
	    phrase_print(r->pool, "\n%zu\n%s", person, sku);
}

/* What is about somebody's product, or an order's. */
static void
note_about(struct reviews *r, const struct said *s)
{
	const char *key = key_of(r, s->order_id, s->sku, s->person);

	dict_add(r->about, key, strlen(key));
	if (*s->sku == '\0')
		return;
	key = key_of(r, "", s->sku, s->person);
	dict_add(r->about, key, strlen(key));
}

void
reviews_close(struct reviews *r, struct circle *c, const char *option)
{
	size_t joined = 0;

	r->resolved = circle_events(c);
	r->in_recovery = pool_bytes(r->pool, people_count(circle_people(c)) +
	    1);
	for (size_t i = 0; i < r->all.n; i++) {
		struct said *s = &r->all.list[i];
		struct instant end = instant_move(s->response.at, r->recovery,
		    1, instant_zone());

		s->person = circle_person(c, s->person);
		joined += circle_wanted(c)[s->person];
		if (said_is_open(s, r->resolved) &&
		    !instant_is_known(end, r->common->as_of))
			r->in_recovery[s->person] = true;
		if (s->response.survey == SURVEY_REVIEW &&
		    (*s->order_id != '\0' || *s->sku != '\0'))
			note_about(r, s);
	}
	tally_joined(option, joined, r->all.n);
}

static bool
has(const struct reviews *r, const char *order_id, const char *sku,
    size_t person)
{
	const char *key = key_of(r, order_id, sku, person);

	return dict_find(r->about, key, strlen(key)) != DICT_NONE;
}

bool
reviews_have(const struct reviews *r, const char *order_id, const char *sku,
    size_t person)
{
	return dict_count(r->about) != 0 && (has(r, order_id, sku, person) ||
	    has(r, order_id, "", person) || has(r, "", sku, person));
}

bool
reviews_in_recovery(const struct reviews *r, size_t person)
{
	return r->in_recovery[person];
}

void
reviews_answer(const struct reviews *r, struct notices *all)
{
	for (size_t i = 0; i < r->all.n; i++) {
		const struct said *s = &r->all.list[i];
		bool is_good = s->response.verdict == GOOD;
		struct notice n;

		if (s->response.survey != SURVEY_REVIEW ||
		    (!is_good && !said_is_open(s, r->resolved)))
			continue;
		n = said_notice(s, is_good ? "thank-you" : "recovery", s->id,
		    "", r->pool);
		notices_add(all, &n);
	}
}
