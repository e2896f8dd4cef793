#ifndef VIEW_H
#define VIEW_H

#include <stdbool.h>
#include <stddef.h>

#include "map.h"
#include "source.h"

/* An export seen through a map: the fields of its current row. */
struct view;

/* Ask the source for the columns of the map that it has. */
struct view *view_open(const struct map *m, struct source *in);

/* Is there a column, or a constant, that can fill this field? */
bool view_has(const struct view *v, size_t field);

/* May that column of the source fill it? */
bool view_uses(const struct view *v, size_t field, size_t column);

/* Fatal, with the columns that the map looked for, unless there is one. */
void view_need(const struct view *v, size_t field, const char *otherwise);

/* Say which fields the map fills, but no column of the file does. */
void view_note_missing(const struct view *v);

/*
 * The field in the current row: no blanks around it, less what the map takes
 * off and the apostrophe that guards an id or a phone; "" if none is there.
 * Valid until the next row.
 */
struct cell view_cell(struct view *v, size_t field);

/* The time zone that the field names, NULL if none; false: it isn't one, and
   the row is rejected. */
bool view_zone(struct view *v, size_t field, const struct zone **zone);

/* Reject the current row for this field: the column that was looked at. */
void view_reject(const struct view *v, size_t field, const char *reason);

/* The header of the first column for this field, or the field's own name. */
const char *view_column(const struct view *v, size_t field);

void view_close(struct view *v);

#endif
