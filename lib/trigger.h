#ifndef TRIGGER_H
#define TRIGGER_H

#include <stdbool.h>
#include <stddef.h>

#include "flow.h"
#include "instant.h"
#include "opt.h"
#include "person.h"
#include "recipient.h"

/* An occasion to write to someone: it starts a flow. */
struct trigger {
	const struct flow *flow;
	const char *id;
	struct instant at;
	struct instant expires;		/* if may_expire */
	bool may_expire;
	struct instant last_order, ordered_again;	/* if is_over */
	bool is_over;			/* the customer ordered since */
	const char *since, *reason, *data;
	struct recipient who;
	const char *customer_id;	/* filled, whatever the row had */
	struct place place;		/* row is kept for --rejects only */
};

/*
 * The triggers of a run, by flow and trigger_id: those read as such, and those
 * made of customers, orders, lines and events (see sendlist-flows(5)).
 */
struct triggers;

/* What the operands are read by. */
struct trigger_reading {
	struct flows *flows;
	const struct flow *flow;	/* of --flow, or NULL */
	const struct list *carry;
	struct people *people;		/* whom they are about is joined here */
};

/*
 * Read the operands.  Of two rows of one flow and trigger_id, one is used,
 * whatever order they come in.  Fatal: rows of no known kind, a flow that
 * isn't known.  Where --as-of or --tz weren't given, common gets those of a
 * customer table.
 */
struct triggers *triggers_read(char *const files[], struct common *common,
    const struct trigger_reading *how);
void triggers_free(struct triggers *t);

size_t triggers_count(const struct triggers *t);
const struct trigger *triggers_get(const struct triggers *t, size_t i);

/* Had the rows the column numbered i of carry? */
bool triggers_carry(const struct triggers *t, size_t i);

#endif
