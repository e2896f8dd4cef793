#ifndef PHRASE_H
#define PHRASE_H

#include <stddef.h>

#include "instant.h"
#include "pool.h"

/* Text made as printf makes it, in p. */
const char *phrase_print(struct pool *p, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * A part of an id, which "/" parts from the next: what parts them must not be in
 * them, or two things could share an id.  text itself where it may stand.
 */
const char *phrase_part(struct pool *p, const char *text);

/* An instant; and a row of a file, as in "suppress no.csv:12", or where line is 0
   what alone stands for it. */
const char *phrase_instant(struct pool *p, struct instant t);
const char *phrase_place(struct pool *p, const char *what, const char *file,
    unsigned long line);

enum { PHRASE_COUNT_ROOM = 32 };

/* A count as people read it: "9,310". */
const char *phrase_count(size_t n, char text[PHRASE_COUNT_ROOM]);

#endif
