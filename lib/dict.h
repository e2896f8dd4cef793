#ifndef DICT_H
#define DICT_H

#include <stddef.h>
#include <stdint.h>

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

/*
 * For many look-ups at once: the hash of a key, by which what the look-up wants
 * is sent for into the cache, first the one, and when that is there the other.
 */
uint32_t dict_hash(const char *key, size_t len);
void dict_fetch(const struct dict *d, uint32_t hash);
void dict_fetch_more(const struct dict *d, uint32_t hash);
size_t dict_add_hashed(struct dict *d, const char *key, size_t len,
    uint32_t hash);

size_t dict_count(const struct dict *d);

/* The text numbered i, NUL-terminated; valid as long as the dict. */
const char *dict_key(const struct dict *d, size_t i);

#endif
