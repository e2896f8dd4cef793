#ifndef HEADER_H
#define HEADER_H

#include <stddef.h>

#include "value.h"

/* Columns by name, among the n names of a header.  DICT_NONE: there is none. */
size_t header_find(const char *const names[], size_t n, const char *name);

/* The same for a name of len bytes; of twins, the one after turn others. */
size_t header_twin(const char *const names[], size_t n, const char *name,
    size_t len, size_t turn);

/* The same names, made ready to be asked for one after another. */
struct header;

struct header *header_new(const char *const names[], size_t n);
void header_free(struct header *h);

/* The first column of this name. */
size_t header_first(const struct header *h, const char *name, size_t len);

/* The first one of this name that wasn't taken yet: twins in turn. */
size_t header_take(struct header *h, const char *name);

/* What the NAME=HEADER texts of --column call the column key, and its length:
   key itself, if none speaks of it. */
const char *header_rename(const struct list *columns, const char *key,
    size_t *len);

#endif
