#ifndef RECALL_H
#define RECALL_H

#include <stdbool.h>
#include <stddef.h>

#include "ledger.h"

/*
 * What the ledger knows of the people of a run: what they were sent, and what
 * was reported of them, by as-of.  It is asked for them alone, however large
 * it is, and whoever is one person through it is one.
 */
struct facts;

/* Tell f, of which the files have been read and nothing is closed yet, what
   matters to its decisions; or, is_whole, all. */
void recall(struct ledger *l, struct facts *f, bool is_whole);

/* How many sends the ledger has by as-of. */
size_t recall_count(struct ledger *l, struct instant as_of);

#endif
