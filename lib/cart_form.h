#ifndef CART_FORM_H
#define CART_FORM_H

#include "cart.h"

/* How carts are held: for cart.c, and cart_buy.c, which ends what is bought. */

#define NONE UINT32_MAX

/* A cart while it is followed. */
struct entry {
	struct cart cart;
	bool is_closed, is_created, has_cart_id;
	bool is_hit;		/* by the purchase at hand */
	uint32_t own;		/* the text of whoever put the first thing in */
	uint32_t id;		/* of a cart or session, or NONE */
	int64_t stated_at;	/* the row that said all that is in it */
	int stated_by;		/* an act; 0: none did */
};

/* That somebody, or what has an id, had a hand in a cart. */
struct hand {
	uint32_t cart, top, next;
};

/* Numbers by number, NONE where nothing was set. */
struct table {
	uint32_t *list;
	size_t n, room;
};

struct carts {
	struct trail *trail;
	const struct cart_rules *rules;
	struct entry *list;
	size_t n, room;
	size_t *told, n_told, told_room;	/* those that were created */
	struct hand *hands;
	size_t n_hands, hands_room;
	/* By owner's top: their own cart, their newest, their hands.  By id: its
	   cart, and the hands in carts with it. */
	struct table own, newest, hands_of, by_id, hands_at;
	struct table buyers;		/* the tops of those of one purchase */
	struct pool *texts;
};

/* The place of number i, NONE until it is set. */
uint32_t *table_at(struct table *t, size_t i);

/* The top of an owner; and the cart that this is the number of, if it is still
   one. */
size_t cart_top(struct carts *c, uint32_t owner);
struct entry *cart_open(struct carts *c, uint32_t number);

/* When it is, or was, left; and was it when something happens now? */
int64_t cart_due(const struct carts *c, const struct cart *cart);
void cart_note_left(struct carts *c, struct entry *e, int64_t now);

/* Is it the later of two; and is the step about anything? */
bool cart_is_newer(const struct carts *c, const struct entry *a,
    const struct entry *b);
bool cart_says_what(const struct carts *c, const struct trace *x);

/* A purchase: what is bought with it is no cart any more. */
void cart_buy(struct carts *c, const struct trace *x);

#endif
