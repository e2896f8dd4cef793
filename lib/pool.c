#include "pool.h"

#include <err.h>
#include <stdalign.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "page.h"

/* Under a sanitizer each piece has its own block, so that a step beyond it
   shows. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
enum { BLOCK = 0 };
#else
enum { BLOCK = 1 << 16 };
#endif
enum { TROUBLE = 2, SMALL_BLOCKS = 64 };

/* A block's bytes follow it; a piece too large for one gets its own. */
struct block {
	struct block *next;
	size_t used, room;
	alignas(max_align_t) char bytes[];
};

struct pool {
	struct block *top;
	size_t blocks;
};

static void *
need(void *p)
{
	if (p == NULL)
		errx(TROUBLE, "out of memory");
	return p;
}

void *
pool_large(size_t n)
{
	void *p;

	if (n < PAGE_BYTES)
		return need(malloc(n));
	if (n > SIZE_MAX - PAGE_BYTES)
		errx(TROUBLE, "out of memory");
	p = need(aligned_alloc(PAGE_BYTES, (n + PAGE_BYTES - 1) / PAGE_BYTES *
	    PAGE_BYTES));
	(void)madvise(p, n, MADV_HUGEPAGE);
	return p;
}

static struct block *
block_new(size_t room, struct block *next)
{
	struct block *b;

	if (room > SIZE_MAX - sizeof *b)
		errx(TROUBLE, "out of memory");
	b = sizeof *b + room == PAGE_BYTES ? page_new() :
	    pool_large(sizeof *b + room);
	b->next = next;
	b->used = 0;
	b->room = room;
	return b;
}

struct pool *
pool_new(void)
{
	struct pool *p = need(malloc(sizeof *p));

	*p = (struct pool){ .top = NULL };
	return p;
}

static void
free_blocks(struct block *b)
{
	while (b != NULL) {
		struct block *next = b->next;

		free(b);
		b = next;
	}
}

void
pool_free(struct pool *p)
{
	if (p == NULL)
		return;
	free_blocks(p->top);
	free(p);
}

void
pool_empty(struct pool *p)
{
	struct block *last = p->top;

	if (last == NULL)
		return;
	free_blocks(last->next);
	if (BLOCK == 0) {
		free(last);
		last = NULL;
	} else {
		last->next = NULL;
		last->used = 0;
	}
	*p = (struct pool){ .top = last, .blocks = last != NULL };
}

/* For n bytes and more; a pool of many blocks gets large ones. */
static size_t
block_room(struct pool *p, size_t n)
{
	size_t room = BLOCK;

	if (room != 0 && p->blocks++ >= SMALL_BLOCKS)
		room = PAGE_BYTES - sizeof(struct block);
	return n > room ? n : room;
}

/* n bytes; a large piece goes behind the top block, which stays in use. */
static char *
take(struct pool *p, size_t n)
{
	struct block *b = p->top;

	if (b == NULL || n > b->room - b->used) {
		if (b != NULL && n > BLOCK / 4) {
			b->next = block_new(n, b->next);
			b = b->next;
		} else {
			b = p->top = block_new(block_room(p, n), b);
		}
	}
	b->used += n;
	return b->bytes + b->used - n;
}

char *
pool_room(struct pool *p, size_t n)
{
	return take(p, n);
}

char *
pool_text(struct pool *p, const char *text, size_t len)
{
	char *copy = take(p, len + 1);

	if (len != 0)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

void *
pool_bytes(struct pool *p, size_t n)
{
	size_t align = alignof(max_align_t);
	struct block *b = p->top;

	if (b != NULL) {
		size_t skip = (align - b->used % align) % align;

		b->used = skip < b->room - b->used ? b->used + skip : b->room;
	}
	return memset(take(p, n), 0, n);
}

void *
pool_move(void *list, size_t *room, size_t want, size_t size)
{
	size_t n = *room;

	n = n > SIZE_MAX / 2 ? want : 2 * n;
	n = n < 16 ? 16 : n;
	n = n < want ? want : n;
	if (n > SIZE_MAX / size)
		errx(TROUBLE, "out of memory");
	if (n * size < PAGE_BYTES) {
		list = need(realloc(list, n * size));
	} else {
		void *old = list;

		list = pool_large(n * size);
		if (old != NULL)
			memcpy(list, old, *room * size);
		free(old);
	}
	*room = n;
	return list;
}
