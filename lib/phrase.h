#ifndef PHRASE_H
#define PHRASE_H

#include <stddef.h>

#include "pool.h"

/* Text made as printf makes it, in p. */
const char *phrase_print(struct pool *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * A part of an id, which "/" parts from the next: what parts them must not be in
 * them, or two things could share an id.  text itself where it may stand.
 */
const char *phrase_part(struct pool *p, const char *text);

enum { PHRASE_COUNT_ROOM = 32 };

/* A count as people read it: "9,310". */
const char *phrase_count(size_t n, char text[PHRASE_COUNT_ROOM]);

#endif
