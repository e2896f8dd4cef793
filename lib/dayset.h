#ifndef DAYSET_H
#define DAYSET_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Sets of days, one for each owner, who is a small number.  A set takes 16
 * bytes, and 64 more for each 448 days in which its owner has one outside of the
 * 64 of the first, so it grows with owners and years, not with how often a day is
 * added.
 */
struct dayset;

struct dayset *dayset_new(void);
void dayset_free(struct dayset *d);

/* Add a day (as struct day numbers it); true if the owner hadn't that one. */
bool dayset_add(struct dayset *d, size_t owner, int day);

/* What dayset_add will want of an owner, on its way into the cache: first the
   one, and when that is there the other. */
void dayset_fetch(const struct dayset *d, size_t owner);
void dayset_fetch_more(const struct dayset *d, size_t owner);

/* The owner's first day that is later than *day, into it; false: none is. */
bool dayset_next(const struct dayset *d, size_t owner, int *day);

#endif
