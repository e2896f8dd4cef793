#include "book.h"

#include <err.h>
#include <stdlib.h>

#include "dict.h"
#include "map.h"
#include "opt.h"
#include "purchase.h"
#include "tally.h"

/* What records say together; until there are two it is the one itself. */
struct slot {
	const struct recipient *all;
	struct recipient *own;		/* all, if it is of several */
};

enum { PERSON = KNOWN_RECORDS - 1 };	/* what is known of all that they are */

struct book {
	const struct list *asked;
	struct pool *pool;
	struct recipient *records;
	size_t n, room;
	bool *has;
	struct people *people;
	struct slot *by_text, *by_person;
};

struct book *
book_new(const struct list *asked)
{
	struct book *b = calloc(1, sizeof *b);

	if (b == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	b->asked = asked;
	b->pool = pool_new();
	b->has = pool_bytes(b->pool, asked->n + 1);
	return b;
}

void
book_free(struct book *b)
{
	if (b == NULL)
		return;
	pool_free(b->pool);
	free(b->records);
	free(b);
}

void
book_load(struct book *b, const char *path, const struct common *common,
    struct people *people, struct events *events)
{
	struct source *in = source_open_side(path, common);
	struct recipient_columns at = recipient_find(in, b->asked, b->pool);
	struct purchase_columns bought = purchases_find(in);
	struct recipient r;
	size_t who;

	if (at.customer_id == DICT_NONE && at.email == DICT_NONE &&
	    at.phone == DICT_NONE) {
		map_refuse_export(source_names(in), "customer_id", path);
		errx(EXIT_TROUBLE, "%s:1: no customers (want a column "
		    "customer_id, email or phone)", path);
	}
	for (size_t i = 0; i < b->asked->n; i++)
		if (at.asked[i] != DICT_NONE)
			b->has[i] = true;
	while (source_next(in)) {
		if (!recipient_read_named(in, &at, b->pool, &r))
			continue;
		who = recipient_join(&r, people);
		if (!purchases_read(in, &bought, who, common->as_of, events))
			continue;
		b->records = pool_grow(b->records, &b->room, b->n + 1,
		    sizeof *b->records);
		b->records[b->n++] = r;
	}
	source_close(in);
}

/* Where the person's record is blank, take the text of this one. */
static void
fill(const char **into, const char *text)
{
	if (**into == '\0')
		*into = text;
}

static const char *const *
fill_cells(struct book *b, const char *const *into, const char *const *more)
{
	const char **both;

	if (b->asked->n == 0)
		return NULL;
	both = pool_bytes(b->pool, b->asked->n * sizeof *both);
	for (size_t i = 0; i < b->asked->n; i++)
		both[i] = into[i] != NULL && *into[i] != '\0' ? into[i] :
		    more[i];
	return both;
}

static void
merge(struct book *b, struct recipient *into, const struct recipient *more)
{
	fill(&into->customer_id, more->customer_id);
	fill(&into->email, more->email);
	fill(&into->push_token, more->push_token);
	if (into->zone == NULL)
		into->zone = more->zone;
	if (into->country == NULL)
		into->country = more->country;
	if (!into->can_dial && more->can_dial) {
		into->phone = more->phone;
		into->can_dial = true;
	}
	into->cells = fill_cells(b, into->cells, more->cells);
}

static void
add(struct book *b, struct slot *slot, const struct recipient *r)
{
	if (slot->all == NULL) {
		slot->all = r;
		return;
	}
	if (slot->own == NULL) {
		slot->own = pool_bytes(b->pool, sizeof *slot->own);
		*slot->own = *slot->all;
		slot->all = slot->own;
	}
	merge(b, slot->own, r);
}

/* The slot of all records that have the text; NULL: none. */
static struct slot *
slot_of(const struct book *b, char kind, const char *text)
{
	size_t i = people_find_text(b->people, kind, text);

	return i != DICT_NONE ? &b->by_text[i] : NULL;
}

void
book_close(struct book *b, struct people *people)
{
	b->people = people;
	if (b->n == 0)
		return;
	b->by_text = pool_bytes(b->pool,
	    people_texts(people) * sizeof *b->by_text);
	b->by_person = pool_bytes(b->pool,
	    people_count(people) * sizeof *b->by_person);
	for (size_t i = 0; i < b->n; i++) {
		const struct recipient *r = &b->records[i];
		struct slot *of_id = slot_of(b, 'c', r->customer_id);
		struct slot *of_email = slot_of(b, 'e', r->email);
		size_t person = people_find(people, recipient_name(r), NULL,
		    NULL);

		if (of_id != NULL)
			add(b, of_id, r);
		if (of_email != NULL)
			add(b, of_email, r);
		if (person != DICT_NONE)
			add(b, &b->by_person[person], r);
	}
}

bool
book_knows(const struct book *b, size_t person)
{
	return b->n > 0 && b->by_person[person].all != NULL;
}

struct known
book_find(const struct book *b, const struct recipient *who, size_t person)
{
	const struct slot *of_id, *of_email;

	if (b->n == 0)
		return (struct known){ { NULL } };
	of_id = slot_of(b, 'c', who->customer_id);
	of_email = slot_of(b, 'e', who->email);
	return (struct known){ {
		of_id != NULL ? of_id->all : NULL,
		of_email != NULL ? of_email->all : NULL,
		b->by_person[person].all
	} };
}

const char *
known_address(const struct known *k, enum channel c)
{
	for (int i = 0; i < KNOWN_RECORDS; i++)
		if (k->by[i] != NULL && *recipient_address(k->by[i], c) != '\0')
			return recipient_address(k->by[i], c);
	return "";
}

/* Has somebody an address that isn't shared, by their own records? */
static bool
has_own_address(const struct known *k)
{
	return (k->by[0] != NULL && *k->by[0]->email != '\0') ||
	    (k->by[1] != NULL && *k->by[1]->email != '\0');
}

const char *
known_cell(const struct known *k, size_t column)
{
	for (int i = 0; i < KNOWN_RECORDS; i++) {
		const char *text = k->by[i] != NULL ?
		    k->by[i]->cells[column] : NULL;

		if (i == PERSON && has_own_address(k))
			break;
		if (text != NULL && *text != '\0')
			return text;
	}
	return "";
}

size_t
book_count(const struct book *b)
{
	return b->n;
}

bool
book_has(const struct book *b, size_t i)
{
	return b->has[i];
}
