#ifndef OPT_H
#define OPT_H

#include <stdbool.h>

#include "instant.h"
#include "value.h"

/* How every tool of the kit exits. */
enum {
	EXIT_DONE = 0,		/* every row was read and answered for */
	EXIT_REJECTS = 1,	/* the answer is whole but for rows reported */
	EXIT_TROUBLE = 2	/* no answer to rely on: usage, files, memory */
};

/* One option: a flag if arg is NULL (into is a bool), else a value. */
struct opt {
	char letter;		/* 0: it has only its long name */
	const char *name;
	const char *arg;	/* what --help calls the value */
	const char *help;
	value_parser *parse;
	void *into;
};

/* What --help prints, and all that opt_parse needs to know of a tool. */
struct tool {
	const char *summary;
	const char *operands;
	const struct opt *options;	/* ends with an opt whose name is NULL */
	int leading;		/* operands that aren't files and must be there */
};

/* The options that all tools share. */
struct common {
	struct instant as_of;
	bool as_of_given;	/* by option or environment, not by the clock */
	const char *as_of_text;	/* as it was given, or NULL */
	bool tz_given;		/* likewise; the zone is instant_zone() */
	bool json;
	bool quiet;
	bool strict;
	bool progress;
	struct list columns;	/* NAME=HEADER, each */
	const char *rejects;	/* the file for rejected rows, or NULL */
	const char *max_rejects;	/* "1%" or "100", checked; or NULL */
	const char *output;	/* the file for the result; NULL: stdout */
};

/*
 * Read the command line into the tool's own options and the common ones:
 * --tz first, then --as-of, then the others in turn.  Returns the operands.
 * Answers --help and --version itself; on a mistake it says which and exits
 * EXIT_TROUBLE.
 */
char **opt_parse(const struct tool *tool, struct common *common, int argc,
    char *argv[]);

/* Say what is wrong with the command line, point to --help, and exit 2. */
_Noreturn void opt_fail(const char *reason, ...)
    __attribute__((format(printf, 1, 2)));

#endif
