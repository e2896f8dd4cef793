#ifndef REGULARS_H
#define REGULARS_H

#include "customer.h"
#include "event.h"
#include "history.h"
#include "opt.h"
#include "recipient.h"

/*
 * The customers of a run as people, several of whom may be one, and what files
 * beside it tell of them.
 */
struct regulars;

struct regulars_files {
	struct list engagement;		/* events and orders */
	struct list history;		/* what was sent */
	struct list suppress;
};

struct regular {
	const struct customer *customer;
	struct recipient who;
	size_t person;			/* by number */
	bool is_last;			/* of the person's who bought, they
					   ordered last; and of one, */
	struct instant last;		/* any order of the person's, the last */
};

/* Read them, and say how the files joined.  how is as for customers_read. */
struct regulars *regulars_read(char *const operands[], struct common *common,
    const struct purchases *how, const struct regulars_files *files);
void regulars_free(struct regulars *all);

const struct customers *regulars_customers(const struct regulars *all);
const struct history *regulars_history(const struct regulars *all);
const struct regular *regulars_get(const struct regulars *all, size_t i);

/* What a person did, by when; and do they not want to be written to, on whatever
   channel, by a row of theirs or a suppression file? */
const struct event *regulars_did(const struct regulars *all, size_t person,
    size_t *n);
bool regulars_refused(const struct regulars *all, size_t person,
    struct instant as_of);

#endif
