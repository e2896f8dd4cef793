#ifndef IDLE_H
#define IDLE_H

#include <stdbool.h>

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
 * A person of that name, who did something last at one time, and was sent
 * marketing messages after it: idle once so long has passed since the first of
 * them, in calendar time; no time: nobody is.
 */
struct idle idle_find(const struct history *h, size_t person, const char *name,
    struct instant engaged, struct span wait, struct instant as_of,
    struct pool *p);

#endif
