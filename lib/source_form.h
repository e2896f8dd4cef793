#ifndef SOURCE_FORM_H
#define SOURCE_FORM_H

#include "progress.h"
#include "reader.h"
#include "row.h"
#include "source.h"

/* What a source is made of.  For lib/source*.c alone. */
struct source {
	struct source *next;	/* of those still open */
	const struct common *common;
	struct layout layout;
	bool is_side;
	char *const *next_path;
	char *side[2];		/* the one path of a side file */

	/* the table */
	struct pool *pool;
	const char **names;	/* NULL until a file tells them */
	const struct row_field *fields;	/* where rows are written as NDJSON */
	size_t n;

	/* the file at hand */
	struct reader *file;
	bool stands_as_is;	/* its rows can be copied through unchanged */
	size_t *from;		/* CSV: where each of the table's columns is */
	size_t *places, n_places, places_room;	/* NDJSON: the column of each
						   key, or DICT_NONE ... */
	unsigned keyring;	/* ... of this number; 0: not known */
	bool are_in_order;	/* of either: each is of its own number */
	struct header *header;	/* CSV: its names; NDJSON: the table's */

	/* the row at hand, as the table has it */
	const struct cell *cells;	/* of the file, or row */
	struct cell *row;
	struct row written;	/* by source_row */
	struct progress progress;
};

/* Open the file, and say where each of the table's columns is in it. */
void source_use(struct source *s, const char *path);

/* Let these be the table's columns. */
void source_set(struct source *s, const char **names, size_t n);

/* The table's column of this name, of JSON's that may come in any order. */
size_t source_key(struct source *s, const char *name, size_t len);

#endif
