#ifndef CELL_H
#define CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "source.h"
#include "value.h"

/* Read a cell of the current row into *into; on failure reject the row. */
bool cell_read(const struct source *in, size_t column, value_parser *parse,
    void *into);

/* Reject the current row; column is DICT_NONE where no one cell shows why. */
void cell_reject(const struct source *in, size_t column, const char *reason);

#endif
