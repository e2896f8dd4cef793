#include "event.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "grouped.h"
#include "map.h"
#include "order.h"
#include "pool.h"
#include "recipient.h"
#include "record.h"
#include "source.h"
#include "tally.h"

struct entry {
	struct event event;
	size_t who;		/* a text of the person; then the person */
};

struct events {
	struct pool *pool;
	const struct list *asked;
	struct entry *list;
	size_t n, room;
	struct event *by_person;
	size_t *first;		/* by person, where theirs begin there */
	struct instant newest;
	bool any;
};

struct events *
events_new(const struct list *asked)
{
	struct events *e = calloc(1, sizeof *e);

	if (e == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	e->pool = pool_new();
	e->asked = asked;
	return e;
}

void
events_free(struct events *e)
{
	if (e == NULL)
		return;
	pool_free(e->pool);
	free(e->list);
	free(e->by_person);
	free(e->first);
	free(e);
}

/* Where a file has what is read of it. */
struct columns {
	struct recipient_columns who;
	size_t at, name;	/* name is DICT_NONE of orders */
	size_t status, cancelled;
	const size_t *asked;
};

static struct columns
find_columns(struct events *e, struct source *in, const char *path)
{
	static const struct list none = { .n = 0 };
	size_t *asked = pool_bytes(e->pool, (e->asked->n + 1) *
	    sizeof *asked);
	struct columns at = {
		.who = recipient_find(in, &none, e->pool),
		.name = source_find(in, "event"),
		.asked = asked
	};

	if (at.name != DICT_NONE)
		at.at = source_column(in, "event_at");
	else if (source_find(in, "ordered_at") != DICT_NONE) {
		at.at = source_column(in, "ordered_at");
		at.status = source_column(in, "status");
		at.cancelled = source_find(in, "cancelled_at");
	} else {
		map_refuse_export(source_names(in), "ordered_at", path);
		errx(EXIT_TROUBLE, "%s:1: neither events nor orders (want a "
		    "column event_at or ordered_at)", path);
	}
	for (size_t i = 0; i < e->asked->n; i++)
		asked[i] = source_find(in, e->asked->items[i]);
	return at;
}

/* What every event has, whatever its file has. */
static const char *
own_cell(struct events *e, const char *column, const struct event *event)
{
	char text[INSTANT_ROOM];
	size_t len;

	if (strcmp(column, "event") == 0)
		return event->name;
	if (strcmp(column, "event_at") != 0)
		return NULL;
	len = instant_print(event->at, text);
	return pool_text(e->pool, text, len);
}

/* The cells asked for; at may be NULL, then the others are blank. */
static const char *const *
keep_cells(struct events *e, struct source *in, const struct columns *at,
    const struct event *event)
{
	const char **cells;

	if (e->asked->n == 0)
		return NULL;
	cells = pool_bytes(e->pool, e->asked->n * sizeof *cells);
	for (size_t i = 0; i < e->asked->n; i++) {
		cells[i] = own_cell(e, e->asked->items[i], event);
		if (cells[i] == NULL && at != NULL) {
			struct cell cell = source_cell(in, at->asked[i]);

			cells[i] = cell.len == 0 ? "" :
			    pool_text(e->pool, cell.text, cell.len);
		} else if (cells[i] == NULL)
			cells[i] = "";
	}
	return cells;
}

static void
add(struct events *e, size_t who, const struct event *event)
{
	e->list = pool_grow(e->list, &e->room, e->n + 1, sizeof *e->list);
	e->list[e->n++] = (struct entry){ .event = *event, .who = who };
}

static void
note_newest(struct events *e, struct instant at)
{
	if (!e->any || instant_is_later(at, e->newest))
		e->newest = at;
	e->any = true;
}

void
events_add(struct events *e, size_t who, const char *name,
    struct instant at, const char *source)
{
	struct event event = { .at = at, .name = name, .file = source };

	event.cells = keep_cells(e, NULL, NULL, &event);
	note_newest(e, at);
	add(e, who, &event);
}

/* Is the row an order, as of then?  *kind is what it's set aside as. */
static bool
is_order(struct source *in, const struct columns *at, struct instant as_of,
    const char **kind)
{
	enum order_status status;

	*kind = NULL;
	if (!order_standing(in, at->status, at->cancelled, as_of, &status))
		return false;
	*kind = "not an order";
	return order_status_is_any(status);
}

/* The row's name: false where it is set aside or rejected. */
static bool
read_name(struct source *in, const struct columns *at, struct instant as_of,
    const char **name)
{
	const char *kind = "unused event";

	if (at->name == DICT_NONE) {
		*name = "purchase";
		if (is_order(in, at, as_of, &kind))
			return true;
	} else if (record_parse_event(source_cell(in, at->name).text, name) ==
	    NULL)
		return true;
	if (kind != NULL)
		tally_set_aside(kind, 1);
	return false;
}

/* What an event says of consent to the channel. */
static void
tell_consent(struct consents *consents, size_t who, enum channel channel,
    const struct event *event)
{
	struct consented record = { .at = event->at, .basis = event->name,
	    .file = event->file, .line = event->line,
	    .state = CONSENT_DENIED };

	if (strcmp(event->name, "subscribe") == 0)
		record.state = CONSENT_EXPLICIT;
	else if (strcmp(event->name, "unsubscribe") != 0 &&
	    strcmp(event->name, "complaint") != 0)
		return;
	consents_add(consents, who, channel, &record);
}

void
events_add_report(struct events *e, size_t who, const struct event *event,
    enum channel channel, struct consents *consents)
{
	struct event kept = *event;

	kept.cells = keep_cells(e, NULL, NULL, event);
	add(e, who, &kept);
	tell_consent(consents, who, channel, event);
}

/* Read the row, or reject it or set it aside. */
static bool
read_row(struct events *e, struct source *in, const struct columns *at,
    struct instant as_of, struct people *people, struct recipient *who,
    struct event *event)
{
	if (!recipient_read(in, &at->who, e->pool, who) ||
	    !cell_read(in, at->at, instant_parse, &event->at))
		return false;
	if (!instant_is_known(event->at, as_of)) {
		tally_set_aside("later events", 1);
		return false;
	}
	note_newest(e, event->at);
	if (!read_name(in, at, as_of, &event->name)) {
		/* What isn't an order still tells who is who. */
		if (at->name == DICT_NONE && *recipient_name(who) != '\0')
			recipient_join(who, people);
		return false;
	}
	if (*recipient_name(who) == '\0') {
		tally_set_aside("no identity", 1);
		return false;
	}
	event->line = source_place(in).line;
	event->cells = keep_cells(e, in, at, event);
	return true;
}

void
events_load(struct events *e, const char *path, const struct common *common,
    struct people *people, struct consents *consents)
{
	struct source *in = source_open_side(path, common);
	struct columns at = find_columns(e, in, path);
	struct event event = { .file = path };
	struct recipient who;
	size_t name;

	while (source_next(in)) {
		if (!read_row(e, in, &at, common->as_of, people, &who,
		    &event))
			continue;
		name = recipient_join(&who, people);
		add(e, name, &event);
		tell_consent(consents, name, CHANNEL_EMAIL, &event);
	}
	source_close(in);
}

static int
compare(const void *a, const void *b, void *events)
{
	const struct event *l = a, *r = b;
	const struct events *e = events;
	int c;

	if (l->at.seconds != r->at.seconds)
		return l->at.seconds < r->at.seconds ? -1 : 1;
	if ((c = strcmp(l->name, r->name)) != 0)
		return c;
	for (size_t i = 0; c == 0 && i < e->asked->n; i++)
		c = strcmp(l->cells[i], r->cells[i]);
	if (c == 0)
		c = strcmp(l->file, r->file);
	return c != 0 ? c : (l->line > r->line) - (l->line < r->line);
}

static void *
list_of(size_t n, size_t size)
{
	void *list = calloc(n + 1, size);

	if (list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	return list;
}

void
events_close(struct events *e, struct people *people)
{
	size_t n = people_count(people), *of = list_of(e->n, sizeof *of);
	struct grouped g;

	for (size_t i = 0; i < e->n; i++)
		of[i] = e->list[i].who = people_text(people, e->list[i].who,
		    NULL, NULL);
	g = grouped_make(of, e->n, n);
	free(of);
	e->first = g.first;
	e->by_person = list_of(e->n, sizeof *e->by_person);
	for (size_t i = 0; i < e->n; i++)
		e->by_person[i] = e->list[g.things[i]].event;
	free(g.things);
	for (size_t i = 0; i < n; i++)
		if (e->first[i + 1] > e->first[i] + 1)
			qsort_r(e->by_person + e->first[i],
			    e->first[i + 1] - e->first[i],
			    sizeof *e->by_person, compare, e);
}

const struct event *
events_of(const struct events *e, size_t person, size_t *n)
{
	*n = e->first[person + 1] - e->first[person];
	return e->by_person + e->first[person];
}

bool
events_told(const struct events *e, size_t person, const char *name,
    struct instant since, struct instant *at)
{
	size_t n;
	const struct event *list = events_of(e, person, &n);

	while (n-- > 0) {
		struct instant t = list[n].at;
		int days = day_between(instant_day(since), instant_day(t));
		bool is_since = days > 0 || (days == 0 && (t.is_date ||
		    since.is_date || t.seconds >= since.seconds));

		if (!is_since || strcmp(list[n].name, name) != 0)
			continue;
		if (at != NULL)
			*at = t;
		return true;
	}
	return false;
}

bool
events_newest(const struct events *e, struct instant *at)
{
	if (e->any)
		*at = e->newest;
	return e->any;
}

size_t
events_matched(const struct events *e, const bool wanted[], size_t *of)
{
	size_t n = 0;

	*of = e->n;
	for (size_t i = 0; i < e->n; i++)
		n += wanted[e->list[i].who];
	return n;
}
