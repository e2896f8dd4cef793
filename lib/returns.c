#include "returns.h"

#include <string.h>

#include "cell.h"
#include "dict.h"
#include "phrase.h"
#include "pool.h"
#include "record.h"
#include "source.h"
#include "tally.h"

static const struct list nothing;

struct returns {
	const struct common *common;
	struct pool *pool, *row;	/* row: of the current one */
	struct dict *things;		/* see key_of */
	struct events *events;
};

struct returns *
returns_new(const struct common *common)
{
	struct pool *pool = pool_new();
	struct returns *r = pool_bytes(pool, sizeof *r);

	*r = (struct returns){ .common = common, .pool = pool,
	    .row = pool_new(), .things = dict_new(),
	    .events = events_new(&nothing) };
	return r;
}

void
returns_free(struct returns *r)
{
	events_free(r->events);
	dict_free(r->things);
	pool_free(r->row);
	pool_free(r->pool);
}

/* No sku is all that was ordered; no id has a newline. */
static const char *
key_of(const struct returns *r, const char *order_id, const char *sku)
{
	return phrase_print(r->row, "%s\n%s", order_id, sku);
}

struct columns {
	struct recipient_columns who;
	size_t at, name, order_id, sku;
};

/* Note what the row says came back: false where it says so of no order. */
static bool
note(struct returns *r, struct source *in, const struct columns *at,
    const char *name)
{
	const char *order_id = source_cell(in, at->order_id).text, *key;

	if (*order_id == '\0' || (strcmp(name, "return-request") != 0 &&
	    strcmp(name, "refund") != 0))
		return false;
	key = key_of(r, order_id, source_cell(in, at->sku).text);
	dict_add(r->things, key, strlen(key));
	return true;
}

static void
read_row(struct returns *r, struct source *in, const struct columns *at,
    const char *path, struct people *people)
{
	struct recipient who;
	struct instant when;
	const char *name;
	bool is_named;
	size_t person = DICT_NONE;

	if (!recipient_read(in, &at->who, r->row, &who) ||
	    !cell_read(in, at->at, instant_parse, &when))
		return;
	is_named = *recipient_name(&who) != '\0';
	if (is_named)
		person = recipient_join(&who, people);
	if (!instant_is_known(when, r->common->as_of))
		tally_set_aside("later events", 1);
	else if (record_parse_event(source_cell(in, at->name).text, &name) !=
	    NULL)
		tally_set_aside("unused event", 1);
	else if (!note(r, in, at, name) && !is_named)
		tally_set_aside("no identity", 1);
	else if (is_named)
		events_add(r->events, person, name, when, path);
}

static void
load(struct returns *r, const char *path, struct people *people)
{
	struct source *in = source_open_side(path, r->common);
	struct columns at = {
		.who = recipient_find(in, &nothing, r->pool),
		.at = source_column(in, "event_at"),
		.name = source_column(in, "event"),
		.order_id = source_find(in, "order_id"),
		.sku = source_find(in, "sku")
	};

	while (source_next(in)) {
		read_row(r, in, &at, path, people);
		pool_empty(r->row);
	}
	source_close(in);
}

void
returns_load(struct returns *r, const struct list *paths, struct circle *c)
{
	for (size_t i = 0; i < paths->n; i++)
		load(r, paths->items[i], circle_people(c));
}

void
returns_close(struct returns *r, struct circle *c, const char *option)
{
	size_t of, joined;

	events_close(r->events, circle_people(c));
	joined = events_matched(r->events, circle_wanted(c), &of);
	tally_joined(option, joined, of);
}

static bool
has(const struct returns *r, const char *order_id, const char *sku)
{
	const char *key = key_of(r, order_id, sku);

	return dict_find(r->things, key, strlen(key)) != DICT_NONE;
}

bool
returns_have(const struct returns *r, const char *order_id, const char *sku)
{
	return has(r, order_id, sku) || has(r, order_id, "");
}

const struct events *
returns_events(const struct returns *r)
{
	return r->events;
}
