#ifndef SEGMAP_H
#define SEGMAP_H

#include <stddef.h>

/*
 * A segment map: a name for every triple of scores.  Its text, see segment(1),
 * is refused where a triple has no name or two, unless it declares a rest,
 * or that the first match wins.
 */
struct segmap;

struct segmap_error {
	unsigned long line;		/* 0: of the whole text */
	char reason[128];
};

/* Read a map's text; NULL if it is at fault, and *error says how. */
struct segmap *segmap_parse(const char *text, struct segmap_error *error);
void segmap_free(struct segmap *m);

/* The built-in map of this name, or else the file; fatal if it is at fault. */
struct segmap *segmap_load(const char *name);

/* The names of the built-in maps, NULL-terminated. */
const char *const *segmap_names(void);

/* The scores it is made for are 1 to this. */
int segmap_bins(const struct segmap *m);

/* The segment of a triple. */
const char *segmap_segment(const struct segmap *m, int r, int f, int mon);

#endif
