#include "regulars.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "circle.h"
#include "suppression.h"
#include "tally.h"

struct regulars {
	struct pool *pool;
	struct customers *customers;
	struct circle *circle;
	struct history *history;
	struct suppression *suppression;
	struct regular *list;
	size_t n;
};

static void
read_customers(struct regulars *all)
{
	size_t odd = 0;

	all->n = customers_count(all->customers);
	all->list = pool_bytes(all->pool, (all->n + 1) * sizeof *all->list);
	for (size_t i = 0; i < all->n; i++) {
		struct regular *r = &all->list[i];

		r->customer = customers_get(all->customers, i);
		odd += !customers_who(all->customers, i, all->pool, &r->who);
		r->person = circle_add(all->circle, &r->who);
	}
	if (odd != 0)
		tally_note("the last e-mail of %zu customers isn't one, and is "
		    "left out", odd);
}

static void
read_files(struct regulars *all, const struct regulars_files *files,
    const struct common *common)
{
	struct people *people = circle_people(all->circle);
	const struct earlier *e;
	size_t n, found = 0;

	/* Whoever the row is about would be written to for want of it. */
	tally_bear_none("nobody is written to until that is mended");
	for (size_t i = 0; i < files->history.n; i++)
		history_load(all->history, files->history.items[i], common,
		    people);
	for (size_t i = 0; i < files->suppress.n; i++)
		suppression_load(all->suppression, files->suppress.items[i],
		    common);
	circle_load(all->circle, "--engagement", &files->engagement);
	tally_bear_none(NULL);
	circle_close(all->circle, true);
	history_close(all->history, people);
	suppression_match(all->suppression, people);
	e = history_all(all->history, &n);
	for (size_t i = 0; i < n; i++)
		found += circle_wanted(all->circle)[e[i].person];
	if (found == 0 && n != 0 && all->n != 0)
		errx(EXIT_TROUBLE, "--history: none of the rows is about one "
		    "of them");
	tally_joined("--history", found, n);
	tally_joined("--suppress", suppression_matched(all->suppression),
	    suppression_count(all->suppression));
}

/* Did the one order later than the other, or if not, is it told first? */
static bool
is_later(const struct customer *c, const struct customer *than)
{
	if (instant_is_later(c->any_at, than->any_at) ||
	    instant_is_later(than->any_at, c->any_at))
		return instant_is_later(c->any_at, than->any_at);
	return strcmp(c->id, than->id) < 0;
}

/* Number the people, and find out who of each ordered last, and when: whatever
   it was, and under whichever id. */
static void
find_last(struct regulars *all)
{
	struct people *people = circle_people(all->circle);
	struct regular **last = pool_bytes(all->pool, (people_count(people) +
	    1) * sizeof *last);

	for (size_t i = 0; i < all->n; i++) {
		struct regular *r = &all->list[i], **best;

		r->person = circle_person(all->circle, r->person);
		r->last = r->customer->any_at;
		best = &last[r->person];
		if (r->customer->orders == 0 || (*best != NULL &&
		    !is_later(r->customer, (*best)->customer)))
			continue;
		if (*best != NULL)
			(*best)->is_last = false;
		r->is_last = true;
		*best = r;
	}
	for (size_t i = 0; i < all->n; i++) {
		struct regular *best = last[all->list[i].person];

		if (best != NULL &&
		    instant_is_later(all->list[i].last, best->last))
			best->last = all->list[i].last;
	}
}

struct regulars *
regulars_read(char *const operands[], struct common *common,
    const struct purchases *how, const struct regulars_files *files)
{
	static const struct list nothing;
	struct pool *pool = pool_new();
	struct regulars *all = pool_bytes(pool, sizeof *all);

	all->pool = pool;
	all->customers = customers_read(operands, common, how);
	all->circle = circle_new(common, &nothing);
	all->history = history_new();
	all->suppression = suppression_new();
	read_customers(all);
	read_files(all, files, common);
	find_last(all);
	return all;
}

void
regulars_free(struct regulars *all)
{
	customers_free(all->customers);
	circle_free(all->circle);
	history_free(all->history);
	suppression_free(all->suppression);
	pool_free(all->pool);
}

const struct customers *
regulars_customers(const struct regulars *all)
{
	return all->customers;
}

const struct history *
regulars_history(const struct regulars *all)
{
	return all->history;
}

const struct regular *
regulars_get(const struct regulars *all, size_t i)
{
	return &all->list[i];
}

const struct event *
regulars_did(const struct regulars *all, size_t person, size_t *n)
{
	return circle_did(all->circle, person, n);
}

bool
regulars_refused(const struct regulars *all, size_t person,
    struct instant as_of)
{
	struct people *people = circle_people(all->circle);
	struct suppressed why;

	for (enum channel c = CHANNEL_EMAIL; c < CHANNELS; c++)
		if (recipient_says(people, person, c, CONSENT_DENIED))
			return true;
	return suppression_find(all->suppression, person, CHANNELS, CLASSES,
	    as_of, &why);
}
