#include "version.h"

#include <string.h>

static enum standing
standing_of(const struct order *o)
{
	if (o->status == ORDER_PENDING)
		return STANDING_PENDING;
	if (o->status == ORDER_REFUNDED || (order_is_purchase(o, false) &&
	    o->total != 0 && o->refunded >= o->total))
		return STANDING_REFUNDED;
	if (!order_is_purchase(o, true))
		return STANDING_VOID;
	return o->status == ORDER_PLACED ? STANDING_PLACED : STANDING_PAID;
}

struct version
version_make(const struct order *o, struct pool *p)
{
	return (struct version){ .standing = standing_of(o), .name = "",
	    .order_id = pool_text(p, o->id.text, o->id.len) };
}

void
version_sign(struct version *v, const struct recipient *who)
{
	v->has_id = *who->customer_id != '\0';
	v->name = recipient_name(who);
}

bool
version_is_new(const struct version *v, const struct version *before)
{
	return before == NULL || strcmp(v->order_id, before->order_id) != 0;
}

int
version_compare(const struct version *a, const struct version *b)
{
	int order = strcmp(a->order_id, b->order_id);

	if (order != 0)
		return order;
	if (a->standing != b->standing)
		return a->standing > b->standing ? -1 : 1;
	if (a->has_id != b->has_id)
		return a->has_id ? -1 : 1;
	return strcmp(b->name, a->name);
}

bool
version_stands(const struct version *v)
{
	return v->standing == STANDING_PLACED || v->standing == STANDING_PAID;
}
