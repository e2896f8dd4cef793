#include "profile.h"

#include <err.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "opt.h"
#include "pool.h"

enum { LINE = 64 };			/* of the cache */

/* A column's cell as it is kept; of AS_BEFORE, which most are, the row is that
   of the cell before it.  Texts are NUL-terminated, and follow their lengths. */
enum kept { BLANK, DATED, AS_BEFORE };

/*
 * An owner's cells are kept close together, as one text, so that a look at them
 * costs a miss or two of the cache: for each column how it is kept, then at,
 * id and cell, as far as there are any.
 */
struct leaf {
	uint32_t room;
	char bytes[];
};

/* A cell, and the row that it is from. */
struct dated {
	struct cell cell, id;
	int64_t at;
};

struct profile {
	struct pool *pool;
	size_t columns;
	char *scratch;			/* where a leaf is written first */
	size_t scratch_room;
};

struct profile *
profile_new(size_t columns)
{
	struct pool *pool = pool_new();
	struct profile *p = pool_bytes(pool, sizeof *p);

	if (columns > PROFILE_MOST)
		abort();
	p->pool = pool;
	p->columns = columns;
	return p;
}

void
profile_free(struct profile *p)
{
	if (p == NULL)
		return;
	free(p->scratch);
	pool_free(p->pool);
}

static const char *
read_text(const char *from, struct cell *c)
{
	uint32_t len;

	memcpy(&len, from, sizeof len);
	from += sizeof len;
	*c = (struct cell){ from, len };
	return from + len + 1;
}

static void
unfold(const struct profile *p, const struct leaf *own, struct dated cells[])
{
	const char *from = own == NULL ? NULL : own->bytes;
	const struct dated *before = NULL;

	for (size_t i = 0; i < p->columns; i++) {
		struct dated *d = &cells[i];
		enum kept how = from == NULL ? BLANK : (enum kept)*from++;

		d->cell = (struct cell){ "", 0 };
		if (how == BLANK)
			continue;
		if (how == DATED) {
			memcpy(&d->at, from, sizeof d->at);
			from = read_text(from + sizeof d->at, &d->id);
		} else {
			d->at = before->at;
			d->id = before->id;
		}
		from = read_text(from, &d->cell);
		before = d;
	}
}

static char *
put(char *to, const void *bytes, size_t n)
{
	memcpy(to, bytes, n);
	return to + n;
}

static char *
put_text(char *to, struct cell c)
{
	uint32_t len = (uint32_t)c.len;

	to = put(put(to, &len, sizeof len), c.text, c.len);
	*to++ = '\0';
	return to;
}

static bool
is_same_row(const struct dated *a, const struct dated *b)
{
	return a->at == b->at && a->id.len == b->id.len &&
	    memcmp(a->id.text, b->id.text, a->id.len) == 0;
}

/* Room for all of them, each dated. */
static char *
scratch(struct profile *p, const struct dated cells[])
{
	struct dated d;
	size_t need = 0;

	for (size_t i = 0; i < p->columns; i++)
		need += 1 + sizeof d.at + 2 * (sizeof(uint32_t) + 1) +
		    cells[i].cell.len + (cells[i].cell.len != 0 ?
		    cells[i].id.len : 0);
	if (need > UINT32_MAX / 2)
		errx(EXIT_TROUBLE, "cells too large to be kept");
	p->scratch = pool_grow(p->scratch, &p->scratch_room, need, 1);
	return p->scratch;
}

/* Write them anew, over the old ones where they fit. */
static void
fold(struct profile *p, struct leaf **own, const struct dated cells[])
{
	const struct dated *before = NULL;
	char *to = scratch(p, cells);
	size_t len;

	for (size_t i = 0; i < p->columns; i++) {
		const struct dated *d = &cells[i];
		enum kept how = d->cell.len == 0 ? BLANK : before != NULL &&
		    is_same_row(d, before) ? AS_BEFORE : DATED;

		*to++ = (char)how;
		if (how == DATED)
			to = put_text(put(to, &d->at, sizeof d->at), d->id);
		if (how == BLANK)
			continue;
		to = put_text(to, d->cell);
		before = d;
	}
	len = (size_t)(to - p->scratch);
	if (*own == NULL || len > (*own)->room) {
		size_t room = *own == NULL ? len : 2 * len;

		*own = pool_bytes(p->pool, sizeof **own + room);
		(*own)->room = (uint32_t)room;
	}
	memcpy((*own)->bytes, p->scratch, len);
}

/* Is it older than the row, or of the same with the lesser cell? */
static bool
yields(const struct dated *d, const struct dated *row)
{
	int order;

	if (d->cell.len == 0)
		return true;
	if (d->at != row->at)
		return d->at < row->at;
	order = strcmp(d->id.text, row->id.text);
	return order < 0 ||
	    (order == 0 && strcmp(d->cell.text, row->cell.text) < 0);
}

void
profile_add(struct profile *p, struct leaf **own, struct instant at,
    struct cell id, const struct cell cells[])
{
	struct dated known[PROFILE_MOST];
	bool is_new = false;

	unfold(p, *own, known);
	for (size_t i = 0; i < p->columns; i++) {
		struct dated row = { cells[i], id, at.seconds };

		if (cells[i].len == 0 || !yields(&known[i], &row))
			continue;
		known[i] = row;
		is_new = true;
	}
	if (is_new)
		fold(p, own, known);
}

void
profile_fetch(const struct leaf *own)
{
	if (own == NULL)
		return;
	__builtin_prefetch(own, 1);
	__builtin_prefetch((const char *)own + LINE, 1);
}

void
profile_cells(const struct profile *p, const struct leaf *own,
    struct cell cells[])
{
	struct dated known[PROFILE_MOST];

	unfold(p, own, known);
	for (size_t i = 0; i < p->columns; i++)
		cells[i] = known[i].cell;
}
