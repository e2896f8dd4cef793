#ifndef INTEREST_H
#define INTEREST_H

#include <stdbool.h>

#include "shop.h"

/* Who looked at a product lately, liked it or put it in the cart, by the events
   of a circle. */
struct interests;

enum interest_how { INTEREST_VIEWED, INTEREST_LIKED, INTEREST_IN_CART };

struct interest {
	struct instant at;
	enum interest_how how;
	uint32_t sku;
	bool is_removed;		/* from the cart again */
	bool has_price;			/* as they saw it */
	int64_t price;
	struct currency currency;
	struct contact who;		/* by what the event says, then by what is
					   known of the person */
};

/* The columns that the circle's events must have been asked for. */
const struct list *interest_asked(void);

/* Find all since the span before as-of; the circle is closed. */
struct interests *interests_find(const struct shop *shop, struct span recent);
void interests_free(struct interests *all);

/* Those who have any, by person; and what theirs are, by when; *n of them. */
const bool *interests_whose(const struct interests *all);
const struct interest *interests_of(const struct interests *all,
    size_t person, size_t *n);

/* "viewed", "liked" or "put in the cart". */
const char *interest_word(enum interest_how how);

/* Has the person bought something at the time of it or since, or this product
   ever, by lines or events? */
bool interest_is_over(const struct shop *shop, size_t person,
    const struct interest *i);
bool interest_is_owned(const struct shop *shop, size_t person, uint32_t sku);

/* May a product be suggested: it can be had, and they haven't got it? */
bool interest_is_free(const struct shop *shop, size_t person, uint32_t sku);

/* A trigger about an interest, of the id person/sku, or person/sku/more. */
struct notice interest_notice(const struct interest *i, const char *flow,
    const char *more, const struct shop *shop);

#endif
