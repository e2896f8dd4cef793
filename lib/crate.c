#include "crate.h"

#include <stdlib.h>
#include <string.h>

#include "pool.h"

enum { MOST = 512 };

struct crate {
	struct pool *pool;
	size_t n, columns;
	struct parcel parcels[MOST];
	struct cell *cells;		/* of each, columns many */
	char *texts[MOST];
	size_t room[MOST];
};

struct crate *
crate_new(size_t columns)
{
	struct pool *pool = pool_new();
	struct crate *c = pool_bytes(pool, sizeof *c);

	c->pool = pool;
	c->columns = columns;
	c->cells = pool_bytes(pool,
	    MOST * (columns + 1) * sizeof *c->cells);
	return c;
}

void
crate_free(struct crate *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < MOST; i++)
		free(c->texts[i]);
	pool_free(c->pool);
}

void
crate_empty(struct crate *c)
{
	c->n = 0;
}

static struct cell
keep(struct cell c, char **at)
{
	struct cell kept = { memcpy(*at, c.text, c.len), c.len };

	(*at)[c.len] = '\0';
	*at += c.len + 1;
	return kept;
}

void
crate_put(struct crate *c, const struct parcel *p)
{
	size_t i = c->n++, len = p->key.len + p->id.len + 2;
	struct parcel *to = &c->parcels[i];
	struct cell *cells = &c->cells[i * c->columns];
	char *at;

	for (size_t k = 0; k < c->columns; k++)
		len += p->cells[k].len + 1;
	c->texts[i] = at = pool_grow(c->texts[i], &c->room[i], len, 1);
	*to = *p;
	to->key = keep(p->key, &at);
	to->id = keep(p->id, &at);
	to->cells = cells;
	for (size_t k = 0; k < c->columns; k++)
		cells[k] = p->cells[k].len == 0 ? (struct cell){ "", 0 } :
		    keep(p->cells[k], &at);
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
	return c->parcels;
}
