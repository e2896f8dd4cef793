#ifndef UNFOLD_H
#define UNFOLD_H

#include <stdbool.h>
#include <stddef.h>

#include "row.h"

/*
 * JSON as platforms' APIs give it, as rows: sendlist-maps(5).  A document is
 * one record, or an array of them, or an object that has the array of them in
 * a member.  A record is as many rows as it has lines.  A cell is named by its
 * path: billing.email, line_items[].sku.  Of an array that isn't the lines',
 * path[] is all its values, a blank between them, and path[0] the first; of one
 * within that only all are told.
 */
struct unfold;

/* Where a cell is, and what it says, NUL-terminated: the lengths count that. */
struct unfold_cell {
	struct row path, text;
};

struct unfold *unfold_new(void);
void unfold_free(struct unfold *u);

/* The paths of the array of lines in a record, and of the array of records in
   a document; NULL: none.  The document at hand begins again. */
void unfold_set(struct unfold *u, const char *records, const char *lines);

/*
 * Take up a document, which is kept until the next.  NULL, or the reason why
 * it is refused; in no case has it a row yet.
 */
const char *unfold_take(struct unfold *u, const char *text, size_t len);

/* The columns of the first row, from the top of the document. */
void unfold_look(struct unfold *u);

/* Step to the next row of the document; false behind the last. */
bool unfold_next(struct unfold *u);

/* Is it the first row of a record? */
bool unfold_is_first(const struct unfold *u);

/* How many lines of the document's text stand before the record, and which of
   its records it is, from 1; 0: it is the document. */
unsigned long unfold_line(const struct unfold *u, unsigned *nth);

/* The record as one line of JSON; NULL if there is none at hand. */
const char *unfold_record(const struct unfold *u, size_t *len);

/* The row's cells; valid until the next row. */
const struct unfold_cell *unfold_cells(const struct unfold *u, size_t *n);

#endif
