#ifndef SHEET_H
#define SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "addressee.h"
#include "dict.h"
#include "target.h"
#include "value.h"

/* What a platform is told of each: the columns of a file, or an object. */
struct sheet {
	const struct target *target;
	bool is_json;			/* of the generic one: NDJSON */
	bool guards;			/* against a spreadsheet's formulas */
	struct addressees *all;
	struct field *fields;
	size_t *at;			/* the number of each one's column */
	size_t n, plain;		/* of those, columns */
	size_t *clipped, *told;		/* cells of each that were cut short,
					   and that aren't blank */
	size_t rows, country;		/* the column of that name, where a
					   state is told by it */
	struct dict *addresses;		/* of all rows, as they are written;
					   NULL: nobody asks for them */
};

/* Begin: the platform's columns, and those further ones, are asked of the rows,
   which are not read yet. */
void sheet_open(struct sheet *s, const struct list *more);

/* The rows are read: what no table has is left out, unless it is wanted. */
void sheet_settle(struct sheet *s);

/* The header; the row of somebody; and all that is told of them, as an object.
   What is made on the way is kept in p. */
void sheet_header(const struct sheet *s, struct row *r);
void sheet_row(struct sheet *s, struct pool *p, const struct addressee *a,
    struct row *r);
void sheet_model(const struct sheet *s, struct pool *p,
    const struct addressee *a, size_t from, struct row *r);

/* One cell of a row, as the platform's delimiter wants it. */
void sheet_cell(const struct sheet *s, struct row *r, const char *text);

/* Say what had to be cut short, and what nobody has; and end. */
void sheet_close(struct sheet *s);

#endif
