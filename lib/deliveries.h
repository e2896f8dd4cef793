#ifndef DELIVERIES_H
#define DELIVERIES_H

#include "circle.h"
#include "patron.h"

/*
 * What people ordered and when it arrived: paid and placed orders, of which
 * delivered_at says so, in any row of theirs.  One that hasn't arrived is
 * awaited for a time, and then it just isn't known.
 */
struct deliveries;

struct received {
	bool awaits_more;
	bool any;
	struct instant last;		/* if any is known to have arrived */
};

struct deliveries *deliveries_new(const struct common *common,
    struct span awaited);
void deliveries_free(struct deliveries *d);

/* Read an option's files of orders, and join them to the circle's people. */
void deliveries_load(struct deliveries *d, const struct list *paths,
    struct circle *c);

/* No more files, and the others are closed: say, for the option, how the orders
   joined; see patrons_joined. */
void deliveries_close(struct deliveries *d, struct circle *c,
    const struct patrons *patrons, const char *option);

/* Then: what is known of a person. */
const struct received *deliveries_of(const struct deliveries *d,
    size_t person);

#endif
