#ifndef RECALL_H
#define RECALL_H

#include "ledger.h"
#include "send.h"

/*
 * What the ledger knows of the people of a run: what they were sent, and what
 * was reported of them, by as-of.  It is asked for them alone, however large
 * it is, and whoever is one person through it is one.
 */
struct facts;

/* A send that was planned and isn't due by as-of, or was never offered. */
struct planned {
	struct send send;
	size_t person;		/* by number, once people are complete; until
				   then that of a text of theirs */
};

/* A send that a throttle counts. */
struct going {
	int64_t at;
	enum channel channel;
	const char *domain;
};

/* Tell f, of which the files have been read and nothing is closed yet. */
void recall(struct ledger *l, struct facts *f);

/* How many sends the ledger has by as-of. */
size_t recall_count(struct ledger *l, struct instant as_of);

#endif
