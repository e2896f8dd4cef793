#ifndef CLAIM_H
#define CLAIM_H

#include <stdbool.h>

/*
 * The files that a run reads and writes.  None may be both, or be written
 * twice: that is fatal, under the name given, before anything is lost.
 */

/* The regular file that is open here is read; anything else is no matter. */
void claim_read(int fd, const char *name);

/*
 * The file that path leads to, there yet or not, is to be replaced: its
 * canonical path, the caller's to free.  NULL where there is none to replace,
 * but a pipe or a device to write to.
 */
char *claim_write(const char *path);

/* Is the file at path one that the run reads or writes? */
bool claim_has(const char *path);

#endif
