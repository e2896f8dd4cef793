#include "invoice.h"

#include <stdlib.h>
#include <string.h>

#include "order.h"

void
invoices_open(struct invoices *all, const struct map *m)
{
	*all = (struct invoices){ .ids = dict_new(), .words = dict_new(),
	    .pool = pool_new(), .spread = m->spread };
	dict_add(all->words, "", 0);
	echoes_open(&all->echoes);
}

void
invoices_close(struct invoices *all)
{
	dict_free(all->ids);
	dict_free(all->words);
	pool_free(all->pool);
	echoes_close(&all->echoes);
	free(all->list);
}

size_t
invoice_of(struct invoices *all, const char *id, size_t len)
{
	size_t i = dict_add(all->ids, id, len);

	if (i == all->n) {
		all->list = pool_grow(all->list, &all->room, ++all->n,
		    sizeof *all->list);
		all->list[i] = pool_bytes(all->pool, sizeof **all->list);
		all->list[i]->number = i;
	}
	return i;
}

bool
invoice_is_of_another(const struct invoice *o,
    const struct cell texts[TEXTS], enum order_field *field)
{
	static const struct { enum draft_text text; enum order_field field; }
	buyer[] = { { TEXT_CUSTOMER_ID, FIELD_CUSTOMER_ID },
	    { TEXT_EMAIL, FIELD_EMAIL } };

	for (size_t i = 0; i < 2; i++) {
		struct cell was = sayings_one(o->texts, buyer[i].text);
		struct cell is = texts[buyer[i].text];

		*field = buyer[i].field;
		if (was.len != 0 && is.len != 0 && (was.len != is.len ||
		    memcmp(was.text, is.text, is.len) != 0))
			return true;
	}
	return false;
}

int64_t
invoice_total(const struct invoice *o)
{
	return o->has_total ? o->total : o->sum;
}

bool
invoice_was_sold(const struct invoice *o)
{
	return o->status == ORDER_PAID || o->status == ORDER_PLACED ||
	    o->status == ORDER_REFUNDED ||
	    o->status == ORDER_PARTIALLY_REFUNDED;
}

int
invoice_status(const struct invoice *o)
{
	int64_t total = invoice_total(o);

	if (!invoice_was_sold(o))
		return o->status;
	if (sayings_one(o->texts, TEXT_CANCELLED_AT).len != 0)
		return ORDER_CANCELLED;
	if (o->status == ORDER_PAID && o->refunded > 0 && total > 0)
		return o->refunded >= total ? ORDER_REFUNDED :
		    ORDER_PARTIALLY_REFUNDED;
	return o->status;
}

int64_t
invoice_lower(struct invoice *o, struct instant at, int64_t amount)
{
	int64_t left = invoice_total(o) - o->refunded;

	if (!o->is_told) {
		amount = left < 0 ? 0 : amount < left ? amount : left;
		o->refunded += amount;
		o->has_refunded |= amount > 0;
	}
	if (amount > 0 && o->refunded > 0) {
		o->refund_at = at;
		o->was_refunded = true;
	}
	return amount;
}
