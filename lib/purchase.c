#include "purchase.h"

#include "cell.h"

struct purchase_columns
purchases_find(struct source *in)
{
	return (struct purchase_columns){
		.last = source_find(in, "last_order_at"),
		.last_any = source_find(in, "last_any_order_at")
	};
}

static bool
read_one(struct source *in, size_t column, const char *name,
    size_t who, struct instant as_of, struct events *events)
{
	struct instant at;

	if (source_cell(in, column).len == 0)
		return true;
	if (!cell_read(in, column, instant_parse, &at))
		return false;
	if (instant_is_known(at, as_of))
		events_add(events, who, "purchase", at, name);
	return true;
}

bool
purchases_read(struct source *in, const struct purchase_columns *at,
    size_t who, struct instant as_of, struct events *events)
{
	return read_one(in, at->last, "last_order_at", who, as_of,
	    events) &&
	    read_one(in, at->last_any, "last_any_order_at", who, as_of,
	    events);
}
