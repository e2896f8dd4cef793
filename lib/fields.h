#ifndef FIELDS_H
#define FIELDS_H

#include "dict.h"
#include "opt.h"
#include "send.h"
#include "source.h"

/* What the names in templates mean, beyond a send's data: columns of its person's
   customer records, then of the send. */
struct fields;

/* The names, by number, must not change any more; "language" is one. */
struct fields *fields_new(const struct common *common,
    const struct dict *names);
void fields_free(struct fields *f);

/* Read files of customers. */
void fields_load(struct fields *f, const struct list *paths);

/* Ask for the columns of a table of sends; and look at its current row, which is
   this send. */
void fields_find(struct fields *f, struct source *in);
void fields_take(struct fields *f, struct source *in, const struct send *s);

/* What the row's person has of that name, or else the row; "": nothing. */
const char *fields_text(const struct fields *f, const char *name);

/* Say how many sends are to somebody known.  Where none of them is, the files were
   of others: fatal. */
void fields_say_joined(const struct fields *f);

#endif
