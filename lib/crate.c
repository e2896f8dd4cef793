#include "crate.h"

#include <stdlib.h>
#include <string.h>

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

/* Copy a text to that place, where there is room; the one behind it. */
static char *
keep(char *to, struct cell *c, struct cell from)
{
	*c = (struct cell){ "", 0 };
	if (from.len == 0)
		return to;
	*c = (struct cell){ memcpy(to, from.text, from.len), from.len };
	to[from.len] = '\0';
	return to + from.len + 1;
}

void
crate_put(struct crate *c, const struct parcel *p)
{
	struct cell *cells = &c->cells[c->n * c->columns];
	struct parcel *to = &c->list[c->n++];
	size_t need = p->key.len + 1 + p->id.len + 1;
	char *text;

	for (size_t k = 0; k < c->columns; k++)
		need += p->cells[k].len + 1;
	text = pool_room(c->texts, need);
	*to = *p;
	to->cells = cells;
	text = keep(text, &to->key, p->key);
	text = keep(text, &to->id, p->id);
	for (size_t k = 0; k < c->columns; k++)
		text = keep(text, &cells[k], p->cells[k]);
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
