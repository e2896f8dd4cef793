#ifndef IDLE_H
#define IDLE_H

#include <stdbool.h>

#include "answer.h"
#include "history.h"
#include "pool.h"
#include "span.h"

/* Somebody who lets messages pass, whatever they buy. */
struct idle {
	bool is_so;
	struct instant at;		/* they have been for long enough then:
					   the beginning of a day */
	const char *id, *reason;	/* of p */
};

/*
 * A person of that name, who was sent marketing messages after all that they
 * did: idle once so long has passed since the first of
 * them, in calendar time; no time: nobody is.
 */
struct idle idle_find(const struct history *h, size_t person, const char *name,
    const struct answer *did, struct span wait, struct instant as_of,
    struct pool *p);

#endif
