#include "fields.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "blank.h"
#include "book.h"
#include "event.h"
#include "person.h"

struct fields {
	const struct common *common;
	const struct dict *names;
	struct list asked;		/* the same */
	struct pool *pool;
	struct people *people;
	struct events *events;		/* of no matter here */
	struct book *book;
	bool has_customers;
	size_t *columns;		/* of the sends, by name */
	struct source *in;
	struct known known;
	bool is_known;
	size_t sends, joined;
};

struct fields *
fields_new(const struct common *common, const struct dict *names)
{
	static const struct list none;
	struct fields *f = calloc(1, sizeof *f);
	size_t n = dict_count(names);

	if (f == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	f->common = common;
	f->names = names;
	f->pool = pool_new();
	f->people = people_new();
	f->events = events_new(&none);
	f->asked.items = pool_bytes(f->pool, (n + 1) *
	    sizeof *f->asked.items);
	for (size_t i = 0; i < n; i++)
		f->asked.items[i] = dict_key(names, i);
	f->asked.n = n;
	f->book = book_new(&f->asked);
	f->columns = pool_bytes(f->pool, (n + 1) * sizeof *f->columns);
	return f;
}

void
fields_free(struct fields *f)
{
	book_free(f->book);
	events_free(f->events);
	people_free(f->people);
	pool_free(f->pool);
	free(f);
}

void
fields_load(struct fields *f, const struct list *paths)
{
	for (size_t i = 0; i < paths->n; i++)
		book_load(f->book, paths->items[i], f->common, f->people,
		    f->events);
	f->has_customers = paths->n > 0;
	book_close(f->book, f->people);
}

void
fields_find(struct fields *f, struct source *in)
{
	for (size_t i = 0; i < f->asked.n; i++)
		f->columns[i] = source_find(in, f->asked.items[i]);
}

void
fields_take(struct fields *f, struct source *in, const struct send *s)
{
	struct recipient who = { .customer_id = s->customer_id, .email = "",
	    .phone = "", .push_token = "" };
	size_t person;

	if (s->channel == CHANNEL_EMAIL)
		who.email = s->address;
	else if (s->channel == CHANNEL_SMS)
		who.phone = s->address;
	person = people_find(f->people, who.customer_id, who.email, who.phone);
	f->in = in;
	f->is_known = person != DICT_NONE && book_knows(f->book, person);
	if (f->is_known)
		f->known = book_find(f->book, &who, person);
	f->sends++;
	f->joined += f->is_known;
}

const char *
fields_text(const struct fields *f, const char *name)
{
	size_t i = dict_find(f->names, name, strlen(name));
	const char *text = "";

	if (i == DICT_NONE)
		return "";
	if (f->is_known)
		text = known_cell(&f->known, i);
	return !blank_is(text, strlen(text)) ? text :
	    source_cell(f->in, f->columns[i]).text;
}

void
fields_say_joined(const struct fields *f)
{
	if (!f->has_customers)
		return;
	tally_joined("--customers", f->joined, f->sends);
	if (f->sends > 0 && f->joined == 0 && book_count(f->book) > 0)
		errx(EXIT_TROUBLE, "--customers: none of the sends is to one "
		    "of them");
}
