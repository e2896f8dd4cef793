#ifndef FACTS_H
#define FACTS_H

#include <stdbool.h>

#include "dossier.h"
#include "flow.h"
#include "history.h"
#include "ledger.h"
#include "lens.h"
#include "opt.h"
#include "pool.h"
#include "pulse.h"
#include "trigger.h"
#include "upcoming.h"

/* All that a run knows, of whom and what it decides about. */
struct facts {
	struct instant as_of, until;	/* as-of, and that and the horizon */
	struct span max_delay;		/* of what is deferred */
	bool explicit_only;		/* implied consent isn't enough */
	const struct zone *zone;	/* of whom none is known; or NULL */
	struct flows *flows;
	struct triggers *triggers;
	struct dossier who;
	struct history *history;
	struct ledger *ledger;		/* NULL: none */
	bool is_explained;		/* all is told of it, whatever matters */
	struct planned *planned;	/* what it has that isn't due yet */
	struct going *going;		/* and what throttles count, if any */
	size_t n_planned, n_going;
	struct pulse everybody;		/* if any flow needs it */
	struct list asked;		/* columns to keep of rows and the book:
					   of --carry, then of conditions */
	struct lens *lens;		/* only those whom it shows; or NULL */
	struct pool *pool;		/* of the texts in candidates; who's */
};

/* The files that are read beside the operands. */
struct beside {
	struct dossier_files who;
	struct list history;
};

/*
 * Show those alone, from now on, who may be the same person as a customer.
 * Where a file can't be read twice, everybody is shown.
 */
void facts_narrow(struct facts *f, const char *customer_id,
    char *const files[], const struct common *common,
    const struct beside *beside);

/*
 * Read the operands as how says, then the files, and say how they found each
 * other.  f has the flows and what is by option.  Trouble is fatal.
 */
void facts_read(struct facts *f, char *const files[], struct common *common,
    struct trigger_reading *how, const struct beside *beside,
    const struct list *carry);
void facts_free(struct facts *f);

/* The text of a name in a condition, of the trigger at hand and an event (or
   NULL): see condition.h. */
struct saying {
	const struct facts *facts;
	const struct trigger *trigger;
	size_t person;
	const struct event *event;
};

condition_cell facts_cell;

#endif
