#include "bought.h"

#include <stdlib.h>
#include <string.h>

#include "line.h"
#include "person.h"
#include "pool.h"
#include "tally.h"

struct bought {
	struct pool *pool;
	struct buy *list;
	size_t n, room;
};

static const char *
keep(struct bought *b, struct cell c)
{
	return pool_text(b->pool, c.text, c.len);
}

/* The current row's; false where it is none, or of nobody. */
static bool
read_buy(struct bought *b, struct source *in, const struct line *l,
    const struct recipient_columns *columns, struct people *people,
    struct buy *into)
{
	bool is_named;

	if (!recipient_read(in, columns, b->pool, &into->who))
		return false;
	/* What was given back still tells who is who. */
	is_named = *recipient_name(&into->who) != '\0';
	if (is_named)
		into->person = recipient_join(&into->who, people);
	if (line_kept(l) == 0 || !is_named) {
		tally_set_aside(line_kept(l) == 0 ?
		    "not bought, or given back" : "no identity", 1);
		return false;
	}
	into->order_id = keep(b, l->order_id);
	into->sku = keep(b, l->sku);
	into->product = keep(b, l->product);
	into->category = keep(b, l->category);
	into->at = l->at;
	into->day = instant_day(l->at);
	into->quantity = line_kept(l);
	return true;
}

static void
read_all(struct bought *b, char *const files[], const struct common *common,
    struct people *people)
{
	static const struct list nothing;
	struct source *in = source_open(files, common, NULL);
	struct recipient_columns who = recipient_find(in, &nothing, b->pool);
	struct line_columns at;
	struct line l;
	struct buy one;

	line_find(in, &at);
	while (source_next(in)) {
		if (!line_read(in, &at, common->as_of, &l) ||
		    !read_buy(b, in, &l, &who, people, &one))
			continue;
		b->list = pool_grow(b->list, &b->room, b->n + 1,
		    sizeof *b->list);
		b->list[b->n++] = one;
	}
	source_close(in);
}

static int
by_name(const struct recipient *a, const struct recipient *b)
{
	int order = strcmp(a->customer_id, b->customer_id);

	if (order == 0)
		order = strcmp(a->email, b->email);
	if (order == 0)
		order = strcmp(a->phone, b->phone);
	return order != 0 ? order : strcmp(a->push_token, b->push_token);
}

/* By person and product; then as they were bought.  Of rows alike in that
   much, so that their order is nothing, by what they say. */
static int
compare(const void *l, const void *r)
{
	const struct buy *a = l, *b = r;
	int order = a->person == b->person ? strcmp(a->sku, b->sku) :
	    a->person < b->person ? -1 : 1;

	if (order == 0 && (instant_is_later(a->at, b->at) ||
	    instant_is_later(b->at, a->at)))
		order = instant_is_later(a->at, b->at) ? 1 : -1;
	if (order == 0)
		order = strcmp(a->order_id, b->order_id);
	if (order == 0)
		order = (a->quantity > b->quantity) -
		    (a->quantity < b->quantity);
	if (order == 0)
		order = strcmp(a->product, b->product);
	if (order == 0)
		order = strcmp(a->category, b->category);
	return order != 0 ? order : by_name(&a->who, &b->who);
}

struct bought *
bought_read(char *const files[], const struct common *common)
{
	struct pool *pool = pool_new();
	struct bought *b = pool_bytes(pool, sizeof *b);
	struct people *people = people_new();

	b->pool = pool;
	read_all(b, files, common, people);
	for (size_t i = 0; i < b->n; i++)
		b->list[i].person = people_text(people, b->list[i].person,
		    NULL, NULL);
	people_free(people);
	if (b->n != 0)
		qsort(b->list, b->n, sizeof *b->list, compare);
	return b;
}

void
bought_free(struct bought *b)
{
	free(b->list);
	pool_free(b->pool);
}

const struct buy *
bought_run(const struct bought *b, size_t i, size_t *n)
{
	const struct buy *first;

	*n = 0;
	if (i >= b->n)
		return NULL;
	first = &b->list[i];
	while (i + *n < b->n && first[*n].person == first->person &&
	    strcmp(first[*n].sku, first->sku) == 0)
		++*n;
	return first;
}
