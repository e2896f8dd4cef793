#include "metric.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "opt.h"
#include "pool.h"

struct metric {
	bool is_message, is_other;	/* by its name, where it has one */
	const char *column;		/* of the first row that has none; NULL:
					   all have */
	struct place at;
};

struct metrics {
	struct pool *pool;
	struct dict *ids;
	struct metric *list;		/* by id */
	size_t room;
};

struct metrics *
metrics_new(void)
{
	struct metrics *m = calloc(1, sizeof *m);

	if (m == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	m->pool = pool_new();
	m->ids = dict_new();
	return m;
}

void
metrics_free(struct metrics *m)
{
	pool_free(m->pool);
	dict_free(m->ids);
	free(m->list);
	free(m);
}

void
metrics_take(struct metrics *m, const char *id, const char *name,
    bool is_message, const char *column, struct place at)
{
	size_t n = dict_count(m->ids), i = dict_add(m->ids, id, strlen(id));
	struct metric *e;

	if (i == n) {
		m->list = pool_grow(m->list, &m->room, n + 1,
		    sizeof *m->list);
		m->list[i] = (struct metric){ .column = NULL };
	}
	e = &m->list[i];
	if (*name != '\0') {
		e->is_message |= is_message;
		e->is_other |= !is_message;
	} else if (e->column == NULL) {
		e->column = pool_text(m->pool, column, strlen(column));
		e->at = at;
	}
}

/* Where there are several, or theirs is known to be no message, what went out
   can't be told from its being opened.  Of several the last is told: that it
   isn't of the first is what is wrong. */
void
metrics_check(const struct metrics *m)
{
	size_t n = dict_count(m->ids);

	for (size_t i = n; i-- > 0;) {
		const struct metric *e = &m->list[i];

		if (e->column != NULL && !e->is_message &&
		    (e->is_other || n > 1))
			errx(EXIT_TROUBLE, "%s:%lu: %s: '%s': events of "
			    "%s (want them fetched with include=metric, or "
			    "those of one metric alone)", e->at.file,
			    e->at.line, e->column, dict_key(m->ids, i),
			    e->is_other ? "a metric that isn't messages, "
			    "without its name" : "several metrics without "
			    "their names");
	}
}
