#ifndef PATRON_H
#define PATRON_H

#include <stdbool.h>
#include <stddef.h>

#include "person.h"
#include "recipient.h"

/*
 * Whom customer tables are about, each person once: of several rows the one of
 * the first customer_id, bytewise, one without is behind them, with what is
 * blank there from the others.
 */
struct patrons;

struct patron {
	struct recipient who;
	size_t person;			/* a text of theirs, until all are
					   known: then their number */
	bool is_active;			/* churn is active, or is_active yes and
					   churn not churned */
	bool has_ordered;		/* first_order_at is there */
	struct instant first_at;
};

struct patrons *patrons_new(void);
void patrons_free(struct patrons *r);

/* Where the next table has what is wanted: who is active, fatal where neither
   column tells, or when they first ordered. */
enum patron_want { PATRON_ACTIVE, PATRON_FIRST };
void patrons_find(struct patrons *r, struct source *in,
    enum patron_want want);

/* Read the current row, all but the person; or reject it, or set it aside, and
   return false.  And add it, once its person is known. */
bool patrons_read(struct patrons *r, struct source *in, struct patron *into);
void patrons_add(struct patrons *r, const struct patron *m);

/* No more rows, and people are complete.  Rows of somebody whom another is
   about are set aside as this kind, unless it is NULL. */
void patrons_close(struct patrons *r, struct people *people, const char *kind);

/* Then: all of them; and the one who is this person, or NULL. */
const struct patron *patrons_all(const struct patrons *r, size_t *n);
const struct patron *patrons_of(const struct patrons *r, size_t person);

/* Make row, one of another table, say who they are and how they are reached as
   theirs do; what those leave blank stays. */
void patrons_name(const struct patron *m, struct recipient *row);

/* Say how many of the rows of an option's files are about one of them; fatal
   where none is, unless there are none of either. */
void patrons_joined(const struct patrons *r, const char *option, size_t n,
    size_t of);

#endif
