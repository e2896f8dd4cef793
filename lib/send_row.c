#include "send_row.h"

#include <stdio.h>
#include <string.h>

#include "cell.h"
#include "patch.h"

struct send_columns
send_columns_find(struct source *in)
{
	return (struct send_columns){
		.id = source_column(in, "send_id"),
		.action = source_column(in, "action"),
		.at = source_column(in, "send_at"),
		.channel = source_column(in, "channel"),
		.address = source_column(in, "address"),
		.customer = source_column(in, "customer_id"),
		.flow = source_column(in, "flow"),
		.step = source_column(in, "step"),
		.class = source_find(in, "class"),
		.template = source_find(in, "template"),
		.trigger = source_column(in, "trigger_id"),
		.triggered = source_find(in, "triggered_at"),
		.decided = source_column(in, "decided_at"),
		.expires = source_find(in, "expires_at"),
		.variant = source_find(in, "variant"),
		.tags = source_find(in, "tags"),
		.reason = source_find(in, "reason"),
		.data = source_find(in, "data"),
		.since = source_find(in, "since_at"),
		.change = source_find(in, "change")
	};
}

/* Does the row's send_id say what the rest of it does? */
static bool
check_id(struct source *in, const struct send_columns *at)
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

/* Of what is later, not even whether it is so is known. */
static bool
check_known(struct source *in, const struct send_columns *at,
    const struct send *s, struct instant as_of)
{
	char until[INSTANT_ROOM], reason[120];

	if (instant_is_known(s->decided_at, as_of))
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

static void
read_texts(struct source *in, const struct send_columns *at, struct send *s)
{
	s->id = source_cell(in, at->id).text;
	s->address = source_cell(in, at->address).text;
	s->customer_id = source_cell(in, at->customer).text;
	s->flow = source_cell(in, at->flow).text;
	s->step = source_cell(in, at->step).text;
	s->template = source_cell(in, at->template).text;
	s->trigger_id = source_cell(in, at->trigger).text;
	s->variant = source_cell(in, at->variant).text;
	s->tags = source_cell(in, at->tags).text;
	s->reason = source_cell(in, at->reason).text;
	s->data = source_cell(in, at->data).text;
}

static bool
read_times(struct source *in, const struct send_columns *at, struct send *s)
{
	if (!cell_read(in, at->at, instant_parse, &s->at) ||
	    !cell_read(in, at->decided, instant_parse, &s->decided_at))
		return false;
	s->triggered_at = s->at;
	s->expires_at = (struct instant){ .seconds = 0 };
	s->may_expire = source_cell(in, at->expires).len > 0;
	if (!read_cell(in, at->triggered, instant_parse, &s->triggered_at) ||
	    !read_cell(in, at->expires, instant_parse, &s->expires_at))
		return false;
	s->began = s->triggered_at;
	s->at.is_date = false;
	return read_cell(in, at->since, instant_parse, &s->began);
}

static bool
read_action(struct source *in, const struct send_columns *at,
    enum action *into)
{
	if (!cell_read(in, at->action, action_parse, into))
		return false;
	if (strcmp(source_cell(in, at->change).text,
	    patch_changes()[PATCH_REMOVED]) == 0)
		*into = ACTION_RETRACT;
	return true;
}

bool
send_row_read(struct source *in, const struct send_columns *at,
    struct instant as_of, struct send *into)
{
	read_texts(in, at, into);
	if (*into->customer_id == '\0') {
		cell_reject(in, at->customer, "blank (want a customer_id)");
		return false;
	}
	into->class = CLASS_MARKETING;
	return read_action(in, at, &into->action) &&
	    cell_read(in, at->channel, channel_parse, &into->channel) &&
	    read_times(in, at, into) &&
	    read_cell(in, at->class, class_parse, &into->class) &&
	    check_known(in, at, into, as_of) && check_id(in, at);
}

struct send
send_keep(struct pool *p, const struct send *s)
{
	struct send kept = *s;
	const char **const texts[] = { &kept.id, &kept.address,
	    &kept.customer_id, &kept.flow, &kept.step, &kept.template,
	    &kept.trigger_id, &kept.variant, &kept.tags, &kept.reason,
	    &kept.data };

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		*texts[i] = **texts[i] == '\0' ? "" : pool_text(p, *texts[i],
		    strlen(*texts[i]));
	return kept;
}
