#include "view.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "dict.h"
#include "pool.h"
#include "rails_zone.h"

/* A part of a way, once the file is known: constant is NULL for a column. */
struct piece {
	const char *constant;
	size_t len;		/* of the constant */
	size_t column;
	bool joins;		/* it is joined to the piece before */
};

struct field {
	struct piece *pieces;	/* of all ways in turn */
	size_t n;
	const struct map_field *map;
	bool is_guarded;	/* an apostrophe may stand before it */
	bool is_plain;		/* columns alone, each by itself, and nothing
				   but blanks and that is taken off */
	char *text;		/* where it had to be copied */
	size_t room;
};

struct view {
	const struct map *map;
	struct source *in;
	struct pool *pool;
	struct field fields[MAP_FIELDS];
};

static const struct cell blank = { "", 0 };

/* A column of this name; "Name#1" is also the only one of that name. */
static size_t
find_column(struct source *in, const char *name)
{
	const char *sign = strrchr(name, '#');
	size_t column = source_find(in, name);
	char plain[128];

	if (column != DICT_NONE || sign == NULL || strcmp(sign, "#1") != 0)
		return column;
	snprintf(plain, sizeof plain, "%.*s", (int)(sign - name), name);
	return source_find(in, plain);
}

static void
bind_field(struct view *v, struct field *f)
{
	size_t n = 0;

	for (const struct map_way *w = f->map->ways; w != NULL; w = w->next)
		for (const struct map_part *p = w->parts; p != NULL; p = p->next)
			n++;
	f->pieces = pool_bytes(v->pool, (n + 1) * sizeof *f->pieces);
	for (const struct map_way *w = f->map->ways; w != NULL; w = w->next) {
		bool joins = false;

		for (const struct map_part *p = w->parts; p != NULL;
		    p = p->next) {
			struct piece *to = &f->pieces[f->n];

			to->constant = p->is_constant ? p->text : NULL;
			to->len = p->is_constant ? strlen(p->text) : 0;
			to->column = p->is_constant ? DICT_NONE :
			    find_column(v->in, p->text);
			if (!p->is_constant && to->column == DICT_NONE)
				continue;
			to->joins = joins;
			joins = true;
			f->n++;
		}
	}
}

struct view *
view_open(const struct map *m, struct source *in)
{
	static const char *const guarded[] = { "order_id", "customer_id",
	    "phone", "cart_id" };
	const char *const *names = map_fields(m->kind);
	struct pool *pool = pool_new();
	struct view *v = pool_bytes(pool, sizeof *v);

	v->map = m;
	v->in = in;
	v->pool = pool;
	for (size_t i = 0; names[i] != NULL; i++) {
		struct field *f = &v->fields[i];

		f->map = &m->fields[i];
		for (size_t g = 0; g < sizeof guarded / sizeof guarded[0]; g++)
			f->is_guarded |= strcmp(names[i], guarded[g]) == 0;
		bind_field(v, f);
		f->is_plain = f->map->front == NULL && f->map->end == NULL &&
		    f->map->none == NULL;
		for (size_t p = 0; p < f->n; p++)
			f->is_plain &= f->pieces[p].constant == NULL &&
			    !f->pieces[p].joins;
	}
	return v;
}

bool
view_has(const struct view *v, size_t field)
{
	return v->fields[field].n != 0;
}

bool
view_uses(const struct view *v, size_t field, size_t column)
{
	const struct field *f = &v->fields[field];

	for (size_t i = 0; i < f->n; i++)
		if (f->pieces[i].constant == NULL &&
		    f->pieces[i].column == column)
			return true;
	return false;
}

/* "'Total' or 'Sum'": what the map's ways begin with. */
static const char *
list_wanted(const struct view *v, size_t field)
{
	static char text[256];
	const struct map_way *w = v->map->fields[field].ways;
	size_t used = 0;

	text[0] = '\0';
	for (; w != NULL && used < sizeof text; w = w->next)
		used += (size_t)snprintf(text + used, sizeof text - used,
		    "%s'%s'", used != 0 ? " or " : "", w->parts->text);
	return text;
}

void
view_need(const struct view *v, size_t field, const char *otherwise)
{
	const char *name = map_fields(v->map->kind)[field];

	if (view_has(v, field))
		return;
	if (v->map->fields[field].ways == NULL)
		errx(EXIT_TROUBLE, "map %s: nothing fills %s%s", v->map->name,
		    name, otherwise);
	errx(EXIT_TROUBLE, "map %s: no column %s for %s%s", v->map->name,
	    list_wanted(v, field), name, otherwise);
}

