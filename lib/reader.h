#ifndef READER_H
#define READER_H

#include <stdbool.h>
#include <stddef.h>

#include "source.h"

/*
 * The records of one file, CSV or NDJSON, as the file has them; source makes
 * one table of several.  What can't be read as either is fatal.
 */
struct reader;

/* Open path; "-" is standard input. */
struct reader *reader_open(const char *path, const struct layout *layout);
void reader_close(struct reader *r);

/*
 * The columns: the header, or the keys of the first record.  NULL where the
 * file is NDJSON without a record, from which nothing can be told.  row is 0, or
 * that of a header row below the names; NULL: there is no such.
 */
const char *const *reader_names(const struct reader *r, unsigned row,
    size_t *n);

struct reader_form {
	bool is_json;
	bool is_nested;		/* as APIs give it: a record may have what the
				   first one has not */
	bool is_plain;		/* CSV as we write it: commas, quotes */
	unsigned keyring;	/* records of the same, but 0, have the same keys
				   in the same order, or the first of them */
};
struct reader_form reader_form(const struct reader *r);

/* Before the first record is stepped to: whether a quote is data, where nested
   JSON has its arrays, and how many header rows there are. */
void reader_expect(struct reader *r, const struct layout *layout);

/*
 * Step to the next record; false at the end.  *reason is NULL, or why it is
 * malformed.  A repeated header is no record.
 */
bool reader_next(struct reader *r, const char **reason);

/* The record's cells, in the file's order; for NDJSON with their keys. */
const struct cell *reader_cells(const struct reader *r, size_t *n);
const char *reader_key(const struct reader *r, size_t i, size_t *len);

/* Where the record stands; before the first one, the header. */
struct place reader_place(const struct reader *r);

/*
 * The record's bytes for a sink to go on with: NDJSON without its last brace.
 * Its text is NULL where they can't stand as they are.
 */
struct cell reader_raw(const struct reader *r);

#endif
