#ifndef DELAYS_H
#define DELAYS_H

#include <stdbool.h>

#include "opt.h"
#include "span.h"

/*
 * How long to wait, by what a row says in one of its columns: a file of that
 * column and of one named "after", such as
 *
 *	category,after
 *	Shoes,10d
 *	Furniture,21d
 */
struct delays;

/* Read the file; path NULL: there is none.  Fatal if it has other columns than
   two, a row that can't be read, or one text twice. */
struct delays *delays_read(const char *path, const struct common *common);
void delays_free(struct delays *d);

/* The column that decides, by its name; NULL: there is no file. */
const char *delays_column(const struct delays *d);

/* The span for this text of it; false: none is told.  Both are counted, and
   delays_say says, for the option that names the file, how many were told. */
bool delays_find(struct delays *d, const char *text, struct span *into);
void delays_say(const struct delays *d, const char *option);

#endif