void
view_note_missing(const struct view *v)
{
	const char *const *names = map_fields(v->map->kind);

	for (size_t i = 0; names[i] != NULL; i++)
		if (v->fields[i].map->ways != NULL && !view_has(v, i))
			tally_note("map %s: no column for %s (looked for %s)",
			    v->map->name, names[i], list_wanted(v, i));
}

static bool
is_blank(char c)
{
	return c <= ' ' && (c == ' ' || c == '\t' || c == '\r' || c == '\n');
}

static struct cell
piece_cell(const struct view *v, const struct piece *p)
{
	struct cell c;

	if (p->constant != NULL)
		return (struct cell){ p->constant, p->len };
	c = source_cell(v->in, p->column);
	while (c.len > 0 && is_blank(*c.text)) {
		c.text++;
		c.len--;
	}
	while (c.len > 0 && is_blank(c.text[c.len - 1]))
		c.len--;
	return c;
}

static struct cell
copy(struct field *f, size_t at, struct cell c)
{
	f->text = pool_grow(f->text, &f->room, at + c.len + 2, 1);
	if (at != 0)
		f->text[at++] = ' ';
	memcpy(f->text + at, c.text, c.len);
	f->text[at + c.len] = '\0';
	return (struct cell){ f->text, at + c.len };
}

/* The cell less what the map takes off. */
static struct cell
pared(const struct field *f, struct cell c)
{
	const char *front = f->map->front, *end = f->map->end;

	if (c.len == 0)
		return c;
	if (f->is_guarded && c.len > 1 && *c.text == '\'') {
		c.text++;
		c.len--;
	}
	if (front != NULL && strncmp(c.text, front, strlen(front)) == 0) {
		c.text += strlen(front);
		c.len -= strlen(front);
	}
	if (end != NULL && c.len >= strlen(end) &&
	    memcmp(c.text + c.len - strlen(end), end, strlen(end)) == 0)
		c.len -= strlen(end);
	if (f->map->none != NULL && strlen(f->map->none) == c.len &&
	    memcmp(f->map->none, c.text, c.len) == 0)
		c.len = 0;
	return c;
}

/* The first piece that isn't blank; the field's n where all are. */
static size_t
find_piece(const struct view *v, const struct field *f)
{
	size_t i = 0;

	while (i < f->n && pared(f, piece_cell(v, &f->pieces[i])).len == 0)
		i++;
	return i;
}

/* The field's first way that isn't blank; those before it are. */
static struct cell
find_way(const struct view *v, struct field *f)
{
	for (size_t i = find_piece(v, f); i < f->n;) {
		struct cell c = pared(f, piece_cell(v, &f->pieces[i])), more;

		if (c.text[c.len] != '\0')
			c = copy(f, 0, c);
		for (i++; i < f->n && f->pieces[i].joins; i++) {
			more = pared(f, piece_cell(v, &f->pieces[i]));
			if (more.len == 0)
				continue;
			if (c.text != f->text)
				copy(f, 0, c);
			c = copy(f, c.len, more);
		}
		return c;
	}
	return blank;
}

struct cell
view_cell(struct view *v, size_t field)
{
	struct field *f = &v->fields[field];
	const struct piece *p = f->pieces, *end = p + f->n;

	if (!f->is_plain)
		return find_way(v, f);
	/* Most cells are blank, and most of the others stand as they are. */
	for (; p < end; p++) {
		struct cell c = source_cell(v->in, p->column);

		if (c.len != 0)
			return is_blank(c.text[0]) ||
			    is_blank(c.text[c.len - 1]) ||
			    (f->is_guarded && *c.text == '\'') ?
			    find_way(v, f) : c;
	}
	return blank;
}

bool
view_zone(struct view *v, size_t field, const struct zone **zone)
{
	const char *name = view_cell(v, field).text, *reason;

	*zone = NULL;
	if (*name == '\0')
		return true;
	if (rails_zone(name) != NULL)
		name = rails_zone(name);
	*zone = zone_find(name, &reason);
	if (*zone == NULL)
		view_reject(v, field, reason);
	return *zone != NULL;
}

void
view_reject(const struct view *v, size_t field, const char *reason)
{
	const struct field *f = &v->fields[field];
	size_t i = find_piece(v, f);

	cell_reject(v->in, i < f->n ? f->pieces[i].column :
	    f->n != 0 ? f->pieces[0].column : DICT_NONE, reason);
}

const char *
view_column(const struct view *v, size_t field)
{
	const struct field *f = &v->fields[field];

	return f->n != 0 && f->pieces[0].column != DICT_NONE ?
	    source_names(v->in)[f->pieces[0].column] :
	    map_fields(v->map->kind)[field];
}

void
view_close(struct view *v)
{
	struct pool *pool = v->pool;

	for (size_t i = 0; i < MAP_FIELDS; i++)
		free(v->fields[i].text);
	pool_free(pool);
}

