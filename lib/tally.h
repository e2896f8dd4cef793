#ifndef TALLY_H
#define TALLY_H

#include <stdbool.h>
#include <stddef.h>

#include "opt.h"

/*
 * What became of every row: used, set aside (counted by kind), or rejected
 * (reported, at most ten of a kind, and written whole to --rejects).  There is
 * one tally a program.
 */

/* Where a row stands, and its bytes as they stand there. */
struct place {
	const char *file;
	unsigned long line;
	unsigned record;	/* of nested JSON: which one of its document,
				   from 1; 0: the document is one */
	const char *row;
	size_t len;
	unsigned part;		/* grows with each file and repeated header */
	size_t nth;		/* of the operands' rows, rejected ones too */
};

/* Begin; opt_parse does. */
void tally_open(const struct common *common);

/* n more rows were read from the operands: what --max-rejects is a part of. */
void tally_read(size_t n);

/* A row is set aside: later than as-of, not a purchase, no identity ... */
void tally_set_aside(const char *kind, size_t n);

/*
 * A row is rejected: "file:line: column: 'value': reason".  column and value
 * may be NULL.  With --strict that is fatal.
 */
void tally_reject(struct place at, const char *column, const char *value,
    const char *reason);

/*
 * From here on a rejected row is fatal whatever the options say, and why is
 * said behind it.
 */
void tally_bear_none(const char *why);

/* Count and say nothing, until it's turned off: rows are read that will be read
   again. */
void tally_mute(bool mute);

/* Say a fact about the run on stderr, "program: ...", unless --quiet. */
void tally_note(const char *text, ...) __attribute__((format(printf, 1, 2)));

/* Say how many of the rows of an option's files found somebody; nothing, if there
   are no rows. */
void tally_joined(const char *option, size_t n, size_t of);

/*
 * End: print the line of rows set aside and the counts of rejected ones, and
 * return how the tool should exit.  Fatal where --max-rejects is exceeded, so
 * close the sinks after it.
 */
int tally_close(void);

#endif
