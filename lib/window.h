#ifndef WINDOW_H
#define WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "steps.h"

/*
 * Steps put in the order of time, and of one second as they came, of which each
 * comes at most so many seconds late.  What is held is what may still be overtaken.
 */
struct window;

/* INT64_MAX seconds: they come in any order, and are held until window_end. */
struct window *window_new(int64_t late);
void window_free(struct window *w);

/* A copy of the step; false if it comes too late. */
bool window_add(struct window *w, const struct step *s);

/* No more will come. */
void window_end(struct window *w);

/* Is it worth while to ask for a batch? */
bool window_is_due(const struct window *w);

/* Those that nothing can overtake any more, by time.  They are given out but once,
   and are valid until the next batch is asked for, whatever is added. */
struct batch {
	const struct steps *steps;
	const size_t *order;		/* of n of them, by their numbers */
	size_t n;
};
struct batch window_batch(struct window *w);

#endif
