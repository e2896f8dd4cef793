#ifndef CARRY_H
#define CARRY_H

#include "book.h"
#include "candidate.h"
#include "value.h"

/* The columns of --carry, which go along in a send's data. */

/* Add names, a comma between them, to a struct list.  See value.h. */
value_parser carry_parse;

/* Every column must be somewhere: in the rows, or in the book.  Else fatal. */
void carry_check(const struct list *carry, const struct triggers *t,
    const struct book *b);

/*
 * The trigger's data, which has no members of these names, and the columns: the
 * row's own text, or where that is blank the book's.
 */
const char *carry_data(const struct list *carry, const struct book *b,
    const struct candidate *c, struct pool *p);

#endif
