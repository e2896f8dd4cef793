#ifndef WINDOW_H
#define WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "step.h"

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

/* The next step, valid until the next is added; NULL: the next may not have been
   added yet, or there is none. */
const struct step *window_next(struct window *w);

/* The time of the latest step that was added. */
int64_t window_newest(const struct window *w);

#endif
