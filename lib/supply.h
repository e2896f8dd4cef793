#ifndef SUPPLY_H
#define SUPPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/*
 * The bytes of a file, block by block.  Of a large file a second thread reads
 * the next block while this one is used.
 */
struct supply;

/* What is held of it: the bytes from begin to end, and BLOCK_BYTES behind them
   (see block.h) that may be looked at, but mean nothing.  To begin with, all 0;
   its bytes are the caller's to free. */
struct stretch {
	char *bytes;
	size_t room, begin, end;
};

struct supply *supply_new(int fd);
void supply_free(struct supply *s);

/* Hold what follows, too: how many bytes those are, 0 at the end, or -1 and
   errno.  What was held already goes along, wherever that is then. */
ssize_t supply_more(struct supply *s, struct stretch *held);

#endif
