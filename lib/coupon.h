#ifndef COUPON_H
#define COUPON_H

#include <stdbool.h>
#include <stddef.h>

/* Is the code what a cell "coupon" says, or one of several that it has, with
   blanks, commas or semicolons between them?  Of A to Z the case is nothing. */
bool coupon_is_in(const char *code, const char *cell);

/* The first of those several, *len bytes of the cell, or NULL. */
const char *coupon_next(const char *cell, size_t *len);

#endif
