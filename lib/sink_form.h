#ifndef SINK_FORM_H
#define SINK_FORM_H

#include "row.h"
#include "sink.h"

/* Inside of a sink: for sink.c, and rows.c, where one has a twin. */

struct sink {
	struct sink *next;	/* of those still open */
	bool json;
	struct pool *pool;	/* of the two next */
	const char **names;
	const struct row_field *fields;	/* where it is NDJSON */
	size_t n, kept;		/* columns, and those copied at once */
	size_t at;		/* cells of this row so far */
	size_t row_start;	/* where this row begins in the buffer */
	struct row buffer;
	size_t rows;
	bool flushed;		/* bytes have gone out for good */
	int fd;
	bool waits;		/* rows stay in the buffer: it is a twin */
	const char *name;	/* what messages call it */
	char *path;		/* the name it is to take, or NULL */
	char *temporary;
};

#endif
