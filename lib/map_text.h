#ifndef MAP_TEXT_H
#define MAP_TEXT_H

#include "map.h"

/* The reading of a map's text, line by line.  For lib/map*.c alone. */
struct map_text {
	struct pool *pool;	/* the map's */
	unsigned long line;
	bool is_brief;		/* only what tells the map's exports counts */
	char reason[160];
};

/* Read text into *m; false if it is at fault, and *t says how. */
bool map_text_read(struct map_text *t, struct map *m, const char *text);

/* The number of what a kind's words mean, a status (see order.h), a state of
   consent or an event; else -1.  A meaning may also be one of enum map_meaning. */
int map_text_ours(enum map_kind kind, const char *word);
int map_text_meaning(enum map_kind kind, const char *meaning);

/* All that follows returns the reason why text is at fault, or NULL. */
const char *map_text_fail(struct map_text *t, const char *reason, ...)
    __attribute__((format(printf, 2, 3)));

/* Read terms, with between of the separators between them, from *at on. */
const char *map_text_terms(struct map_text *t, const char **at,
    const char *separators, char between, struct map_part **list);

/* Set what name says, if there is such a setting. */
const char *map_text_set(struct map_text *t, struct map *m, const char *name,
    const char *text);

/* Can the texts that stand for themselves be what the fields want? */
const char *map_text_check(struct map_text *t, struct map *m);

/* The field of this name, or NULL. */
struct map_field *map_text_field(struct map *m, const char *name);

/* Text without the blanks around it, that lasts as long as the map. */
const char *map_text_keep(struct map_text *t, const char *text, size_t len);

#endif
