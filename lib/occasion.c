#include "occasion.h"

#include <string.h>

#include "cell.h"
#include "day.h"
#include "dict.h"
#include "order.h"
#include "phrase.h"

struct occasion_columns
occasion_find(struct source *in)
{
	return (struct occasion_columns){
		.last_order = source_find(in, "last_order_at"),
		.last_any = source_find(in, "last_any_order_at"),
		.created = source_find(in, "created_at"),
		.status = source_find(in, "status"),
		.cancelled = source_find(in, "cancelled_at"),
		.ordered = source_find(in, "ordered_at"),
		.event_at = source_find(in, "event_at"),
		.event = source_find(in, "event"),
		.order = source_find(in, "order_id"),
		.sku = source_find(in, "sku"),
		.segment = source_find(in, "segment"),
		.pocket = source_find(in, "pocket"),
		.pocket_reason = source_find(in, "pocket_reason")
	};
}

/* What the row is about, by its own columns. */
static const char *
own_id(const struct source *in, const struct occasion_columns *at,
    const char *since, struct pool *p)
{
	const char *order = phrase_part(p, source_cell(in, at->order).text);
	const char *sku = phrase_part(p, source_cell(in, at->sku).text);
	const char *event = phrase_part(p, source_cell(in, at->event).text);
	const char *when = source_cell(in, at->event_at).len > 0 ? since : "";
	const char *parts[] = { when, event, order, sku };
	const char *id = "";

	for (int i = 0; i < 4; i++)
		if (*parts[i] != '\0')
			id = *id == '\0' ? parts[i] :
			    phrase_print(p, "%s/%s", id, parts[i]);
	return *id == '\0' ? "once" : id;
}

/* What came to be when the row's time was. */
static const char *
what_happened(const struct source *in, const struct occasion_columns *at,
    size_t when, struct pool *p)
{
	struct cell order = source_cell(in, at->order);
	struct cell sku = source_cell(in, at->sku);

	if (when == at->last_order)
		return "last order";
	if (when == at->created)
		return "created";
	if (when == at->event_at)
		return phrase_print(p, "%s", source_cell(in, at->event).text);
	if (sku.len > 0)
		return phrase_print(p, "%s of order %s on", sku.text,
		    order.text);
	return phrase_print(p, "order %s on", order.text);
}

/* "At Risk: last order 2025-03-01 (625 d ago)" */
static const char *
reason_of(const struct source *in, const struct occasion_columns *at,
    size_t when, const struct occasion *o, struct instant as_of,
    struct pool *p)
{
	struct cell segment = source_cell(in, at->segment);
	struct cell pocket = source_cell(in, at->pocket);
	struct cell why = source_cell(in, at->pocket_reason);
	const char *group = why.len > 0 || segment.len == 0 ? pocket.text :
	    segment.text;
	const char *colon = *group != '\0' ? ": " : "";
	char day[DAY_ROOM];

	if (why.len > 0)
		return phrase_print(p, "%s%s%s", group, colon, why.text);
	if (o->once)
		return phrase_print(p, "%s%slisted", group, colon);
	day_print(instant_day(o->at), day);
	return phrase_print(p, "%s%s%s %s (%d d ago)", group, colon,
	    what_happened(in, at, when, p), day,
	    day_between(instant_day(o->at), instant_day(as_of)));
}

/* The first of these times that the row has; DICT_NONE: none. */
static size_t
time_column(const struct source *in, const struct occasion_columns *at)
{
	const size_t columns[] = { at->last_order, at->event_at, at->ordered,
	    at->created };

	for (int i = 0; i < 4; i++)
		if (source_cell(in, columns[i]).len > 0)
			return columns[i];
	return DICT_NONE;
}

/* What of an order says whether it is one, as of then. */
static bool
read_status(struct source *in, const struct occasion_columns *at,
    struct instant as_of, struct occasion *into)
{
	enum order_status status;

	if (source_cell(in, at->ordered).len == 0)
		return true;
	if (!order_standing(in, at->status, at->cancelled, as_of, &status))
		return false;
	into->is_no_order = !order_status_is_any(status);
	return true;
}

/* Has the customer, of whom it is known when they last bought, ordered since? */
static bool
read_since(struct source *in, const struct occasion_columns *at,
    struct instant as_of, struct occasion *into)
{
	if (source_cell(in, at->last_any).len == 0)
		return true;
	if (!cell_read(in, at->last_any, instant_parse, &into->ordered_again))
		return false;
	into->is_over = instant_is_later(into->ordered_again, into->at) &&
	    instant_is_known(into->ordered_again, as_of);
	return true;
}

bool
occasion_read(struct source *in, const struct occasion_columns *at,
    const char *person, struct instant as_of, struct pool *p,
    struct occasion *into)
{
	size_t when = time_column(in, at);
	char text[INSTANT_ROOM];

	*into = (struct occasion){ .since = "", .once = when == DICT_NONE };
	person = phrase_part(p, person);
	if (!read_status(in, at, as_of, into))
		return false;
	if (!into->once) {
		if (!cell_read(in, when, instant_parse, &into->at))
			return false;
		instant_print(into->at, text);
		into->since = pool_text(p, text, strlen(text));
	}
	if (!into->once && when == at->last_order &&
	    !read_since(in, at, as_of, into))
		return false;
	into->is_order = !into->once && !into->is_no_order &&
	    when != at->created && (when != at->event_at ||
	    strcmp(source_cell(in, at->event).text, "purchase") == 0);
	into->reason = reason_of(in, at, when, into, as_of, p);
	if (!into->once && (when == at->last_order || when == at->created))
		into->id = phrase_print(p, "%s/%s", person, into->since);
	else
		into->id = phrase_print(p, "%s/%s", person,
		    own_id(in, at, into->since, p));
	return true;
}
