#ifndef SEND_H
#define SEND_H

#include "channel.h"
#include "sink.h"

/* Sends, and those denied: our records about them. */

enum { SEND_ID_ROOM = 32 + 1 };

/*
 * A send's id is made of what it is, never of when we ran: the first 32 digits
 * of SHA-256(flow, unit separator, step's id, unit separator, trigger_id).
 */
void send_id(const char *flow, const char *step, const char *trigger_id,
    char id[SEND_ID_ROOM]);

struct candidate;

/* Write a send record, or a denied one; data is the cell of that name. */
void send_write(struct sink *out, const struct candidate *c,
    struct instant decided_at, const char *data);
void denied_write(struct sink *out, const struct candidate *c,
    struct instant decided_at);

#endif
