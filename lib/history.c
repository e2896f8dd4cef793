#include "history.h"

#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "dict.h"
#include "grouped.h"
#include "pool.h"
#include "recipient.h"
#include "channel.h"
#include "send.h"
#include "source.h"

struct history {
	struct dict *words;	/* flows, steps, tags: few, and often */
	struct dict *triggers;
	size_t *first_about, about_room;	/* in list, by trigger */
	struct earlier *list;
	size_t n, room;
	const struct earlier **by_person;
	size_t *first, people;	/* by person, where theirs begin there */
};

struct columns {
	size_t flow, step, trigger, at, channel, address, customer, decided;
	size_t id, action, class, tags, triggered;
};

struct history *
history_new(void)
{
	struct history *h = calloc(1, sizeof *h);

	if (h == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	h->words = dict_new();
	h->triggers = dict_new();
	return h;
}

void
history_free(struct history *h)
{
	if (h == NULL)
		return;
	dict_free(h->words);
	dict_free(h->triggers);
	free(h->first_about);
	free(h->by_person);
	free(h->first);
	free(h->list);
	free(h);
}

static struct columns
find_columns(struct source *in)
{
	return (struct columns){
		.id = source_column(in, "send_id"),
		.action = source_column(in, "action"),
		.at = source_column(in, "send_at"),
		.channel = source_column(in, "channel"),
		.address = source_column(in, "address"),
		.customer = source_column(in, "customer_id"),
		.flow = source_column(in, "flow"),
		.step = source_column(in, "step"),
		.trigger = source_column(in, "trigger_id"),
		.class = source_find(in, "class"),
		.tags = source_find(in, "tags"),
		.triggered = source_find(in, "triggered_at"),
		.decided = source_column(in, "decided_at")
	};
}

static const char *
action_parse(const char *text, void *into)
{
	static const char *const names[] = { "send", "held", "retract", NULL };

	return choice_parse(text, names, into);
}

/* Does the row's send_id say what the rest of it does? */
static bool
check_id(struct source *in, const struct columns *at)
{
	char id[SEND_ID_ROOM];

	send_id(source_cell(in, at->flow).text, source_cell(in, at->step).text,
	    source_cell(in, at->trigger).text, id);
	if (strcmp(source_cell(in, at->id).text, id) == 0)
		return true;
	cell_reject(in, at->id, "not the send_id of its flow, step and "
	    "trigger_id (see sendlist-flows(5))");
	return false;
}

/* Does what e says stand before what old says of the same send?  The later
   decision does; of two at once, the send. */
static bool
stands_before(const struct earlier *e, const struct earlier *old)
{
	if (e->decided_at.seconds != old->decided_at.seconds)
		return e->decided_at.seconds > old->decided_at.seconds;
	if (e->action != old->action)
		return e->action < old->action;
	return e->send_at.seconds < old->send_at.seconds;
}

/* The entry of this send among those of its trigger, or DICT_NONE; flows and
   steps that are the same are the same text. */
static size_t
find_send(const struct history *h, size_t trigger, const struct earlier *e)
{
	size_t i = h->first_about[trigger];

	while (i != DICT_NONE && (h->list[i].flow != e->flow ||
	    h->list[i].step != e->step))
		i = h->list[i].next;
	return i;
}

/* Keep e, which is of that trigger, unless its send is known better. */
static void
keep(struct history *h, size_t trigger, struct earlier *e)
{
	size_t i = find_send(h, trigger, e);

	if (i != DICT_NONE) {
		e->next = h->list[i].next;
		if (stands_before(e, &h->list[i]))
			h->list[i] = *e;
		return;
	}
	e->next = h->first_about[trigger];
	h->first_about[trigger] = h->n;
	h->list = pool_grow(h->list, &h->room, h->n + 1, sizeof *h->list);
	h->list[h->n++] = *e;
}

/* The trigger's number, and a text that lives as long as the history. */
static size_t
trigger_of(struct history *h, struct cell id, struct earlier *e)
{
	size_t n = dict_count(h->triggers);
	size_t i = dict_add(h->triggers, id.text, id.len);

	h->first_about = pool_grow(h->first_about, &h->about_room, i + 1,
	    sizeof *h->first_about);
	if (i == n)
		h->first_about[i] = DICT_NONE;
	e->trigger_id = dict_key(h->triggers, i);
	return i;
}

/* Of what is later, not even whether it is so is known. */
static bool
check_known(struct source *in, const struct columns *at,
    const struct earlier *e, struct instant as_of)
{
	char until[INSTANT_ROOM], reason[120];

	if (instant_is_known(e->decided_at, as_of))
		return true;
	as_of.is_date = false;
	instant_print(as_of, until);
	snprintf(reason, sizeof reason, "later than as-of (for a replay: pick "
	    "'decided_at <= %s' first)", until);
	cell_reject(in, at->decided, reason);
	return false;
}

/* A blank cell leaves *into alone. */
static bool
read_cell(struct source *in, size_t column, value_parser *parse, void *into)
{
	return source_cell(in, column).len == 0 ||
	    cell_read(in, column, parse, into);
}

static bool
read_row(struct source *in, const struct columns *at, struct instant as_of,
    struct earlier *e)
{
	int action;

	if (source_cell(in, at->customer).len == 0) {
		cell_reject(in, at->customer, "blank (want a customer_id)");
		return false;
	}
	e->class = CLASS_MARKETING;
	if (!cell_read(in, at->action, action_parse, &action) ||
	    !cell_read(in, at->at, instant_parse, &e->send_at) ||
	    !cell_read(in, at->channel, channel_parse, &e->channel) ||
	    !cell_read(in, at->decided, instant_parse, &e->decided_at))
		return false;
	e->triggered_at = e->send_at;
	if (!read_cell(in, at->class, class_parse, &e->class) ||
	    !read_cell(in, at->triggered, instant_parse, &e->triggered_at))
		return false;
	e->action = action;
	e->send_at.is_date = false;
	e->line = source_place(in).line;
	return check_known(in, at, e, as_of) && check_id(in, at);
}

/* A text of which there are few. */
static const char *
word(struct history *h, struct cell cell)
{
	return dict_key(h->words, dict_add(h->words, cell.text, cell.len));
}

void
history_load(struct history *h, const char *path, const struct common *common,
    struct people *people)
{
	struct source *in = source_open_side(path, common);
	struct columns at = find_columns(in);
	struct earlier e = { .file = path };

	while (source_next(in)) {
		const char *address = source_cell(in, at.address).text;
		size_t trigger;

		if (!recipient_shows(source_cell(in, at.customer).text) ||
		    !read_row(in, &at, common->as_of, &e))
			continue;
		e.person = people_join(people,
		    source_cell(in, at.customer).text,
		    e.channel == CHANNEL_EMAIL ? address : NULL,
		    e.channel == CHANNEL_SMS ? address : NULL);
		trigger = trigger_of(h, source_cell(in, at.trigger), &e);
		e.flow = word(h, source_cell(in, at.flow));
		e.step = word(h, source_cell(in, at.step));
		e.tags = word(h, source_cell(in, at.tags));
		keep(h, trigger, &e);
	}
	source_close(in);
}

static void *
list_of(size_t n, size_t size)
{
	void *list = calloc(n + 1, size);

	if (list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	return list;
}

static int
by_time(const void *a, const void *b)
{
	const struct earlier *l = *(const struct earlier *const *)a;
	const struct earlier *r = *(const struct earlier *const *)b;
	int c;

	if (l->send_at.seconds != r->send_at.seconds)
		return l->send_at.seconds < r->send_at.seconds ? -1 : 1;
	if ((c = strcmp(l->trigger_id, r->trigger_id)) != 0 ||
	    (c = strcmp(l->flow, r->flow)) != 0)
		return c;
	return strcmp(l->step, r->step);
}

/* By person, those that weren't retracted. */
static void
close_people(struct history *h, struct people *people)
{
	size_t n = history_count(h), *of = list_of(n, sizeof *of);
	struct grouped g;

	h->people = people_count(people);
	for (size_t i = 0; i < n; i++) {
		struct earlier *e = &h->list[i];

		e->person = people_text(people, e->person, NULL, NULL);
		of[i] = e->action == EARLIER_RETRACT ? DICT_NONE : e->person;
	}
	g = grouped_make(of, n, h->people);
	free(of);
	h->first = g.first;
	h->by_person = list_of(n, sizeof *h->by_person);
	for (size_t i = 0; i < h->first[h->people]; i++)
		h->by_person[i] = &h->list[g.things[i]];
	free(g.things);
}

void
history_close(struct history *h, struct people *people)
{
	close_people(h, people);
	for (size_t i = 0; i < h->people; i++)
		if (h->first[i + 1] > h->first[i] + 1)
			qsort(h->by_person + h->first[i],
			    h->first[i + 1] - h->first[i],
			    sizeof *h->by_person, by_time);
}

/* The first from i on that wasn't retracted. */
static const struct earlier *
standing(const struct history *h, size_t i)
{
	while (i != DICT_NONE && h->list[i].action == EARLIER_RETRACT)
		i = h->list[i].next;
	return i != DICT_NONE ? &h->list[i] : NULL;
}

const struct earlier *
history_about(const struct history *h, const char *trigger_id)
{
	size_t i = dict_find(h->triggers, trigger_id, strlen(trigger_id));

	return i != DICT_NONE ? standing(h, h->first_about[i]) : NULL;
}

const struct earlier *
history_next(const struct history *h, const struct earlier *e)
{
	return standing(h, e->next);
}

const struct earlier *const *
history_of(const struct history *h, size_t person, size_t *n)
{
	*n = h->first[person + 1] - h->first[person];
	return h->by_person + h->first[person];
}

size_t
history_count(const struct history *h)
{
	return h->n;
}

const struct earlier *
history_item(const struct history *h, size_t i)
{
	return &h->list[i];
}
