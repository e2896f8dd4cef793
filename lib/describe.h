#ifndef DESCRIBE_H
#define DESCRIBE_H

#include <stddef.h>

#include "import.h"
#include "invoice.h"
#include "sink.h"

/* The columns of a description: a fact, what it is of, and its value. */
const char *const *describe_columns(void);

/*
 * Write what was recognised of an export of orders: its map, what each of its
 * columns fills, so many rows, how many orders and customers there are, their
 * currencies and statuses, and their first and last time.
 */
void describe_orders(struct sink *out, const struct import *how,
    const struct view *v, const struct invoices *all, size_t rows);

#endif
