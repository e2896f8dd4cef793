#ifndef WALL_H
#define WALL_H

#include <stdint.h>

#include "instant.h"

/* What a text says of time, before any zone is asked. */
struct wall {
	enum { WALL_DATE, WALL_LOCAL, WALL_OFFSET } says;
	int64_t local;		/* seconds since 1970-01-01T00:00 on the wall */
	int offset;		/* of WALL_OFFSET: seconds east of UTC */
};

/*
 * Read a date or RFC 3339, a blank for the T and +0200 for +02:00 allowed.
 * NULL, or the reason, and then *into is left alone.  So do the others.
 */
const char *wall_parse(const char *text, struct wall *into);

/* Read text in a platform's notation, which is none of NOTATION_UNIX. */
const char *wall_read(const char *text, enum notation how, struct wall *into);

#endif
