#include "address.h"

#include <stdlib.h>
#include <string.h>

#include "country.h"
#include "fold.h"
#include "grouped.h"
#include "phrase.h"
#include "pool.h"

/* Somebody's address, by a number that it shares with its like. */
struct entry {
	size_t who;		/* a text of the person; then the person */
	size_t address;
};

struct addresses {
	struct pool *pool, *texts;	/* the latter of one row */
	struct dict *known;
	struct entry *list;
	size_t n, room;
	struct grouped by_person;
};

struct addresses *
addresses_new(void)
{
	struct pool *pool = pool_new();
	struct addresses *a = pool_bytes(pool, sizeof *a);

	*a = (struct addresses){ .pool = pool, .texts = pool_new(),
	    .known = dict_new() };
	return a;
}

void
addresses_free(struct addresses *a)
{
	grouped_free(&a->by_person);
	free(a->list);
	dict_free(a->known);
	pool_free(a->texts);
	pool_free(a->pool);
}

struct address_columns
addresses_find(struct source *in)
{
	return (struct address_columns){
		.name = source_find(in, "name"),
		.first_name = source_find(in, "first_name"),
		.last_name = source_find(in, "last_name"),
		.city = source_find(in, "city"),
		.country = source_find(in, "country")
	};
}

/* All three in one spelling, or NULL where one is blank; in p. */
static const char *
spell(const struct source *in, const struct address_columns *at,
    struct pool *p)
{
	const char *name = source_cell(in, at->name).text;
	const char *country = source_cell(in, at->country).text;
	const char *code = country_code(country);
	const char *city = fold_text(p, source_cell(in, at->city).text);

	if (*name == '\0')
		name = phrase_print(p, "%s %s",
		    source_cell(in, at->first_name).text,
		    source_cell(in, at->last_name).text);
	name = fold_text(p, name);
	country = code != NULL ? code : fold_text(p, country);
	return *name == '\0' || *city == '\0' || *country == '\0' ? NULL :
	    phrase_print(p, "%s\n%s\n%s", name, city, country);
}

void
addresses_add(struct addresses *a, const struct source *in,
    const struct address_columns *at, size_t text)
{
	const char *address = spell(in, at, a->texts);

	if (address != NULL) {
		a->list = pool_grow(a->list, &a->room, a->n + 1,
		    sizeof *a->list);
		a->list[a->n++] = (struct entry){ text, dict_add(a->known,
		    address, strlen(address)) };
	}
	pool_empty(a->texts);
}

static int
compare(const void *l, const void *r)
{
	const struct entry *a = l, *b = r;

	if (a->who != b->who)
		return a->who < b->who ? -1 : 1;
	return (a->address > b->address) - (a->address < b->address);
}

/* Each of a person's once. */
static void
settle(struct addresses *a)
{
	size_t kept = 0;

	if (a->n != 0)
		qsort(a->list, a->n, sizeof *a->list, compare);
	for (size_t i = 0; i < a->n; i++)
		if (kept == 0 || compare(&a->list[kept - 1], &a->list[i]) != 0)
			a->list[kept++] = a->list[i];
	a->n = kept;
}

void
addresses_close(struct addresses *a, struct people *people)
{
	size_t *of = pool_bytes(a->pool, (a->n + 1) * sizeof *of);

	for (size_t i = 0; i < a->n; i++)
		a->list[i].who = people_text(people, a->list[i].who, NULL,
		    NULL);
	settle(a);
	for (size_t i = 0; i < a->n; i++)
		of[i] = a->list[i].who;
	a->by_person = grouped_make(of, a->n, people_count(people));
}

bool
addresses_shared(const struct addresses *a, size_t person, size_t other)
{
	size_t n, n_other;
	const size_t *one = grouped_get(&a->by_person, person, &n);
	const size_t *two = grouped_get(&a->by_person, other, &n_other);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n_other; k++)
			if (a->list[one[i]].address ==
			    a->list[two[k]].address)
				return true;
	return false;
}
