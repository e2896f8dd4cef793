#ifndef OUTCOME_H
#define OUTCOME_H

#include "carry.h"
#include "facts.h"
#include "retract.h"

/*
 * What a run decided, on its way out.  With a ledger it is planned there
 * before any of it is printed, and offered once all of it was; what an earlier
 * run planned and couldn't print goes before it.
 */
struct outcome {
	struct facts *facts;
	const struct candidates *candidates;
	const struct retracts *retracts;
	const struct list *carry;
	const char *denied, *held, *retract;	/* files, or NULL */
	bool is_dry;			/* the ledger isn't written to */
};

/* Write it, and return how the tool should exit. */
int outcome_write(const struct outcome *o, const struct common *common);

/* Write a batch of a ledger once more; or, if that is 0, list those that aren't
   sent. */
int outcome_ask(const char *ledger, int batch, struct span wait,
    const struct outcome *o, const struct common *common);

#endif
