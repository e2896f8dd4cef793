#ifndef ROSTER_H
#define ROSTER_H

#include <stdbool.h>
#include <stddef.h>

#include "birthday.h"
#include "circle.h"
#include "contact.h"
#include "instant.h"
#include "recipient.h"

/*
 * Customers, by person.  Theirs are all rows joined by customer_id, e-mail or
 * phone, in an order that the rows' own doesn't matter for: by customer_id
 * bytewise, those without behind them by e-mail or phone, then by rank and what
 * else they say, but for at.
 */
struct roster;

/* A row, and the day of it that is asked about. */
struct entry {
	struct recipient who;
	size_t person;			/* by number, once people are complete */
	bool has;			/* it has one: */
	struct birthday birthday;
	struct instant at;
	int rank;			/* of one name the lower first */
	const void *what;		/* all else, for whoever added it */
};

struct roster *roster_new(struct circle *circle);
void roster_free(struct roster *r);

/* Was the current row's customer one at as_of, as the column created_at has it?
   A row that doesn't say is of one; false: it was set aside, or rejected. */
bool roster_knows(struct source *in, size_t created, struct instant as_of);

/* Add a row, of somebody who has a name; what it points to must live as long as
   r. */
void roster_add(struct roster *r, const struct entry *e);

/* No more rows, and the circle is closed. */
void roster_close(struct roster *r);

/* The rows of the next person from *at on, which is 0 at first; *n of them.  NULL:
   there are no more. */
const struct entry *roster_next(const struct roster *r, size_t *at, size_t *n);

/* Of a person's rows, the first that says it decides: how they are reached, by
   the name of the first row; and their zone, else the shop's. */
struct contact roster_contact(const struct entry *e, size_t n);
const struct zone *roster_zone(const struct entry *e, size_t n);

#endif
