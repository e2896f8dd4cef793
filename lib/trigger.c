#include "trigger.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asof.h"
#include "cell.h"
#include "data.h"
#include "dict.h"
#include "occasion.h"
#include "phrase.h"
#include "pool.h"
#include "record.h"
#include "source.h"
#include "trigger_compare.h"

struct triggers {
	struct pool *pool;
	struct trigger *list;
	size_t n, room;
	struct recipient_columns who;
	/* only while they are read */
	const struct trigger_reading *how;
	struct common *common;
	struct source *in;
	size_t flow, id, at, since, expires, reason, data;
	struct occasion_columns occasion;
	struct asof asof;
	struct occasion told;	/* of the current row, if it's no trigger */
	const char *file;	/* of the last row kept, for all of its rows */
};

/* Is it a list of those not to write to?  Customers have as few columns only
   where these are an id and addresses. */
static bool
is_suppression(const struct triggers *t)
{
	size_t others = 0;
	int which;

	if (*source_names(t->in) == NULL)
		return false;
	for (const char *const *name = source_names(t->in); *name != NULL;
	    name++) {
		if (choice_parse(*name, record_columns(RECORD_SUPPRESSION),
		    &which) != NULL)
			return false;
		others++;
	}
	others -= (t->who.customer_id != DICT_NONE) +
	    (t->who.email != DICT_NONE) + (t->who.phone != DICT_NONE);
	return t->who.customer_id == DICT_NONE || others > 0;
}

/* Rows that are no triggers must be of a kind that starts a flow: addresses
   alone may be those of a list of whatever make and meaning. */
static void
check_kind(struct triggers *t)
{
	struct place at = source_place(t->in);

	if (is_suppression(t))
		errx(EXIT_TROUBLE, "%s:%lu: looks like a --suppress list "
		    "(want triggers, customers, orders, lines or events)",
		    at.file, at.line);
	if (t->occasion.order == DICT_NONE && t->occasion.event == DICT_NONE)
		source_column(t->in, "customer_id");
	if (t->who.customer_id == DICT_NONE && t->who.email == DICT_NONE &&
	    t->who.phone == DICT_NONE)
		source_column(t->in, "customer_id");
}

static void
find_columns(struct triggers *t)
{
	struct source *in = t->in;

	if (source_find(in, "send_id") != DICT_NONE)
		errx(EXIT_TROUBLE, "these are sends already (want --history "
		    "for earlier ones)");
	t->flow = source_find(in, "flow");
	t->since = source_find(in, "since_at");
	t->expires = source_find(in, "expires_at");
	t->data = source_find(in, "data");
	asof_find(&t->asof, in);
	t->who = recipient_find(in, t->how->asked, t->pool);
	t->id = source_find(in, "trigger_id");
	if (t->id != DICT_NONE) {
		t->flow = source_column(in, "flow");
		t->at = source_column(in, "triggered_at");
		t->reason = source_column(in, "reason");
	}
	t->occasion = occasion_find(in);
	if (t->id == DICT_NONE)
		check_kind(t);
	if (t->flow == DICT_NONE && t->how->flow == NULL)
		errx(EXIT_TROUBLE, "no column 'flow' (want it, or --flow)");
}

/* The row's flow; NULL: the row is rejected. */
static const struct flow *
read_flow(struct triggers *t)
{
	struct cell cell = source_cell(t->in, t->flow);
	const struct flow *flow;
	struct place at;

	if (t->flow == DICT_NONE)
		return t->how->flow;
	if (cell.len == 0) {
		cell_reject(t->in, t->flow, "blank (want a flow)");
		return NULL;
	}
	flow = flows_find(t->how->flows, cell.text);
	at = source_place(t->in);
	if (flow == NULL && t->how->skip_unknown) {
		tally_set_aside("unknown flow", 1);
		return NULL;
	}
	if (flow == NULL)
		errx(EXIT_TROUBLE, "%s:%lu: flow: '%s': no such flow "
		    "(want %s)", at.file, at.line, cell.text,
		    flows_known(t->how->flows));
	if (t->how->flow != NULL && flow != t->how->flow)
		errx(EXIT_TROUBLE, "%s:%lu: flow: '%s': not that of --flow "
		    "(want %s)", at.file, at.line, cell.text,
		    t->how->flow->name);
	return flow;
}

static const char *
keep(struct triggers *t, size_t column)
{
	struct cell cell = source_cell(t->in, column);

	return pool_text(t->pool, cell.text, cell.len);
}

/* A date is the end of its day, when it is known. */
static void
end_of_day(struct instant *t)
{
	if (t->is_date)
		t->seconds = instant_move(*t, (struct span){ .days = 1 }, 1,
		    instant_zone()).seconds - 1;
	t->is_date = false;
}

/* The parts of the row that only a trigger has. */
static bool
read_trigger(struct triggers *t, struct trigger *into, bool *later)
{
	if (source_cell(t->in, t->id).len == 0) {
		cell_reject(t->in, t->id, "blank (want a trigger_id)");
		return false;
	}
	if (!cell_read(t->in, t->at, instant_parse, &into->at))
		return false;
	end_of_day(&into->at);
	*later = into->at.seconds > t->common->as_of.seconds;
	into->id = keep(t, t->id);
	into->since = keep(t, t->since);
	into->began = into->at;
	if (*into->since != '\0' &&
	    !cell_read(t->in, t->since, instant_parse, &into->began))
		return false;
	into->reason = keep(t, t->reason);
	return true;
}

