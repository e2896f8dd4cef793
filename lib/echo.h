#ifndef ECHO_H
#define ECHO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Rows that come again in a later part of the input.  Within a part equal
 * rows are as many; of a later part's, only those count that are more than
 * any part before has had.  A row takes some 50 bytes.
 */
struct echoes {
	struct echo *table;		/* by key; a power of two of them */
	size_t mask, n;
};

void echoes_open(struct echoes *all);
void echoes_close(struct echoes *all);

/* A row of this key, a hash, in this part; does it only repeat one?  And does
   it repeat any, of this part too? */
bool echo_is(struct echoes *all, uint64_t key, unsigned part);
bool echo_is_any(struct echoes *all, uint64_t key);

#endif
