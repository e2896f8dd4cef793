#ifndef LAYOUT_H
#define LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

struct source;

/* How files are laid out, where they don't tell by themselves.  All zero is
   ours: one header row, delimiter told by it, quoted as RFC 4180. */
struct layout {
	char delimiter;		/* 0: told by the header; ' ': runs of blanks */
	bool unquoted;		/* a quote is data */
	const char *const *header;	/* the columns of a file without header;
				   NULL-terminated */
	unsigned skip;		/* further header rows below the first */
	/* Is it the header?  Then rows before it are passed over, and told; NULL:
	   the first row is. */
	bool (*is_header)(const char *const names[], const void *context);
	const void *context;
	bool is_strict;		/* bytes that aren't UTF-8 are fatal, not of a row */
	bool *renamed;		/* which of --column some file had, among tables
				   that have others; NULL: this one has all */
	bool is_nested;		/* JSON may be as APIs give it: see unfold.h */
	const char *records, *lines;	/* ... where its arrays are; NULL: none */
};

/*
 * Before the first row is read: the files are laid out like this.  Of nested
 * JSON the table has these columns too, whether the first record does or not.
 */
void source_expect(struct source *s, const struct layout *layout,
    const char *const columns[]);

/* The text of a header row of the current file, 1 for the one below the names, in
   that column; "": there is none. */
const char *source_below(const struct source *s, unsigned row, size_t column);

#endif
