#ifndef MAP_H
#define MAP_H

#include "map_form.h"

/*
 * Read the text of a map of this name, kept as it is.  NULL if it is at fault:
 * then *line and the reason say how.
 */
const struct map *map_parse(const char *name, const char *text,
    unsigned long *line, char reason[160]);

/*
 * What a platform's word means, whatever its case: an order_status of order.h,
 * or explicit, implied, unknown or denied, or an event of record_events, from 0;
 * or one of enum map_meaning; -1 if the map has no such word.  Our own words are known to every map.
 */
int map_meaning(const struct map *m, const char *word);

/* A user's map; fatal if it can't be read. */
const struct map *map_read(const char *path);

/* The i-th built-in map, by name; NULL after the last. */
const struct map *map_builtin(size_t i);

/* The built-in map that knows most of this header's columns, of those whose
   own are all in it; NULL if there is none. */
const struct map *map_match(enum map_kind kind, const char *const names[]);

/* A map of another kind, where it knows more of this header's columns than
   any of this kind; else NULL. */
const struct map *map_rival(enum map_kind kind, const char *const names[]);

/* The map that lacks least, and what it lacks, as text; NULL if that is more
   than half of what any of them is known by. */
const struct map *map_nearest(enum map_kind kind, const char *const names[],
    const char **missing);

/* The columns that fill the map's fields, NULL-terminated; some may come more
   than once.  The caller frees the list; NULL if nothing is filled. */
const char **map_columns(const struct map *m);

/* Is this the header of a platform's raw export, where a canonical column of
   this name was looked for?  Then which, and what tool makes that of it. */
bool map_guess(const char *const names[], const char *wanted,
    const char **map, const char **tool);

/* Fatal where it is, of a file beside the operands. */
void map_refuse_export(const char *const names[], const char *wanted,
    const char *path);

#endif
