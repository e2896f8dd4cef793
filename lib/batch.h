#ifndef BATCH_H
#define BATCH_H

#include <stddef.h>

#include "ledger.h"
#include "send.h"
#include "sink.h"

/*
 * A batch is what one run decided: planned in the ledger before any of it is
 * printed, offered once all of it was, and sent once whoever mails says so.
 */

/* Sends in the order in which they are printed, made one by one. */
struct sends {
	size_t n;
	struct send (*get)(void *ctx, size_t i);
	void *ctx;
};

/* Fatal where the ledger has a batch that was decided later. */
void batch_check(struct ledger *l, struct instant decided_at);

/* Add a batch, within a transaction, and return its number; 0: there was
   nothing to add. */
int64_t batch_add(struct ledger *l, struct instant decided_at,
    const struct sends *sends);

/* A batch that was planned has been printed; 0: all of them. */
void batches_offer(struct ledger *l, int64_t batch);

/* Whoever mails says that they were sent; false: there is no such batch, or it
   wasn't offered. */
bool batch_confirm(struct ledger *l, int64_t batch);

/* The number of the last; 0: there is none.  Write those after one; or, if that
   is -1, those that nobody has confirmed; and say how many these are. */
int64_t batch_last(struct ledger *l);
void batches_list(struct ledger *l, int64_t after, struct sink *out);
void batches_say_unconfirmed(struct ledger *l, struct instant as_of);
const char *const *batch_columns(void);


/* How many sends, and held ones, each of the last runs by then had of a flow,
   the last first, so many at most; how many runs there are. */
size_t batch_runs(struct ledger *l, const char *flow, struct instant as_of,
    size_t counts[], size_t most);

#endif
