#ifndef READER_FORM_H
#define READER_FORM_H

#include "jsonl.h"
#include "reader.h"

/* Inside of reader*.c. */

struct reader {
	struct reader *next;	/* of those still open */
	struct layout layout;
	struct input *in;
	struct csvrow *csv;	/* NULL for JSON */
	struct nested *nest;	/* NULL unless JSON is nested */
	struct jsonl json;
	bool is_pending;	/* NDJSON: the first record told the names */
	struct pool *pool;	/* of the names */
	const char **names;
	const char ***below;	/* the header rows below them, by row; each
				   ends with NULL */
	size_t n;
	const char *reason;	/* why the record is malformed, or NULL */
	const struct cell *cells;
	size_t n_cells;
	unsigned part;
	char delimiter;
	unsigned long header;	/* its line, until a record is stepped to */
};

/* Step to the next record, of whatever form; false at the end. */
bool reader_step(struct reader *r);

/* Read CSV from here on, parted as the map or the next record says. */
void reader_begin_csv(struct reader *r);

/* Read the names of the columns, and pass over the header rows below them, which
   are kept. */
void reader_read_header(struct reader *r);
void reader_skip_header(struct reader *r);

/* Is the record the header again, that a file joined by cat brings along? */
bool reader_is_header_again(const struct reader *r);

#endif
