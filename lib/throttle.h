#ifndef THROTTLE_H
#define THROTTLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "channel.h"
#include "value.h"

/*
 * Throttles: so many messages in any stretch of time at most, whomever they go
 * to.  A provider or a receiving domain takes no more, or a shop's staff
 * answers no more.
 */
struct throttle {
	enum channel channel;	/* CHANNELS: any */
	const char *domain;	/* NULL: any; "*": each for itself */
	size_t max;		/* 1 or more */
	int64_t per;		/* seconds */
	bool even;		/* and they are spread evenly over it */
};

enum { THROTTLE_ROOM = 400 };

/* Write "1000 email to gmail.com per 1h"; room, result as of snprintf. */
size_t throttle_print(const struct throttle *t, char *text, size_t room);

/* Read "minute", "hour", "day", or such as "15m", into an int64_t of seconds.
   See value.h. */
value_parser throttle_per_parse;

/* The domain of an address, or "". */
const char *throttle_domain(const char *address);

/* When those go that throttles count. */
struct slots;

struct slots *slots_new(const struct throttle *throttles, size_t n);
void slots_free(struct slots *s);

/*
 * The first instant at or after t at which one more of that channel and domain
 * may go, whatever goes before or after it: of max + 1 in a row the last is per
 * or more after the first.  *by is the throttle that put it off, or NULL.
 */
int64_t slots_next(struct slots *s, enum channel channel, const char *domain,
    int64_t t, const struct throttle **by);

/* One goes then. */
void slots_take(struct slots *s, enum channel channel, const char *domain,
    int64_t t);

#endif
