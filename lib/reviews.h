#ifndef REVIEWS_H
#define REVIEWS_H

#include "circle.h"
#include "notice.h"

/*
 * What was reviewed, and what follows from it.  A review is of a product of an
 * order, of all that was ordered then, or of a product by somebody.  Whoever
 * gave a bad answer is in recovery until it is resolved, a time has passed, or,
 * if it is a review, a good one of the same thing followed.
 */
struct reviews;

struct reviews *reviews_new(const struct common *common, struct span recovery);
void reviews_free(struct reviews *r);

/* Read an option's files of survey responses, and join them to the circle's
   people. */
void reviews_load(struct reviews *r, const struct list *paths,
    struct circle *c);

/* No more files, the circle is closed, and this is what people did: say, for
   the option, how they joined. */
void reviews_close(struct reviews *r, struct circle *c,
    const struct events *resolved, const char *option);

/* Has somebody reviewed this product of this order, or this person the product
   whenever they bought it? */
bool reviews_have(const struct reviews *r, const char *order_id,
    const char *sku, size_t person);

bool reviews_in_recovery(const struct reviews *r, size_t person);

/* Add thanks for the good reviews, and an apology for each bad one that puts
   somebody in recovery; of those that share an id, the last counts. */
void reviews_answer(const struct reviews *r, struct notices *all);

#endif
