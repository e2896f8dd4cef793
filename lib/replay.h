#ifndef REPLAY_H
#define REPLAY_H

#include <stddef.h>

#include "ledger.h"
#include "send.h"
#include "sink.h"

/* Batches of the ledger, printed as they were planned. */

/* Where their rows go, by action; NULL: nowhere. */
struct outlets {
	struct sink *to[ACTIONS];
};

/* A batch; fatal where there is none of that number.  And those that were
   planned and not offered, up to a number; how many there were. */
void replay_batch(struct ledger *l, int64_t batch, const struct outlets *out);
size_t replay_planned(struct ledger *l, int64_t last,
    const struct outlets *out);

#endif
