#ifndef ROLLUP_H
#define ROLLUP_H

#include "customer.h"
#include "order.h"

/*
 * Orders added up to customers, in any order of rows.  An order is used or
 * set aside; it must have been read as known at as_of.
 */
struct rollup;

struct rollup *rollup_new(const struct purchases *how, struct instant as_of,
    size_t profile_columns);
void rollup_free(struct rollup *r);

/*
 * Add an order and what its row says of the customer: a cell for each profile
 * column.  NULL, or why the row can't be added.
 */
const char *rollup_add(struct rollup *r, struct order *o,
    const struct cell profile[]);

/*
 * No more orders: say what was set aside, and put the customers in order.
 * email and phone are the profile columns that hold these, or DICT_NONE.
 */
void rollup_finish(struct rollup *r, size_t email, size_t phone);

/* The customers, those without a purchase left out. */
size_t rollup_count(const struct rollup *r);
const struct customer *rollup_get(const struct rollup *r, size_t i);
void rollup_cells(const struct rollup *r, size_t i, struct cell cells[]);
bool rollup_next_day(const struct rollup *r, size_t i, struct day *day);
struct currency rollup_currency(const struct rollup *r);

#endif
