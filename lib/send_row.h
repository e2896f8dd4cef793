#ifndef SEND_ROW_H
#define SEND_ROW_H

#include "pool.h"
#include "send.h"
#include "source.h"

/* Send records as they are read: our own output of earlier runs. */
struct send_columns {
	size_t id, action, at, channel, address, customer, flow, step, class,
	    template, trigger, triggered, decided, expires, variant, tags,
	    reason, data;
	size_t since;		/* of a ledger that was written out */
	size_t change;		/* of a difference, as diff-sends writes it */
};

/* Where a table has them; fatal where one is missing that must be there. */
struct send_columns send_columns_find(struct source *in);

/*
 * Read the current row; or reject it, and return false.  Its send_id must be
 * that of its flow, step and trigger, and it was decided by as_of.  A
 * triggered_at that is blank is send_at.  What a difference has removed is
 * called back.  Texts live as long as the row.
 */
bool send_row_read(struct source *in, const struct send_columns *at,
    struct instant as_of, struct send *into);

/* The same, with texts of p. */
struct send send_keep(struct pool *p, const struct send *s);

#endif
