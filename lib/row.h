#ifndef ROW_H
#define ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "pool.h"
#include "record.h"

/* A row of output while it is written, CSV or NDJSON: bytes that grow. */
struct row {
	char *bytes;
	size_t len, room;
};

/* Bytes as they are, or one. */
void row_add(struct row *r, const char *bytes, size_t len);
void row_byte(struct row *r, char byte);

/* A CSV cell, quoted only where it must be. */
void row_csv(struct row *r, const char *text, size_t len);

/* The same in quotes, needed or not. */
void row_quoted(struct row *r, const char *text, size_t len);

/*
 * A JSON value: null for a blank cell; else as its type says, where the text
 * is fit for it; else a string.  text is UTF-8.
 */
void row_json(struct row *r, const char *text, size_t len,
    enum cell_type type);

/* A JSON key, colon included. */
void row_key(struct row *r, const char *name, size_t len);

/* One more member of the object that r ends in, where text isn't blank. */
void row_member(struct row *r, const char *name, const char *text,
    enum cell_type type);

/* A column of NDJSON: its key, written once for all rows, and its type. */
struct row_field {
	const char *key;
	size_t len;
	enum cell_type type;
};

struct row_field *row_fields(struct pool *p, const char *const names[],
    size_t n);

/* Key, colon and value; what parts it from others is the caller's. */
void row_field(struct row *r, const struct row_field *f, const char *text,
    size_t len);

/* Is the text one JSON number, as RFC 8259 writes it? */
bool row_is_number(const char *text, size_t len);

#endif
