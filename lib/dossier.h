#ifndef DOSSIER_H
#define DOSSIER_H

#include <stdbool.h>

#include "book.h"
#include "consent.h"
#include "event.h"
#include "opt.h"
#include "person.h"
#include "pool.h"
#include "suppression.h"

/*
 * What the files beside the operands say of people: how they are reached, what
 * they said of being written to, what they did, and who is listed.
 */
struct dossier {
	struct people *people;
	struct book *book;
	struct suppression *suppression;
	struct consents *consents;
	struct events *events;
	struct pool *pool;	/* of texts made about them */
};

struct dossier_files {
	struct list customers, suppress, consent, events;
};

/* An empty one.  The columns asked for are kept of customers, and of events;
   both lists must live as long as it. */
struct dossier dossier_new(const struct list *of_customers,
    const struct list *of_events);
void dossier_free(struct dossier *d);

/* Read the files, and join them to people.  In all but the customers' a row that
   can't be read is fatal, and why is said behind it: for want of it somebody
   would be written to.  NULL: nobody is, and it is only rejected. */
void dossier_read(struct dossier *d, const struct dossier_files *files,
    const struct common *common, const char *why);

/* No more rows, and people are complete. */
void dossier_close(struct dossier *d);

/* Say how many of the files' rows are of people for whom wanted is, but for the
   customers; and which suppressions are old as of then. */
void dossier_say(const struct dossier *d, const struct dossier_files *files,
    const bool wanted[], struct instant as_of);

#endif
