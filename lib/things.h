#ifndef THINGS_H
#define THINGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Products of people, both by number, each once.  All zero: none yet. */
struct things {
	uint64_t *list;			/* the person above, the product below */
	uint32_t *skus;			/* the latter of each */
	size_t n, room;
};

void things_add(struct things *t, size_t person, uint32_t sku);

/* No more: now they can be asked for. */
void things_close(struct things *t);

/* A person's, by number; *n of them.  And is this one of them? */
const uint32_t *things_of(const struct things *t, size_t person, size_t *n);
bool things_have(const struct things *t, size_t person, uint32_t sku);

void things_free(struct things *t);

#endif
