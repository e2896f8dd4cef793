#include "patron.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "churn.h"
#include "pool.h"
#include "tally.h"

struct patrons {
	struct pool *pool;
	struct recipient_columns at;
	size_t churn, is_active, first_at;	/* columns, or DICT_NONE */
	struct patron *list;
	size_t n, room;
	const struct patron **of;		/* by person */
};

static const char *const yes_or_no[] = { "yes", "no", NULL };
static const struct list nothing;

struct patrons *
patrons_new(void)
{
	struct pool *pool = pool_new();
	struct patrons *r = pool_bytes(pool, sizeof *r);

	*r = (struct patrons){ .pool = pool };
	return r;
}

void
patrons_free(struct patrons *r)
{
	free(r->list);
	pool_free(r->pool);
}

void
patrons_find(struct patrons *r, struct source *in, enum patron_want want)
{
	r->at = recipient_find(in, &nothing, r->pool);
	r->churn = r->is_active = r->first_at = DICT_NONE;
	if (want == PATRON_FIRST) {
		r->first_at = source_find(in, "first_order_at");
		return;
	}
	r->churn = source_find(in, "churn");
	r->is_active = source_find(in, "is_active");
	if (r->churn == DICT_NONE && r->is_active == DICT_NONE)
		errx(EXIT_TROUBLE, "%s:%lu: no column 'churn' or 'is_active': "
		    "churn-flag FILE > customers.csv", source_place(in).file,
		    source_place(in).line);
}

/* Which of the words is the cell, or -1 if it is blank?  False if it is none:
   then it is rejected. */
static bool
says(struct source *in, size_t column, const char *const words[], int *which)
{
	struct cell c = source_cell(in, column);
	const char *reason;

	*which = -1;
	reason = c.len == 0 ? NULL : choice_parse(c.text, words, which);
	if (reason != NULL)
		cell_reject(in, column, reason);
	return reason == NULL;
}

bool
patrons_read(struct patrons *r, struct source *in, struct patron *into)
{
	int churn, active;

	*into = (struct patron){ .has_ordered =
	    source_cell(in, r->first_at).len != 0 };
	if (!says(in, r->churn, churn_states(), &churn) ||
	    !says(in, r->is_active, yes_or_no, &active) ||
	    (into->has_ordered && !cell_read(in, r->first_at, instant_parse,
	    &into->first_at)))
		return false;
	into->is_active = churn == CHURN_ACTIVE ||
	    (active == 0 && churn != CHURN_CHURNED);
	return recipient_read_named(in, &r->at, r->pool, &into->who);
}

void
patrons_add(struct patrons *r, const struct patron *m)
{
	r->list = pool_grow(r->list, &r->room, r->n + 1, sizeof *r->list);
	r->list[r->n++] = *m;
}

/* Those without a customer_id come behind. */
static int
compare_texts(const struct patron *a, const struct patron *b)
{
	const char *const l[] = { recipient_name(&a->who), a->who.email,
	    recipient_address(&a->who, CHANNEL_SMS), a->who.push_token };
	const char *const r[] = { recipient_name(&b->who), b->who.email,
	    recipient_address(&b->who, CHANNEL_SMS), b->who.push_token };
	int order = (*a->who.customer_id == '\0') -
	    (*b->who.customer_id == '\0');

	for (size_t i = 0; order == 0 && i < sizeof l / sizeof *l; i++)
		order = strcmp(l[i], r[i]);
	return order;
}

static int
by_person(const void *l, const void *r)
{
	const struct patron *a = l, *b = r;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	return compare_texts(a, b);
}

/* What another row of the same person adds. */
static void
merge(struct patron *into, const struct patron *more)
{
	if (*into->who.email == '\0')
		into->who.email = more->who.email;
	if (!into->who.can_dial && more->who.can_dial) {
		into->who.phone = more->who.phone;
		into->who.can_dial = true;
	}
	if (*into->who.push_token == '\0')
		into->who.push_token = more->who.push_token;
	into->is_active |= more->is_active;
	if (more->has_ordered && (!into->has_ordered ||
	    instant_is_later(into->first_at, more->first_at)))
		into->first_at = more->first_at;
	into->has_ordered |= more->has_ordered;
}

void
patrons_close(struct patrons *r, struct people *people, const char *kind)
{
	size_t kept = 0, rows = r->n;

	for (size_t i = 0; i < r->n; i++)
		r->list[i].person = people_text(people, r->list[i].person,
		    NULL, NULL);
	if (r->n != 0)
		qsort(r->list, r->n, sizeof *r->list, by_person);
	for (size_t i = 0; i < r->n; i++)
		if (kept != 0 && r->list[kept - 1].person ==
		    r->list[i].person)
			merge(&r->list[kept - 1], &r->list[i]);
		else
			r->list[kept++] = r->list[i];
	r->n = kept;
	if (kind != NULL && kept < rows)
		tally_set_aside(kind, rows - kept);
	r->of = pool_bytes(r->pool, (people_count(people) + 1) *
	    sizeof *r->of);
	for (size_t i = 0; i < r->n; i++)
		r->of[r->list[i].person] = &r->list[i];
}

const struct patron *
patrons_all(const struct patrons *r, size_t *n)
{
	*n = r->n;
	return r->list;
}

const struct patron *
patrons_of(const struct patrons *r, size_t person)
{
	return r->of[person];
}

void
patrons_name(const struct patron *m, struct recipient *row)
{
	row->customer_id = recipient_name(&m->who);
	if (*m->who.email != '\0')
		row->email = m->who.email;
	if (m->who.can_dial) {
		row->phone = m->who.phone;
		row->can_dial = true;
	}
	if (*m->who.push_token != '\0')
		row->push_token = m->who.push_token;
}

void
patrons_joined(const struct patrons *r, const char *option, size_t n, size_t of)
{
	if (n == 0 && of != 0 && r->n != 0)
		errx(EXIT_TROUBLE, "%s: none of the rows is about one of "
		    "them", option);
	tally_joined(option, n, of);
}
