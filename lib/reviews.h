#ifndef REVIEWS_H
#define REVIEWS_H

#include "event.h"
#include "notice.h"
#include "opt.h"
#include "person.h"

/*
 * What was reviewed, and what follows from it.  A review is of a product of an
 * order, of all that was ordered then, or of a product by somebody; whoever gave
 * a bad one last, or other bad answer, is in recovery until it is resolved, or a
 * time has passed.
 */
struct reviews;

struct reviews *reviews_new(const struct common *common, struct span recovery);
void reviews_free(struct reviews *r);

/* Read a file of survey responses, and join them to people. */
void reviews_load(struct reviews *r, const char *path, struct people *people);

/* No more files, and people are complete. */
void reviews_close(struct reviews *r, struct people *people,
    const struct events *resolved);

/* Has somebody reviewed this product of this order, or this person the product
   whenever they bought it? */
bool reviews_have(const struct reviews *r, const char *order_id,
    const char *sku, size_t person);

bool reviews_in_recovery(const struct reviews *r, size_t person);

/* How many are of people for whom wanted is, of *of. */
size_t reviews_matched(const struct reviews *r, const bool wanted[],
    size_t *of);

/* Add thanks for the good reviews, and an apology for each bad one that isn't
   resolved. */
void reviews_answer(const struct reviews *r, struct notices *all);

#endif
