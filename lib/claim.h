#ifndef CLAIM_H
#define CLAIM_H

#include <stdbool.h>

/*
 * The files that a run reads and writes, by their canonical paths.  None may
 * be both, or be written twice: that is fatal, under the name given, before
 * anything is lost.
 */
void claim_file(const char *canonical, const char *name, bool is_written);

#endif
