#ifndef SOURCE_H
#define SOURCE_H

#include <stdbool.h>
#include <stddef.h>

#include "dict.h"
#include "layout.h"
#include "opt.h"
#include "tally.h"
#include "value.h"

/*
 * The rows of one or more CSV or NDJSON files, read in turn as one table: the
 * first one's columns, in any order.  Trouble with a file is fatal; trouble
 * with a row rejects that row.  Everything returned is valid until the next
 * call of source_next.
 */
struct source;

/* Text of the input: NUL-terminated, and of this length without the NUL. */
struct cell {
	const char *text;
	size_t len;
};

/*
 * Open the named files, or standard input if none; "-" names it too.  layout
 * may be NULL.  --column renames are applied to the header.
 */
struct source *source_open(char *const paths[], const struct common *common,
    const struct layout *layout);

/* Open one file beside the operands: canonical columns, no renames. */
struct source *source_open_side(const char *path, const struct common *common);

/* Step to the next row that is whole; false at the end. */
bool source_next(struct source *s);

/* The table's column names, NULL-terminated; valid until it is closed. */
const char *const *source_names(const struct source *s);

/*
 * Ask for a column, before the first row is read.  "Name#2" is the second of
 * two so named; a plain name that two columns have is fatal.  source_column is
 * fatal where there is none; source_find returns DICT_NONE.
 */
size_t source_find(struct source *s, const char *name);
size_t source_column(struct source *s, const char *name);

/* A cell of the current row, of a column asked for; blank for DICT_NONE. */
struct cell source_cell(const struct source *s, size_t column);

/* Where the current row stands, and its bytes without the line's end. */
struct place source_place(const struct source *s);

/*
 * The current row as a sink of this run writes it (see sink_copy): its own
 * bytes where they can stand as they are, else written anew.
 */
struct cell source_row(struct source *s);

void source_close(struct source *s);

#endif
