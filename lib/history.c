#include "history.h"

#include <err.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "dict.h"
#include "channel.h"
#include "pool.h"
#include "send.h"
#include "source.h"

struct history {
	struct pool *pool;
	struct dict *ids;
	struct dict *triggers;	/* a digest a step is dear: see first */
	struct earlier *list;
	size_t room;
};

struct columns {
	size_t flow, step, trigger, at, channel, address, customer, decided;
	size_t id, action;
};

struct history *
history_new(void)
{
	struct history *h = calloc(1, sizeof *h);

	if (h == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	h->pool = pool_new();
	h->ids = dict_new();
	h->triggers = dict_new();
	return h;
}

void
history_free(struct history *h)
{
	if (h == NULL)
		return;
	pool_free(h->pool);
	dict_free(h->ids);
	dict_free(h->triggers);
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

static bool
read_row(struct source *in, const struct columns *at, struct instant as_of,
    struct earlier *e, enum channel *channel)
{
	int action;

	if (source_cell(in, at->customer).len == 0) {
		cell_reject(in, at->customer, "blank (want a customer_id)");
		return false;
	}
	if (!cell_read(in, at->action, action_parse, &action) ||
	    !cell_read(in, at->at, instant_parse, &e->send_at) ||
	    !cell_read(in, at->channel, channel_parse, channel) ||
	    !cell_read(in, at->decided, instant_parse, &e->decided_at))
		return false;
	e->action = action;
	e->send_at.is_date = false;
	e->line = source_place(in).line;
	return check_known(in, at, e, as_of) && check_id(in, at);
}

void
history_load(struct history *h, const char *path, const struct common *common,
    struct people *people)
{
	struct source *in = source_open_side(path, common);
	struct columns at = find_columns(in);
	struct earlier e = { .file = path };
	enum channel channel;

	while (source_next(in)) {
		struct cell who = source_cell(in, at.customer), about;
		const char *address = source_cell(in, at.address).text;

		if (!read_row(in, &at, common->as_of, &e, &channel))
			continue;
		people_join(people, who.text,
		    channel == CHANNEL_EMAIL ? address : NULL,
		    channel == CHANNEL_SMS ? address : NULL);
		e.customer_id = pool_text(h->pool, who.text, who.len);
		keep(h, source_cell(in, at.id).text, &e);
		about = source_cell(in, at.trigger);
		dict_add(h->triggers, about.text, about.len);
	}
	source_close(in);
}

bool
history_knows(const struct history *h, const char *trigger_id)
{
	return dict_find(h->triggers, trigger_id, strlen(trigger_id)) !=
	    DICT_NONE;
}

const struct earlier *
history_find(const struct history *h, const char *id)
{
	size_t i = dict_find(h->ids, id, strlen(id));

	if (i == DICT_NONE || h->list[i].action == EARLIER_RETRACT)
		return NULL;
	return &h->list[i];
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
