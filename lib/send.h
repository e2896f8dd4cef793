#ifndef SEND_H
#define SEND_H

#include "channel.h"
#include "instant.h"
#include "sink.h"

/* Sends, and those denied: our records about them. */

enum action { ACTION_SEND, ACTION_HELD, ACTION_RETRACT, ACTIONS };

/* A send record. */
struct send {
	const char *id, *address, *customer_id, *flow, *step, *template,
	    *trigger_id, *variant, *tags, *reason, *data;
	enum action action;
	enum channel channel;
	enum send_class class;
	struct instant at, triggered_at, decided_at;
	struct instant expires_at;	/* if may_expire */
	bool may_expire;
	struct instant began;		/* since_at, else triggered_at: not in
					   the record, but in the ledger */
};

enum { SEND_ID_ROOM = 32 + 1 };

/*
 * A send's id is made of what it is, never of when we ran: the first 32 digits
 * of SHA-256(flow, unit separator, step's id, unit separator, trigger_id).
 */
void send_id(const char *flow, const char *step, const char *trigger_id,
    char id[SEND_ID_ROOM]);

/* The names of actions, NULL-terminated; and read one into an enum action. */
const char *const *action_names(void);
value_parser action_parse;

struct candidate;

/* The record of a candidate that is sent or held; data is the cell of that
   name.  And write one, or that of a candidate that is denied. */
struct send send_of(const struct candidate *c, struct instant decided_at,
    const char *data);
void send_write(struct sink *out, const struct send *s);
void send_cells(struct sink *out, const struct send *s);	/* not the end */
void denied_write(struct sink *out, const struct candidate *c,
    struct instant decided_at);

#endif
