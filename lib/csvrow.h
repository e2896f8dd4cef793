#ifndef CSVROW_H
#define CSVROW_H

#include <stdbool.h>
#include <stddef.h>

#include "input.h"
#include "source.h"

/*
 * One CSV record, taken apart by libcsv: what a quote means is its decision.
 * fast: a record of one line, with cells that are bare or in quotes from end to
 * end, is taken apart without it, to the same cells.
 * A blank line is no record.
 */
struct csvrow;

/* delimiter ' ' parts cells by runs of blanks, without quotes. */
struct csvrow *csvrow_new(char delimiter, bool unquoted, bool fast);
void csvrow_free(struct csvrow *c);

/*
 * Read the next record; false at the end.  *reason is NULL, or why it is
 * malformed: then it reaches to the end of the line where that showed.  An
 * unclosed quote at the end of the file is fatal.
 */
bool csvrow_next(struct csvrow *c, struct input *in, const char **reason);

/* Is it known to be one whole line of ASCII? */
bool csvrow_is_plain(const struct csvrow *c);

/* Its cells, valid until the next. */
const struct cell *csvrow_cells(struct csvrow *c, size_t *n);

#endif
