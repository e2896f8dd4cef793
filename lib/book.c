#include "book.h"

#include <err.h>
#include <stdlib.h>

#include "dict.h"
#include "opt.h"

struct book {
	const struct list *carry;
	struct pool *pool;
	struct recipient *records;
	size_t n, room;
	bool *carries;
	size_t people;
	struct recipient **by_person;
};

struct book *
book_new(const struct list *carry)
{
	struct book *b = calloc(1, sizeof *b);

	if (b == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	b->carry = carry;
	b->pool = pool_new();
	b->carries = pool_bytes(b->pool, carry->n + 1);
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
    struct people *people)
{
	struct source *in = source_open_side(path, common);
	struct recipient_columns at = recipient_find(in, b->carry, b->pool);
	struct recipient r;

	if (at.customer_id == DICT_NONE && at.email == DICT_NONE &&
	    at.phone == DICT_NONE)
		errx(EXIT_TROUBLE, "%s:1: no customers (want a column "
		    "customer_id, email or phone)", path);
	for (size_t i = 0; i < b->carry->n; i++)
		if (at.carried[i] != DICT_NONE)
			b->carries[i] = true;
	while (source_next(in)) {
		if (!recipient_read(in, &at, b->pool, &r))
			continue;
		people_join(people, r.customer_id, r.email, r.phone);
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
fill_carried(struct book *b, const char *const *into, const char *const *more)
{
	const char **both;

	if (b->carry->n == 0)
		return NULL;
	both = pool_bytes(b->pool, b->carry->n * sizeof *both);
	for (size_t i = 0; i < b->carry->n; i++)
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
	if (!into->can_dial && more->can_dial) {
		into->phone = more->phone;
		into->can_dial = true;
	}
	for (int c = 0; c < CHANNELS; c++)
		into->denied[c] = into->denied[c] || more->denied[c];
	into->carried = fill_carried(b, into->carried, more->carried);
}

void
book_close(struct book *b, struct people *people)
{
	b->people = people_count(people);
	b->by_person = pool_bytes(b->pool,
	    (b->people + 1) * sizeof *b->by_person);
	for (size_t i = 0; i < b->n; i++) {
		struct recipient *r = &b->records[i];
		size_t person = people_find(people, r->customer_id, r->email,
		    r->phone);

		if (person == DICT_NONE)
			continue;
		if (b->by_person[person] == NULL)
			b->by_person[person] = r;
		else
			merge(b, b->by_person[person], r);
	}
}

const struct recipient *
book_find(const struct book *b, size_t person)
{
	return person < b->people ? b->by_person[person] : NULL;
}

size_t
book_count(const struct book *b)
{
	return b->n;
}

bool
book_carries(const struct book *b, size_t i)
{
	return b->carries[i];
}
