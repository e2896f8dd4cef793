#ifndef PROFILE_H
#define PROFILE_H

#include <stddef.h>

#include "instant.h"
#include "source.h"

/*
 * What is known of an owner beside their figures: for each of a few columns,
 * the last cell that wasn't blank, by the time of its row and then by its id.
 * The order in which rows come doesn't matter.  An owner keeps a struct leaf *,
 * NULL where nothing is known yet.
 */
struct profile;
struct leaf;

enum { PROFILE_MOST = 32 };		/* columns */

struct profile *profile_new(size_t columns);
void profile_free(struct profile *p);

/* A row of an owner: when, which, and a cell for each column. */
void profile_add(struct profile *p, struct leaf **own, struct instant at,
    struct cell id, const struct cell cells[]);

/* What profile_add will want beside own is on its way into the cache. */
void profile_fetch(const struct leaf *own);

/* The last cell of each column, blank where there is none; valid until the
   owner's next row. */
void profile_cells(const struct profile *p, const struct leaf *own,
    struct cell cells[]);

#endif
