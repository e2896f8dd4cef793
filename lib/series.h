#ifndef SERIES_H
#define SERIES_H

#include <stdbool.h>
#include <stddef.h>

#include "dict.h"
#include "pool.h"

/*
 * The files of one run, such as audience-GROUP-2.csv: what tells them apart
 * stands before the extension.
 */
struct series {
	const char *path;		/* what their names are made of */
	bool is_split, is_parted;	/* have they groups, or numbers, in them? */
	struct pool *pool;
	struct dict *written, *folded;	/* as they are, and case folded */
};

struct series series_new(const char *path, bool is_split, bool is_parted);
void series_free(struct series *s);

/* What the file of a group is called, and where number isn't 0, that part of
   it; lives as long as s. */
const char *series_name(struct series *s, const char *group, size_t number);

/* The file is written.  Fatal if another is where case doesn't tell names
   apart. */
void series_add(struct series *s, const char *name);

/* Name those that an earlier run has left beside the ones written; true: there
   are none. */
bool series_is_alone(struct series *s);

#endif
