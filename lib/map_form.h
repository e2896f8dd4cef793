#ifndef MAP_FORM_H
#define MAP_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "instant.h"
#include "map_kind.h"
#include "money.h"
#include "source.h"

/*
 * How a platform's export is read: sendlist-maps(5).  A map fills fields, the
 * columns of our records, from the columns of the export.
 */

/* A column of the export, or a text that stands for itself. */
struct map_part {
	struct map_part *next;
	const char *text;
	bool is_constant;
};

/* One way to fill a field: its parts, joined by a blank. */
struct map_way {
	struct map_way *next;
	struct map_part *parts;
};

/* The first way that isn't blank counts. */
struct map_field {
	struct map_way *ways;	/* NULL: the map has none */
	const char *front, *end;	/* taken off the cell; NULL: nothing */
	const char *none;	/* a cell that counts as blank; NULL: none */
	unsigned long line;	/* of the map's text */
};

/* What a platform's word is in our records. */
struct map_word {
	struct map_word *next;
	const char *word, *meaning;
};

/* Columns that together tell the map's exports from others. */
struct map_known {
	struct map_known *next;
	struct map_part *columns;
};

struct map {
	struct pool *pool;	/* of all its parts, itself included */
	const char *name, *title;
	enum map_kind kind;
	bool is_ours;		/* of canonical columns: no foreign export */
	bool is_builtin;
	bool carries;		/* a blank order_id repeats the one above */
	bool numbers;		/* every row is an order, numbered from 1 */
	bool drops_equal;	/* a record that comes again is the same one */
	struct layout layout;
	enum money_style money;
	enum notation time;
	unsigned zone_row;	/* of the header rows, the one that tells the zone of
				   times; 0: none does */
	int64_t spread;		/* seconds by which an order's rows differ */
	struct map_field fields[MAP_FIELDS];
	struct map_word *words;
	bool skips;		/* a word means that its row is no order */
	const char *others;	/* what all other words mean; NULL: nothing */
	struct map_known *known;
};

#endif
