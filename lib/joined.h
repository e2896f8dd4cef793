#ifndef JOINED_H
#define JOINED_H

#include <stddef.h>

#include "step.h"

/* How many orders are of somebody, or of a cart or an order, that the log has. */
struct joined;

struct joined *joined_new(void);
void joined_free(struct joined *j);

/* An order; one whose texts are one person's; and a step of the log. */
void joined_add(struct joined *j, const struct step *order);
void joined_unite(struct joined *j, const struct step *customer);
void joined_see(struct joined *j, const struct step *step);

/* Of how many orders, so many are. */
size_t joined_count(struct joined *j, size_t *of);

#endif
