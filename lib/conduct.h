#ifndef CONDUCT_H
#define CONDUCT_H

#include "customer.h"

/*
 * What files beside the orders say of the customers: visits and clicks,
 * survey responses, carts left behind.  Rows find their customer by
 * customer_id, e-mail or phone; what is later than as-of is set aside.
 */
struct conducts;

/* Of one person; all 0 is nothing known. */
struct conduct {
	bool visited, unhappy, left_cart;
	struct instant visit_at;	/* the last one */
	int visits;			/* days with one */
	struct instant unhappy_at;	/* the last bad response, */
	int score;			/* what it said */
	const char *kind;		/* and was, of record_surveys */
	struct instant cart_at;		/* last cart event of the last cart */
};

/* c and common must outlive it. */
struct conducts *conducts_new(const struct customers *c,
    const struct common *common);
void conducts_free(struct conducts *s);

/*
 * Read files of events, survey responses or triggers, and say how many rows
 * found their customer.  Rows of no use here are set aside.  Fatal where none
 * of a file's rows does, but for surveys, or where no trigger is of a cart.
 */
void conducts_read_events(struct conducts *s, const struct list *paths);
void conducts_read_surveys(struct conducts *s, const struct list *paths);
void conducts_read_carts(struct conducts *s, const struct list *paths);

/* All is read; what is known of customer i then. */
void conducts_settle(struct conducts *s);
struct conduct conducts_of(const struct conducts *s, size_t i);

#endif
