#ifndef DICT_H
#define DICT_H

#include <stddef.h>

/*
 * Texts numbered from 0 in the order in which they were first added, so that
 * what is kept per text is an array beside the dict.  A text may hold any
 * bytes.
 */
struct dict;

#define DICT_NONE ((size_t)-1)

struct dict *dict_new(void);
void dict_free(struct dict *d);

/* The number of key, added if it is new: then it is the old dict_count. */
size_t dict_add(struct dict *d, const char *key, size_t len);

/* The number of key, or DICT_NONE. */
size_t dict_find(const struct dict *d, const char *key, size_t len);

/* A look-up that will be made soon: what it wants is on its way into the cache,
   first the one, and when that is there the other. */
void dict_fetch(const struct dict *d, const char *key, size_t len);
void dict_fetch_more(const struct dict *d, const char *key, size_t len);

size_t dict_count(const struct dict *d);

/* The text numbered i, NUL-terminated; valid as long as the dict. */
const char *dict_key(const struct dict *d, size_t i);

#endif
