#ifndef JSONL_H
#define JSONL_H

#include <stdbool.h>
#include <stddef.h>

#include "row.h"
#include "source.h"

/*
 * One line of NDJSON, taken apart.  jansson decides on structure and strings;
 * a number is the token as it was written, checked against RFC 8259, so that
 * 12.50 and ids of 20 digits stay whole; an object or array is its own text
 * without the blanks; null is blank.  If fast, an object of which nothing is in
 * doubt, with the keys of the one before it, is taken apart without jansson, to
 * the same fields.
 */
struct jsonl {
	size_t n;
	const struct cell *keys;	/* of the line's object, in its order; */
	struct cell *cells;		/* NUL-terminated; till the next line */
	size_t room;		/* for cells, and as many of: */
	struct cell *found;	/* the keys of a line that isn't plain */
	struct cell *known;	/* those of the last object without twins */
	size_t n_known, known_room;
	unsigned keyring;	/* the number of such keys, from 1; 0: none yet */
	struct row text, kept;	/* the texts of the line, and of known */
	struct row scratch;
	bool fast;		/* a plain object of known keys goes by jansson */
	bool is_plain;		/* so did this one, and it is UTF-8 */
	bool is_malformed;	/* it was refused for what is no JSON at all */
	char reason[200];
};

/* Take the line's object apart: NULL, or the reason why it is refused. */
const char *jsonl_parse(struct jsonl *j, const char *line, size_t len);

/* Add the one JSON value that text is to out, without blanks, if it is. */
bool jsonl_compact(const char *text, size_t len, struct row *out);

void jsonl_free(struct jsonl *j);

#endif
