#ifndef COUPON_H
#define COUPON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "event.h"

/* Is the code what a cell "coupon" says, or one of several that it has, with
   blanks, commas or semicolons between them?  They are compared as
   fold.h has it; a code with blanks of its own must be the whole cell. */
bool coupon_is_in(const char *code, const char *cell);

/* The first of those several, *len bytes of the cell, or NULL. */
const char *coupon_next(const char *cell, size_t *len);

/* Do any of n events say that it was used, by an order or otherwise, from then
   on?  The cell of that number names coupons.  What is of a date may be of any
   time of its day.  No code is used by nobody. */
bool coupon_used(const char *code, const struct event *e, size_t n,
    size_t cell, int64_t from);

#endif
