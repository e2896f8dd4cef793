#ifndef ADDRESSEE_H
#define ADDRESSEE_H

#include <stdbool.h>
#include <stddef.h>

#include "dossier.h"
#include "send.h"
#include "target.h"

/* Somebody to be handed to a platform: a customer, or a send to one. */
struct addressee {
	size_t person;
	struct recipient own;		/* as their row has it */
	const struct send *send;	/* NULL: a customer */
	const char *email, *phone;	/* that they may be reached by; or "" */
	const char *group;		/* the file they are written to */
	const char **cells;		/* a text for each column asked for */
};

/* All of them, and the columns that are known of each. */
struct addressees {
	struct common *common;
	struct dossier who;
	struct list columns;
	bool are_sends, are_orders;	/* these: and no consent is in them */
	struct addressee *list;
	size_t n, room;
	bool *has;			/* has any table the column? */
};

/* Read the rows of files: sends, if they have a send_id, else customers.  The
   columns that are kept of each must be all there by now. */
void addressees_read(struct addressees *a, char *const files[]);

/* Read what the files beside them say of them, and fill what is blank by it;
   sends are put in the order in which they go. */
void addressees_join(struct addressees *a, const struct dossier_files *beside);

void addressees_free(struct addressees *a);

/* The number of a column, which is added if it is new. */
size_t addressees_column(struct addressees *a, const char *name);

/* What is told of somebody under the name of a column, the number of which is
   i. */
const char *addressee_text(const struct addressee *a, const char *column,
    size_t i);

#endif
