#ifndef DEED_H
#define DEED_H

#include <stdbool.h>
#include <stddef.h>

#include "circle.h"
#include "opt.h"
#include "pool.h"
#include "roster.h"
#include "version.h"

/*
 * What somebody did, as one row of a file of customers, orders or events says:
 * what may begin something between them and the shop.
 */
enum deed_is {
	DEED_CREATED,		/* they became a customer */
	DEED_FIRST_ORDER,	/* they ordered; so a customer table says */
	DEED_SUBSCRIBED,
	DEED_RETURNED,		/* they asked to send something back */
	DEED_ORDERED
};

struct deed {
	enum deed_is is;
	struct instant at;
	const struct recipient *who;		/* as the row has them */
	const char *order_id, *sku, *total, *currency;	/* "": not said */
	struct version version;	/* of an order */
	bool counts;		/* it is the row that does, of an order that stands */
};

/* The kinds of files. */
enum deed_file { DEED_CUSTOMERS, DEED_ORDERS, DEED_EVENTS };

/* Where deeds go.  Each row is an entry of the roster: its "what" is a deed,
   or NULL, where a customer's row tells of none. */
struct deeds {
	struct common *common;
	struct pool *pool;
	struct circle *circle;
	struct roster *roster;
	struct deed **orders;		/* all their rows */
	size_t n_orders, room;
};

/* Read the operands: files of one kind, which their columns tell. */
void deeds_read(struct deeds *d, char *const files[]);

/* Read an option's files, which are fatal if they are of another kind; of
   accounts each row says who has one, and is no deed; one at fault is fatal.
   Once all are read and people are complete, say how many rows are of people of
   the operands; where no account is of anybody, that is fatal. */
struct deed_files {
	const char *option;
	const struct list *paths;
	enum deed_file kind;
	bool is_accounts;
	size_t *texts, n, room;		/* of people, one a row */
};
void deeds_read_beside(struct deeds *d, struct deed_files *b);
void deeds_say_joined(const struct deeds *d, struct deed_files *b);

/* All are read: of the rows of an order that stands one counts, the others are
   set aside, and so are those of one that doesn't. */
void deeds_settle(struct deeds *d);

/* Has a person, by number, an account? */
bool deeds_have_account(const struct deeds *d, size_t person);

/* In the order of time; of one time by all else that rows say. */
int deed_compare(const struct deed *a, const struct deed *b);

#endif