static bool
read_occasion(struct triggers *t, struct trigger *into, bool *later)
{
	struct occasion o;

	if (!occasion_read(t->in, &t->occasion, into->customer_id,
	    t->common->as_of, t->pool, &o))
		return false;
	t->told = o;
	if (o.is_no_order) {
		recipient_join(&into->who, t->how->people);
		tally_set_aside("not an order", 1);
		return false;
	}
	*later = !o.once && !instant_is_known(o.at, t->common->as_of);
	into->id = o.id;
	into->since = o.since;
	into->reason = o.reason;
	into->at = t->common->as_of;
	into->at.is_date = false;
	into->began = o.once ? into->at : o.at;
	return true;
}

/*
 * Tell when they ordered.  What the row itself is about ends no flow that the
 * row starts, so it's an order, not a purchase.
 */
static void
tell_orders(struct triggers *t, const struct trigger *new)
{
	const struct occasion *o = &t->told;

	if (t->id != DICT_NONE)
		return;
	if (o->is_order)
		events_add(t->how->events, new->person, "order", o->at, "");
	if (o->is_over)
		events_add(t->how->events, new->person, "purchase",
		    o->ordered_again, "last_any_order_at");
}

/* A last day counts whole. */
static bool
read_expiry(struct triggers *t, struct trigger *into)
{
	if (source_cell(t->in, t->expires).len == 0)
		return true;
	if (!cell_read(t->in, t->expires, instant_parse, &into->expires))
		return false;
	if (into->expires.is_date)
		into->expires = instant_move(into->expires,
		    (struct span){ .days = 1 }, 1, instant_zone());
	into->expires.is_date = false;
	into->may_expire = true;
	return true;
}

static bool
read_data(struct triggers *t, const char **data)
{
	char reason[200];
	const char *clash;

	if (t->data == DICT_NONE)
		return true;
	if (!cell_read(t->in, t->data, data_parse, data))
		return false;
	if ((clash = data_clash(*data, t->how->carry)) == NULL)
		return true;
	snprintf(reason, sizeof reason, "has '%s' already (--carry)", clash);
	cell_reject(t->in, t->data, reason);
	return false;
}

static bool
read_row(struct triggers *t, struct trigger *into)
{
	const char *data = "";
	bool later = false;

	*into = (struct trigger){ .flow = read_flow(t) };
	if (t->id == DICT_NONE)
		asof_take_only(&t->asof, t->in, t->common);
	if (into->flow == NULL ||
	    !recipient_read(t->in, &t->who, t->pool, &into->who) ||
	    !read_expiry(t, into) || !read_data(t, &data))
		return false;
	into->data = pool_text(t->pool, data, strlen(data));
	into->customer_id = recipient_name(&into->who);
	if (*into->customer_id == '\0') {
		tally_set_aside("no identity", 1);
		return false;
	}
	if (!(t->id != DICT_NONE ? read_trigger : read_occasion)(t, into,
	    &later))
		return false;
	if (later)
		tally_set_aside("later triggers", 1);
	return !later;
}

static void
keep_place(struct triggers *t, struct trigger *into)
{
	into->place = source_place(t->in);
	if (t->file == NULL || strcmp(t->file, into->place.file) != 0)
		t->file = phrase_print(t->pool, "%s", into->place.file);
	into->place.file = t->file;
	if (t->common->rejects == NULL)
		into->place.len = 0;
	into->place.row = pool_text(t->pool, into->place.row,
	    into->place.len);
}

static int
compare(const void *a, const void *b, void *triggers)
{
	const struct triggers *t = triggers;
	int c = trigger_compare_key(a, b);

	return c != 0 ? c : trigger_compare_content(a, b, t->who.n_asked);
}

/* Of the rows of one flow and id, the first in the order above is used. */
static void
drop_repeats(struct triggers *t)
{
	size_t kept = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct trigger *this = &t->list[i];

		if (kept == 0 || trigger_compare_key(&t->list[kept - 1], this) != 0)
			t->list[kept++] = *this;
		else if (trigger_compare_content(&t->list[kept - 1], this,
		    t->who.n_asked) == 0)
			tally_set_aside("exact duplicate", 1);
		else
			tally_reject(this->place, "trigger_id", this->id,
			    "another row has it too, and says otherwise");
	}
	t->n = kept;
}

struct triggers *
triggers_read(char *const files[], struct common *common,
    const struct trigger_reading *how)
{
	struct triggers *t = calloc(1, sizeof *t);
	struct trigger new;

	if (t == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	t->pool = pool_new();
	t->how = how;
	t->common = common;
	t->in = source_open(files, common, NULL);
	find_columns(t);
	while (source_next(t->in)) {
		if (!read_row(t, &new))
			continue;
		keep_place(t, &new);
		new.person = recipient_join(&new.who, how->people);
		tell_orders(t, &new);
		t->list = pool_grow(t->list, &t->room, t->n + 1,
		    sizeof *t->list);
		t->list[t->n++] = new;
	}
	source_close(t->in);
	if (t->n > 0)
		qsort_r(t->list, t->n, sizeof *t->list, compare, t);
	drop_repeats(t);
	return t;
}

void
triggers_free(struct triggers *t)
{
	if (t == NULL)
		return;
	pool_free(t->pool);
	free(t->list);
	free(t);
}

void
triggers_close(struct triggers *t, struct people *people)
{
	for (size_t i = 0; i < t->n; i++)
		t->list[i].person = people_text(people, t->list[i].person,
		    NULL, NULL);
}

size_t
triggers_count(const struct triggers *t)
{
	return t->n;
}

const struct trigger *
triggers_get(const struct triggers *t, size_t i)
{
	return &t->list[i];
}

bool
triggers_have(const struct triggers *t, size_t i)
{
	return t->who.asked[i] != DICT_NONE;
}
