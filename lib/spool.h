#ifndef SPOOL_H
#define SPOOL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A folder of messages, a file each: whole or not there, and one that is there as
 * it should be is left alone, so that a run that is repeated changes nothing.
 */
struct spool;

/* Trouble is fatal, here and below. */
struct spool *spool_open(const char *path);

/* Put a file there; false: it was there just so.  It has its name when the spool
   is closed, if not before; none is put twice. */
bool spool_put(struct spool *s, const char *name, const char *bytes,
    size_t len);

/* Done: what was put there is on the disk. */
void spool_close(struct spool *s);

#endif
