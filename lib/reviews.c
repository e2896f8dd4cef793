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
	    .pool = pool, .all = { .of_reviews = true },
	    .about = dict_new() };
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

/* Are both of the same product, or order, or of none? */
static bool
is_of_same(const struct said *a, const struct said *b)
{
	return strcmp(a->sku, b->sku) == 0 &&
	    (strcmp(a->order_id, b->order_id) == 0 || (*a->sku != '\0' &&
	    (*a->order_id == '\0' || *b->order_id == '\0')));
}

/* Is the i-th a bad answer within the recovery, that isn't resolved, nor
   followed by a good review of the same thing? */
static bool
is_open(const struct reviews *r, size_t i)
{
	const struct said *all = r->all.list, *s = &all[i];
	struct instant end = instant_move(s->response.at, r->recovery, 1,
	    instant_zone());

	if (!said_is_open(s, r->resolved) ||
	    instant_is_known(end, r->common->as_of))
		return false;
	while (s->response.survey == SURVEY_REVIEW && i-- > 0 &&
	    all[i].person == s->person)
		if (all[i].response.survey == SURVEY_REVIEW &&
		    all[i].response.verdict == GOOD &&
		    instant_is_later(all[i].response.at, s->response.at) &&
		    is_of_same(&all[i], s))
			return false;
	return true;
}

void
reviews_close(struct reviews *r, struct circle *c,
    const struct events *resolved, const char *option)
{
	struct said *all = r->all.list;
	size_t joined = 0;

	r->resolved = resolved;
	r->in_recovery = pool_bytes(r->pool, people_count(circle_people(c)) +
	    1);
	for (size_t i = 0; i < r->all.n; i++) {
		if (all[i].person != DICT_NONE) {
			all[i].person = circle_person(c, all[i].person);
			joined += circle_wanted(c)[all[i].person];
		}
		if (all[i].response.survey == SURVEY_REVIEW &&
		    (*all[i].order_id != '\0' || *all[i].sku != '\0'))
			note_about(r, &all[i]);
	}
	if (r->all.n != 0)
		qsort(all, r->all.n, sizeof *all, said_compare);
	for (size_t i = 0; i < r->all.n; i++)
		if (all[i].person != DICT_NONE && is_open(r, i))
			r->in_recovery[all[i].person] = true;
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

/* The last first, whoever they are of. */
static int
by_time(const void *l, const void *r)
{
	const struct said *a = *(const struct said *const *)l;
	const struct said *b = *(const struct said *const *)r;

	if (instant_is_later(a->response.at, b->response.at))
		return -1;
	if (instant_is_later(b->response.at, a->response.at))
		return 1;
	return said_compare_words(a, b);
}

/* The reviews that may be answered, so sorted; *n of them. */
static const struct said **
list_answerable(const struct reviews *r, size_t *n)
{
	const struct said **list = pool_bytes(r->pool, (r->all.n + 1) *
	    sizeof *list);

	*n = 0;
	for (size_t i = 0; i < r->all.n; i++) {
		const struct said *s = &r->all.list[i];

		if (s->response.survey == SURVEY_REVIEW &&
		    s->person != DICT_NONE &&
		    notice_at(s->response.at) <= r->common->as_of.seconds)
			list[(*n)++] = s;
	}
	qsort(list, *n, sizeof *list, by_time);
	return list;
}

void
reviews_answer(const struct reviews *r, struct notices *all)
{
	struct dict *ids = dict_new();
	size_t n;
	const struct said **list = list_answerable(r, &n);

	for (size_t i = 0; i < n; i++) {
		const struct said *s = list[i];
		bool is_good = s->response.verdict == GOOD;
		struct notice one;

		/* The last of those that share an id stands. */
		if (dict_find(ids, s->id, strlen(s->id)) != DICT_NONE) {
			tally_set_aside("same response", 1);
			continue;
		}
		dict_add(ids, s->id, strlen(s->id));
		if (!is_good && !is_open(r, (size_t)(s - r->all.list)))
			continue;
		one = said_notice(s, is_good ? "thank-you" : "recovery",
		    s->id, "", r->pool);
		notices_add(all, &one);
	}
	dict_free(ids);
}
