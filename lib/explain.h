#ifndef EXPLAIN_H
#define EXPLAIN_H

#include "facts.h"

/*
 * Tell on standard output, as text, how it is decided about one customer, by
 * their customer_id or e-mail: the records of their person in the files of
 * customers, what they did, what they were sent, each rule in turn with what it
 * saw, and the verdicts, which are those of the whole run.  Fatal where nothing
 * is known of them.
 */
void explain(struct facts *f, const char *customer, int catch_up,
    const struct list *customers, const struct common *common);

#endif
