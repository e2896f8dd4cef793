#ifndef OCCASION_H
#define OCCASION_H

#include "instant.h"
#include "pool.h"
#include "recipient.h"
#include "source.h"

/*
 * Why a row that isn't a trigger is one all the same: a customer who last
 * ordered then, an order, one of its lines, an event.
 */
struct occasion {
	const char *id;			/* the trigger_id */
	const char *since, *reason;
	struct instant at;		/* when it came to be; or */
	bool once;			/* there is no telling when */
	bool is_order;			/* they ordered then */
	struct instant ordered_again;	/* a customer's last order of any kind */
	bool is_over;			/* that is later than their last purchase */
	bool is_no_order;		/* a test, a cancelled or unpaid one */
};

/* Where a table has all this. */
struct occasion_columns {
	size_t last_order, last_any, created, status, cancelled, ordered, event_at, event;
	size_t order, sku, segment, pocket, pocket_reason;
};

struct occasion_columns occasion_find(struct source *in);

/* Read the row, which is about this person; or reject it, and return false. */
bool occasion_read(struct source *in, const struct occasion_columns *at,
    const char *person, struct instant as_of, struct pool *p,
    struct occasion *into);

#endif
