#ifndef CLAIM_H
#define CLAIM_H

/*
 * The files that a run reads and writes.  None may be both, or be written
 * twice: that is fatal, under the name given, before anything is lost.
 */

/* The regular file that is open here is read; anything else is no matter. */
void claim_read(int fd, const char *name);

/* The file of this canonical path, there yet or not, is to be written. */
void claim_write(const char *path, const char *name);

#endif
