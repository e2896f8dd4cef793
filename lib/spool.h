#ifndef SPOOL_H
#define SPOOL_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A folder of messages, a file each: all of a run or none, each whole, and one that
 * is there as it should be is left alone, so that a run that is repeated changes
 * nothing.  There is one at a time.
 */
struct spool;

/* Trouble is fatal, here and below. */
struct spool *spool_open(const char *path);

/* Put a file there; false: it was there just so.  It has its name when the spool
   is closed; a run that ends in trouble before leaves none.  None is put twice,
   but after it was dropped. */
bool spool_put(struct spool *s, const char *name, const char *bytes,
    size_t len);

/* Put it there no more; false: it wasn't put.  And was a file of this name there
   before the run? */
bool spool_drop(struct spool *s, const char *name);
bool spool_has(const struct spool *s, const char *name);

/* Done: what was put there is on the disk. */
void spool_close(struct spool *s);

#endif
