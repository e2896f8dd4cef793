#ifndef POOL_H
#define POOL_H

#include <stddef.h>

/*
 * Memory that is kept to the end of the run, given out piece by piece.
 * Nothing here returns NULL: without memory the program ends, status 2.
 */
struct pool;

struct pool *pool_new(void);
void pool_free(struct pool *p);

/* All that was given out is gone, and p is as good as new. */
void pool_empty(struct pool *p);

/* A copy of the len bytes of text, NUL-terminated; lives as long as p. */
char *pool_text(struct pool *p, const char *text, size_t len);

/* n bytes for a text, whatever is in them; live as long as p. */
char *pool_room(struct pool *p, size_t n);

/* n bytes, zeroed, aligned for any type; live as long as p. */
void *pool_bytes(struct pool *p, size_t n);

/*
 * n bytes for the caller to free.  Much of it is in large pages, if the system
 * has any: what is looked at in no order that a cache could guess would also
 * miss in the table of pages else.
 */
void *pool_large(size_t n);

/* What pool_grow does where there isn't room enough. */
void *pool_move(void *list, size_t *room, size_t want, size_t size);

/*
 * Make room for at least want items of size bytes in a malloced list, at
 * least doubling *room when it grows.  Returns the list, perhaps moved; the
 * caller frees it.
 */
static inline void *
pool_grow(void *list, size_t *room, size_t want, size_t size)
{
	return want <= *room ? list : pool_move(list, room, want, size);
}

#endif
