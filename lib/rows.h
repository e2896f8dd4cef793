#ifndef ROWS_H
#define ROWS_H

#include "sink.h"

/*
 * Many rows of which none depends on another: two threads write them, and they
 * come out in their order.
 */

/* Write what is numbered i: one row, some or none.  Nothing else changes, but
   what is atomic. */
typedef void rows_writer(void *of, size_t i, struct sink *out);

/* Write what is numbered from 0 up to n. */
void rows_write(struct sink *out, size_t n, rows_writer *write, void *of);

#endif
