#ifndef REWARD_H
#define REWARD_H

#include "circle.h"
#include "currency.h"
#include "patron.h"
#include "sink.h"

/*
 * What referrers have earned: a credit for each new customer, once, when their
 * first purchase since has been paid, and kept for a time.  Nobody earns one
 * for themselves, nor for whoever shares their address.
 */
struct rewards;

struct reward {
	int64_t amount;			/* minor units */
	struct currency currency;
	struct span hold;		/* how long a purchase must have been kept */
};

/* "25 USD", more than nothing, into the amount and currency of a struct reward.
   See value.h. */
value_parser reward_parse;

struct rewards *rewards_new(const struct common *common,
    const struct reward *reward);
void rewards_free(struct rewards *r);

/* Where a customer table says where people live; and add what its current row
   says, of the person who has that text. */
void rewards_find(struct rewards *r, struct source *in);
void rewards_add(struct rewards *r, struct source *in, size_t text);

/* Read files of orders and of referrals, and join what the orders say to the
   circle's people. */
void rewards_load(struct rewards *r, const struct list *orders,
    const struct list *referrals, struct circle *c);

/* The others are closed: set aside what earns nothing, by why.  Then: write the
   credits, by when they were earned. */
void rewards_judge(struct rewards *r, struct circle *c,
    const struct patrons *patrons);
void rewards_write(struct rewards *r, struct sink *out);

#endif
