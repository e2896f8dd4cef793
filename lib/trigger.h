#ifndef TRIGGER_H
#define TRIGGER_H

#include <stdbool.h>
#include <stddef.h>

#include "event.h"
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
	struct instant began;		/* since_at, else at: exits count then */
	const char *since, *reason, *data;
	struct recipient who;
	const char *customer_id;	/* filled, whatever the row had */
	size_t person;			/* by number, once people are complete;
					   until then that of a text of theirs */
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
	const struct list *carry, *asked;	/* columns to keep: all of carry,
						   then others */
	struct people *people;		/* whom they are about is joined here */
	struct events *events;		/* and told when they ordered */
	bool skip_unknown;		/* rows of other flows are set aside */
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

/* People are complete: number whom they are about. */
void triggers_close(struct triggers *t, struct people *people);

size_t triggers_count(const struct triggers *t);
const struct trigger *triggers_get(const struct triggers *t, size_t i);

/* Had the rows the column asked for as number i? */
bool triggers_have(const struct triggers *t, size_t i);

#endif
