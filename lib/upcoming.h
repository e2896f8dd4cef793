#ifndef UPCOMING_H
#define UPCOMING_H

#include "send.h"
#include "sql.h"

/* What the ledger has that is still to come, or has just gone. */
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

/* Tell f of them, and join to people whom the former are to. */
void upcoming_read(struct sql *sql, struct facts *f);

#endif
