#ifndef TRACK_H
#define TRACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "crate.h"
#include "customer.h"

/*
 * What orders leave of each customer, in the order in which these first came:
 * two lines of the cache, and for few of them more.  Memory grows with
 * customers.
 */
struct tracks;

struct tracks *tracks_new(size_t cells);
void tracks_free(struct tracks *t);

/*
 * Add orders.  Customers come in no order that a cache could guess, so what is
 * known of some is sent for before the first of them is looked at.  False, and
 * an order left out, if that would make a customer's spend too large.
 */
bool tracks_take(struct tracks *t, struct crate *orders);

size_t tracks_count(const struct tracks *t);

/* What is known of customer i, once all orders are in, e-mail and phone apart:
   false if they bought nothing. */
bool tracks_customer(const struct tracks *t, size_t i, struct customer *c);

/* What these want of i is on its way into the cache: first the one, and when
   that is there the other. */
void tracks_fetch(const struct tracks *t, size_t i);
void tracks_fetch_more(const struct tracks *t, size_t i);

/* The last word of i's orders for each column. */
void tracks_cells(const struct tracks *t, size_t i, struct cell cells[]);

/* The first day after *day on which i bought; false: there is none. */
bool tracks_next_day(const struct tracks *t, size_t i, int *day);

#endif
