#include "page.h"

#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/mman.h>

#include "aside.h"
#include "pool.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct aside *aside;
static void *ready;			/* NULL: none yet */

/* It may never be asked for, so no memory is no trouble yet. */
static void
make_ready(void *unused, void *into)
{
	char *page = aligned_alloc(PAGE_BYTES, PAGE_BYTES);

	(void)unused;
	*(void **)into = page;
	if (page == NULL)
		return;
	(void)madvise(page, PAGE_BYTES, MADV_HUGEPAGE);
#ifdef MADV_POPULATE_WRITE
	(void)madvise(page, PAGE_BYTES, MADV_POPULATE_WRITE);
#endif
	*page = 0;
}

/* Whoever comes while another is at it doesn't wait. */
void *
page_new(void)
{
	void *page;

	if (pthread_mutex_trylock(&lock) != 0)
		return pool_large(PAGE_BYTES);
	if (aside == NULL)
		aside = aside_new(make_ready, NULL);
	aside_wait(aside);
	page = ready != NULL ? ready : pool_large(PAGE_BYTES);
	aside_do(aside, &ready);
	pthread_mutex_unlock(&lock);
	return page;
}
