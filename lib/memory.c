#include "memory.h"

#include <err.h>
#include <jansson.h>
#include <stdlib.h>

#include "opt.h"

static void *
allocate(size_t n)
{
	void *p = malloc(n);

	if (p == NULL && n != 0)
		errx(EXIT_TROUBLE, "out of memory");
	return p;
}

void
memory_guard(void)
{
	json_set_alloc_funcs(allocate, free);
}
