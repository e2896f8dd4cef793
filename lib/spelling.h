#ifndef SPELLING_H
#define SPELLING_H

#include <stddef.h>

/* Names that somebody mistyped. */

#define SPELLING_FAR ((size_t)-1)

/*
 * How many letters of name are wrong, missing, too many, or swapped with the next
 * one, if meant was meant, in whatever case; SPELLING_FAR: more than two, or than
 * a third of them, are no slip.
 */
size_t spelling_distance(const char *name, const char *meant);

#endif
