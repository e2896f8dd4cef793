#include "roster.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "dict.h"
#include "grouped.h"
#include "notice.h"
#include "pool.h"
#include "tally.h"

struct roster {
	struct circle *circle;
	struct entry *list;
	size_t n, room;
};

struct roster *
roster_new(struct circle *circle)
{
	struct roster *r = calloc(1, sizeof *r);

	if (r == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	r->circle = circle;
	return r;
}

void
roster_free(struct roster *r)
{
	free(r->list);
	free(r);
}

void
roster_add(struct roster *r, const struct entry *e)
{
	r->list = pool_grow(r->list, &r->room, r->n + 1, sizeof *r->list);
	r->list[r->n] = *e;
	r->list[r->n++].person = circle_add(r->circle, &e->who);
}

bool
roster_knows(struct source *in, size_t created, struct instant as_of)
{
	struct instant at;

	if (source_cell(in, created).len == 0)
		return true;
	if (!cell_read(in, created, instant_parse, &at))
		return false;
	if (instant_is_known(at, as_of))
		return true;
	tally_set_aside("later than as-of", 1);
	return false;
}

static int
compare_zones(const struct zone *a, const struct zone *b)
{
	if (a == NULL || b == NULL)
		return (a == NULL) - (b == NULL);
	return strcmp(zone_name(a), zone_name(b));
}

/* Of one day of the year, the one that tells the year of birth is the first. */
static int
compare_birthdays(const struct entry *a, const struct entry *b)
{
	if (a->birthday.month != b->birthday.month)
		return a->birthday.month - b->birthday.month;
	if (a->birthday.mday != b->birthday.mday)
		return a->birthday.mday - b->birthday.mday;
	return b->birthday.year - a->birthday.year;
}

static int
compare(const void *a, const void *b)
{
	const struct entry *l = a, *r = b;
	bool l_id = *l->who.customer_id != '\0';
	bool r_id = *r->who.customer_id != '\0';
	int c;

	if (l_id != r_id)
		return r_id - l_id;
	if ((c = strcmp(recipient_name(&l->who),
	    recipient_name(&r->who))) != 0 ||
	    (c = l->rank - r->rank) != 0 ||
	    (c = compare_birthdays(l, r)) != 0 ||
	    (c = strcmp(l->who.email, r->who.email)) != 0 ||
	    (c = strcmp(l->who.phone, r->who.phone)) != 0 ||
	    (c = strcmp(l->who.push_token, r->who.push_token)) != 0)
		return c;
	return compare_zones(recipient_zone(&l->who), recipient_zone(&r->who));
}

/* Sorted, persons have the order of the first row of each: theirs are brought
   together. */
void
roster_close(struct roster *r)
{
	struct dict *ranks = dict_new();
	struct entry *list = calloc(r->n + 1, sizeof *list);
	size_t *of = calloc(r->n + 1, sizeof *of);
	struct grouped g;

	if (list == NULL || of == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	if (r->n != 0)
		qsort(r->list, r->n, sizeof *r->list, compare);
	for (size_t i = 0; i < r->n; i++) {
		size_t *person = &r->list[i].person;

		*person = circle_person(r->circle, *person);
		of[i] = dict_add(ranks, (const char *)person, sizeof *person);
	}
	g = grouped_make(of, r->n, dict_count(ranks));
	for (size_t i = 0; i < r->n; i++)
		list[i] = r->list[g.things[i]];
	free(r->list);
	r->list = list;
	r->room = r->n + 1;
	grouped_free(&g);
	dict_free(ranks);
	free(of);
}

const struct entry *
roster_next(const struct roster *r, size_t *at, size_t *n)
{
	const struct entry *e = r->list + *at;

	if (*at == r->n)
		return NULL;
	for (*n = 1; *at + *n < r->n && e[*n].person == e->person; )
		++*n;
	*at += *n;
	return e;
}

static void
fill(const char **into, const char *text)
{
	if (**into == '\0')
		*into = text;
}

struct contact
roster_contact(const struct entry *e, size_t n)
{
	struct contact all = notice_contact(&e->who);

	for (size_t i = 1; i < n; i++) {
		struct contact own = notice_contact(&e[i].who);

		fill(&all.email, own.email);
		fill(&all.phone, own.phone);
		fill(&all.push_token, own.push_token);
	}
	return all;
}

const struct zone *
roster_zone(const struct entry *e, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct zone *zone = recipient_zone(&e[i].who);

		if (zone != NULL)
			return zone;
	}
	return instant_zone();
}
