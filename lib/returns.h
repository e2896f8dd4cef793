#ifndef RETURNS_H
#define RETURNS_H

#include "circle.h"

/*
 * What came back, or was refunded, as events name it by its order, whoever they
 * are of.
 */
struct returns;

struct returns *returns_new(const struct common *common);
void returns_free(struct returns *r);

/* Read files of events, and join who they are of to the circle's people.  And
   when it is closed: say, for the option, how they joined. */
void returns_load(struct returns *r, const struct list *paths,
    struct circle *c);
void returns_close(struct returns *r, struct circle *c, const char *option);

/* Did this product of an order come back, or the whole order? */
bool returns_have(const struct returns *r, const char *order_id,
    const char *sku);

/* What else the events say of people. */
const struct events *returns_events(const struct returns *r);

#endif
