#ifndef PROFILE_H
#define PROFILE_H

#include <stddef.h>

#include "instant.h"
#include "source.h"

/*
 * What is known of each owner (a small number) beside their figures: for each
 * of a few columns, the last cell that wasn't blank, by the time of its row
 * and then by its id.  The order in which rows come doesn't matter.
 */
struct profile;

struct profile *profile_new(size_t columns);
void profile_free(struct profile *p);

/* A row of an owner: when, which, and a cell for each column. */
void profile_add(struct profile *p, size_t owner, struct instant at,
    struct cell id, const struct cell cells[]);

/* As dayset_fetch and dayset_fetch_more, of what profile_add will want. */
void profile_fetch(const struct profile *p, size_t owner);
void profile_fetch_more(const struct profile *p, size_t owner);

/* The last cell of a column; "" if there is none.  Valid until the next add. */
const char *profile_cell(const struct profile *p, size_t owner,
    size_t column);

#endif
