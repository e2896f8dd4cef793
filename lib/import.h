#ifndef IMPORT_H
#define IMPORT_H

#include "view.h"

/* How the tools that read platforms' exports choose a map. */
struct import {
	enum map_kind kind;
	const char *from;		/* a built-in map's name, or NULL */
	const char *file;		/* a user's map, or NULL */
	const char *chosen[MAP_FIELDS];	/* the column for a field; NULL: the map's */
	int header_rows;		/* 0: as the map says */
	const char *otherwise;		/* the map of what none knows, where columns
					   are chosen; or NULL */
	bool is_strict, *renamed;	/* see layout.h */
	const struct map *map;		/* chosen by import_open */
	struct source *in;
	/* As import_decimal and import_notation read them; 0: as the map says. */
	int decimal, notation;
};

/*
 * Open the operands, by the map asked for or by the one that their header
 * tells.  Fatal where there is no such map.  NULL if the input holds nothing,
 * not even a header, or is one page of an API without records.  Other operands
 * may be opened after it, by a map of their own if none is asked for.
 */
struct view *import_open(struct import *how, char *const paths[],
    const struct common *common);

/* Let that column fill a field, now that the header is known: the view anew. */
struct view *import_choose(struct import *how, struct view *v, size_t field,
    const char *column);

/* How amounts and times are written: as the options say, else the map. */
enum money_style import_money(const struct import *how);
enum notation import_time(const struct import *how);

/* The values of --decimal and --time, into an int.  See value.h. */
const char *import_decimal(const char *text, void *into);
const char *import_notation(const char *text, void *into);

/* Write the maps of a kind and the columns that each is known by. */
void import_list(enum map_kind kind, const struct common *common);

/* A number of header rows, into an int.  See value.h. */
value_parser import_header_rows;

/* Read a country into a const char *, as its code.  See value.h. */
const char *import_country(const char *text, void *into);

#endif
