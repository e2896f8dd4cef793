#include "page.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

#include "tap.h"

enum { PAGES = 20, THREADS = 3 };

static unsigned char *pages[THREADS][PAGES];

/* Fill each page with a number of its own. */
static void *
fill(void *of)
{
	unsigned char **mine = of;

	for (int i = 0; i < PAGES; i++) {
		mine[i] = page_new();
		memset(mine[i], (int)(mine - *pages) + i, PAGE_BYTES);
	}
	return NULL;
}

int
main(void)
{
	pthread_t threads[THREADS];
	int bad = 0, odd = 0;

	for (int t = 0; t < THREADS; t++)
		if (pthread_create(&threads[t], NULL, fill, pages[t]) != 0)
			return 1;
	for (int t = 0; t < THREADS; t++)
		pthread_join(threads[t], NULL);
	for (int i = 0; i < THREADS * PAGES; i++) {
		unsigned char *page = pages[i / PAGES][i % PAGES];

		odd += (uintptr_t)page % PAGE_BYTES != 0;
		for (size_t k = 0; k < PAGE_BYTES; k++)
			bad += page[k] != i;
		free(page);
	}
	ok(bad == 0, "each page is its asker's alone");
	is(odd == 0 ? "none" : "some", "none", "that isn't a page's");
	return finish();
}
