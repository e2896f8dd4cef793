#ifndef SIGNAL_H
#define SIGNAL_H

#include "customer.h"

/*
 * What files beside the orders say of the customers: visits and clicks,
 * survey responses, carts left behind.  Rows find their customer by
 * customer_id, e-mail or phone; rows later than as-of don't count.
 */
struct signals;

/* Of one person; all 0 is nothing known. */
struct signal {
	bool visited, unhappy, left_cart;
	struct instant visit_at;	/* the last one */
	int visits;			/* days with one */
	struct instant unhappy_at;	/* the last bad response, */
	int score;			/* what it said */
	const char *kind;		/* and was: nps, csat, ces or review */
	struct instant cart_at;		/* last cart event of the last cart */
};

/* c and common must outlive it. */
struct signals *signals_new(const struct customers *c,
    const struct common *common);
void signals_free(struct signals *s);

/* Read a file of events, survey responses or cart-abandon triggers. */
void signals_read_events(struct signals *s, const char *path);
void signals_read_surveys(struct signals *s, const char *path);
void signals_read_carts(struct signals *s, const char *path);

/* What is known of customer i. */
struct signal signals_of(struct signals *s, size_t i);

#endif
