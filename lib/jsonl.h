#ifndef JSONL_H
#define JSONL_H

#include <stdbool.h>
#include <stddef.h>

#include "row.h"

/*
 * One line of NDJSON, taken apart.  jansson decides on structure and strings;
 * a number is the token as it was written, checked against RFC 8259, so that
 * 12.50 and ids of 20 digits stay whole; an object or array is its own text
 * without the blanks; null is blank.  If fast, an object of which nothing is in
 * doubt, with the keys of the one before it, is taken apart without jansson, to
 * the same fields.
 */
struct jsonl {
	struct jsonl_field *fields;	/* of the line's object, in its order */
	size_t n, room;
	struct row text;	/* holds the fields' texts */
	struct row scratch;
	struct row keys;	/* of the last object without twins: each one's
				   length, a size_t, its text and a NUL */
	unsigned keyring;	/* the number of such keys, from 1; 0: none yet */
	bool fast;		/* a plain object of known keys goes by jansson */
	bool is_malformed;	/* it was refused for what is no JSON at all */
	char reason[200];
};

struct jsonl_field {
	const char *key, *text;	/* NUL-terminated; valid until the next line */
	size_t key_len, len;
};

/* Take the line's object apart: NULL, or the reason why it is refused. */
const char *jsonl_parse(struct jsonl *j, const char *line, size_t len);

/* Add the one JSON value that text is to out, without blanks, if it is. */
bool jsonl_compact(const char *text, size_t len, struct row *out);

void jsonl_free(struct jsonl *j);

#endif
