#ifndef INCLUDED_H
#define INCLUDED_H

#include <stddef.h>

/*
 * What a document of JSON:API includes beside its records: objects that records
 * name by type and id.
 */
struct included;

struct included *included_new(void);
void included_free(struct included *all);

/* Take up those of a valid document, which must outlive them. */
void included_take(struct included *all, const char *text, size_t len);

/* The attributes of the one that this object names, and their length; NULL: it
   names none. */
const char *included_find(struct included *all, const char *text, size_t len,
    size_t *n);

#endif
