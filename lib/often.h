#ifndef OFTEN_H
#define OFTEN_H

#include <stddef.h>

/* A name, and how often it comes. */
struct often {
	const char *name;
	size_t n;
};

/* Room for n of them, the caller's to free. */
struct often *often_new(size_t n);

/* Make n names, once each, one of each name, the most frequent first; how many
   there are. */
size_t often_sum(struct often *list, size_t n);

#endif
