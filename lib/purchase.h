#ifndef PURCHASE_H
#define PURCHASE_H

#include <stdbool.h>

#include "event.h"
#include "source.h"

/* When a customer ordered, as their record says it: last_order_at and
   last_any_order_at.  Either is a purchase. */
struct purchase_columns {
	size_t last, last_any;
};

struct purchase_columns purchases_find(struct source *in);

/* Tell the current row's to events, as those of the person who has that text;
   or reject the row, and return false.  What is later than as-of is left
   out. */
bool purchases_read(struct source *in, const struct purchase_columns *at,
    size_t who, struct instant as_of, struct events *events);

#endif
