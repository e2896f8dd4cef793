#include "history.h"

#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "dict.h"
#include "pool.h"
#include "recipient.h"
#include "channel.h"
#include "send.h"
#include "source.h"

struct history {
	struct dict *ids;
	struct dict *words;	/* flows, steps, tags: few, and often */
	struct dict *triggers;
	const struct earlier **about;	/* by trigger */
	struct earlier *list;
	size_t room;
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
	h->ids = dict_new();
	h->words = dict_new();
	h->triggers = dict_new();
	return h;
}

void
history_free(struct history *h)
{
	if (h == NULL)
		return;
	dict_free(h->ids);
	dict_free(h->words);
	dict_free(h->triggers);
	free(h->about);
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

/* The later decision about a send stands; of two at once, the send. */
static void
keep(struct history *h, const char *id, const struct earlier *e)
{
	size_t n = dict_count(h->ids), i = dict_add(h->ids, id, strlen(id));
	struct earlier *old;

	h->list = pool_grow(h->list, &h->room, dict_count(h->ids),
	    sizeof *h->list);
	old = &h->list[i];
	if (i == n || e->decided_at.seconds > old->decided_at.seconds ||
	    (e->decided_at.seconds == old->decided_at.seconds &&
	    (e->action < old->action || (e->action == old->action &&
	    e->send_at.seconds < old->send_at.seconds))))
		*old = *e;
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
		struct cell about;

		if (!recipient_shows(source_cell(in, at.customer).text) ||
		    !read_row(in, &at, common->as_of, &e))
			continue;
		e.person = people_join(people, source_cell(in, at.customer).text,
		    e.channel == CHANNEL_EMAIL ? address : NULL,
		    e.channel == CHANNEL_SMS ? address : NULL);
		about = source_cell(in, at.trigger);
		e.trigger_id = dict_key(h->triggers,
		    dict_add(h->triggers, about.text, about.len));
		e.flow = word(h, source_cell(in, at.flow));
		e.step = word(h, source_cell(in, at.step));
		e.tags = word(h, source_cell(in, at.tags));
		keep(h, source_cell(in, at.id).text, &e);
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

	if (l->send_at.seconds != r->send_at.seconds)
		return l->send_at.seconds < r->send_at.seconds ? -1 : 1;
	return strcmp(l->id, r->id);
}

/* Chain those of one trigger, the last row first. */
static void
close_triggers(struct history *h)
{
	h->about = list_of(dict_count(h->triggers), sizeof *h->about);
	for (size_t i = 0; i < history_count(h); i++) {
		struct earlier *e = &h->list[i];
		size_t t = dict_find(h->triggers, e->trigger_id,
		    strlen(e->trigger_id));

		e->id = dict_key(h->ids, i);
		if (e->action == EARLIER_RETRACT)
			continue;
		e->next = h->about[t];
		h->about[t] = e;
	}
}

/* Sort them by person, as one counts: where each begins, then fill. */
static void
close_people(struct history *h, struct people *people)
{
	size_t n = history_count(h), *end;

	h->people = people_count(people);
	h->first = list_of(h->people + 2, sizeof *h->first);
	h->by_person = list_of(n, sizeof *h->by_person);
	end = h->first + 1;
	for (size_t i = 0; i < n; i++) {
		h->list[i].person = people_text(people, h->list[i].person,
		    NULL, NULL);
		if (h->list[i].action != EARLIER_RETRACT)
			end[h->list[i].person + 1]++;
	}
	for (size_t i = 1; i <= h->people; i++)
		end[i] += end[i - 1];
	for (size_t i = 0; i < n; i++)
		if (h->list[i].action != EARLIER_RETRACT)
			h->by_person[end[h->list[i].person]++] = &h->list[i];
}

void
history_close(struct history *h, struct people *people)
{
	close_triggers(h);
	close_people(h, people);
	for (size_t i = 0; i < h->people; i++)
		if (h->first[i + 1] > h->first[i] + 1)
			qsort(h->by_person + h->first[i],
			    h->first[i + 1] - h->first[i],
			    sizeof *h->by_person, by_time);
}

const struct earlier *
history_about(const struct history *h, const char *trigger_id)
{
	size_t i = dict_find(h->triggers, trigger_id, strlen(trigger_id));

	return i != DICT_NONE ? h->about[i] : NULL;
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
	return dict_count(h->ids);
}

const struct earlier *
history_item(const struct history *h, size_t i)
{
	return &h->list[i];
}
