#ifndef PAGES_H
#define PAGES_H

#include <stdbool.h>
#include <stddef.h>

#include "opt.h"
#include "row.h"

/*
 * Lines on their way to one or more files: those of each group to its own, and
 * to another where one would hold more than is allowed.  There are all the
 * files, or none.
 */
struct pages;

struct page_limits {
	const char *of;			/* whose they are */
	size_t rows_most, bytes_most, rows_least;	/* 0: no limit */
};

/* header is written first in each; of no bytes, the lines are JSON.  is_split:
   a file's name has its group's in it. */
struct pages *pages_new(const struct common *common,
    const struct page_limits *limits, const struct row *header,
    bool is_split);

/* Add a line, without its end. */
void pages_add(struct pages *p, const char *group, const struct row *line);

/* Each line is a person: say of which files there are fewer than are wanted.
   They are written all the same. */
void pages_say_few(struct pages *p);

/* Write it all, whole, but under temporary names; then give the files their
   own, and name those that an earlier run has left beside them; true: there are
   none. */
void pages_write(struct pages *p);
bool pages_settle(struct pages *p);
void pages_free(struct pages *p);

#endif
