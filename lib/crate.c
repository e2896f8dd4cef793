#include "crate.h"

#include <stdlib.h>

#include "pool.h"

enum { MOST = 512 };

struct crate {
	struct parcel *list;
	struct cell *cells;		/* of each, columns many */
	size_t n, columns;
	struct pool *texts;
};

struct crate *
crate_new(size_t columns)
{
	size_t room = 0;
	struct crate *c = pool_grow(NULL, &room, 1, sizeof *c);

	*c = (struct crate){ .columns = columns, .texts = pool_new(),
	    .list = pool_large(MOST * sizeof *c->list),
	    .cells = pool_large(MOST * (columns + 1) * sizeof *c->cells) };
	return c;
}

void
crate_free(struct crate *c)
{
	if (c == NULL)
		return;
	free(c->list);
	free(c->cells);
	pool_free(c->texts);
	free(c);
}

void
crate_empty(struct crate *c)
{
	pool_empty(c->texts);
	c->n = 0;
}

static struct cell
keep(struct crate *c, struct cell from)
{
	return (struct cell){ from.len == 0 ? "" :
	    pool_text(c->texts, from.text, from.len), from.len };
}

void
crate_put(struct crate *c, const struct parcel *p)
{
	struct cell *cells = &c->cells[c->n * c->columns];
	struct parcel *to = &c->list[c->n++];

	*to = *p;
	to->key = keep(c, p->key);
	to->id = keep(c, p->id);
	to->cells = cells;
	for (size_t k = 0; k < c->columns; k++)
		cells[k] = keep(c, p->cells[k]);
}

bool
crate_is_full(const struct crate *c)
{
	return c->n == MOST;
}

struct parcel *
crate_parcels(struct crate *c, size_t *n)
{
	*n = c->n;
	return c->list;
}
