#include "profile.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"

enum { LINE = 64 };			/* of the cache */

/* A text that is written over by later ones, where they fit. */
struct buffer {
	char *text;			/* NULL: none yet */
	size_t room;
};

/* Which row a cell is from. */
struct stamp {
	int64_t at;
	struct buffer id;
};

struct slot {
	struct buffer cell;
	struct stamp *from;		/* NULL: the owner's last row */
	struct stamp *spare;		/* kept to be used again */
};

/* One owner's: the last row, and a slot for each column. */
struct owner {
	struct stamp last;
	struct slot slots[];
};

struct profile {
	struct pool *pool;
	size_t columns;
	struct owner **owners;
	size_t room;
};

struct profile *
profile_new(size_t columns)
{
	struct pool *pool = pool_new();
	struct profile *p = pool_bytes(pool, sizeof *p);

	p->pool = pool;
	p->columns = columns;
	return p;
}

void
profile_free(struct profile *p)
{
	if (p == NULL)
		return;
	free(p->owners);
	pool_free(p->pool);
}

static void
buffer_set(struct profile *p, struct buffer *b, const char *text, size_t len)
{
	if (b->text == NULL || len + 1 > b->room) {
		b->room = b->text == NULL ? len + 1 : 2 * (len + 1);
		b->text = pool_bytes(p->pool, b->room);
	}
	memcpy(b->text, text, len + 1);
}

/* As strcmp: does stamp s come before, with or after the row? */
static int
stamp_order(const struct stamp *s, struct instant at, struct cell id)
{
	if (s->at != at.seconds)
		return s->at < at.seconds ? -1 : 1;
	return strcmp(s->id.text, id.text);
}

static void
stamp_set(struct profile *p, struct stamp *s, int64_t at, const char *id,
    size_t len)
{
	s->at = at;
	buffer_set(p, &s->id, id, len);
}

/* The slot's cell is no longer from the last row, but from this one. */
static void
slot_date(struct profile *p, struct slot *s, int64_t at, const char *id,
    size_t len)
{
	if (s->spare == NULL)
		s->spare = pool_bytes(p->pool, sizeof *s->spare);
	s->from = s->spare;
	stamp_set(p, s->from, at, id, len);
}

/* A row later than all of the owner's so far. */
static void
add_last(struct profile *p, struct owner *o, struct instant at,
    struct cell id, const struct cell cells[])
{
	for (size_t i = 0; i < p->columns; i++) {
		struct slot *s = &o->slots[i];

		if (cells[i].len != 0) {
			buffer_set(p, &s->cell, cells[i].text, cells[i].len);
			s->from = NULL;
		} else if (s->cell.text != NULL && s->from == NULL) {
			slot_date(p, s, o->last.at, o->last.id.text,
			    strlen(o->last.id.text));
		}
	}
	stamp_set(p, &o->last, at.seconds, id.text, id.len);
}

/* A row that isn't; one with another's time and id yields to the larger. */
static void
add_earlier(struct profile *p, struct owner *o, struct instant at,
    struct cell id, const struct cell cells[])
{
	for (size_t i = 0; i < p->columns; i++) {
		struct slot *s = &o->slots[i];
		int order = -1;

		if (cells[i].len == 0)
			continue;
		if (s->cell.text != NULL)
			order = stamp_order(s->from != NULL ? s->from :
			    &o->last, at, id);
		if (order > 0 || (order == 0 &&
		    strcmp(s->cell.text, cells[i].text) >= 0))
			continue;
		buffer_set(p, &s->cell, cells[i].text, cells[i].len);
		if (stamp_order(&o->last, at, id) == 0)
			s->from = NULL;
		else
			slot_date(p, s, at.seconds, id.text, id.len);
	}
}

void
profile_add(struct profile *p, size_t owner, struct instant at,
    struct cell id, const struct cell cells[])
{
	size_t had = p->room;
	struct owner *o;

	if (owner >= had) {
		p->owners = pool_grow(p->owners, &p->room, owner + 1,
		    sizeof *p->owners);
		memset(p->owners + had, 0,
		    (p->room - had) * sizeof *p->owners);
	}
	o = p->owners[owner];
	if (o == NULL) {
		o = pool_bytes(p->pool,
		    sizeof *o + p->columns * sizeof o->slots[0]);
		p->owners[owner] = o;
	}
	if (o->last.id.text == NULL || stamp_order(&o->last, at, id) < 0)
		add_last(p, o, at, id, cells);
	else
		add_earlier(p, o, at, id, cells);
}

void
profile_fetch(const struct profile *p, size_t owner)
{
	if (owner < p->room)
		__builtin_prefetch(&p->owners[owner]);
}

void
profile_fetch_more(const struct profile *p, size_t owner)
{
	const char *o = owner < p->room ? (const char *)p->owners[owner] : NULL;

	for (size_t at = 0; o != NULL && at < sizeof(struct owner) +
	    p->columns * sizeof(struct slot); at += LINE)
		__builtin_prefetch(o + at, 1);
}

const char *
profile_cell(const struct profile *p, size_t owner, size_t column)
{
	const char *text = NULL;

	if (owner < p->room && p->owners[owner] != NULL)
		text = p->owners[owner]->slots[column].cell.text;
	return text != NULL ? text : "";
}
