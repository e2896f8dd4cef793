#include "cart_form.h"

/* Does an open cart have the order's number? */
static bool
has_order(struct carts *c, uint32_t order, const struct entry *e)
{
	uint32_t h = order == TRACE_NONE ? NONE :
	    *table_at(&c->hands_at, order);

	for (; h != NONE; h = c->hands[h].next) {
		const struct entry *other = cart_open(c, c->hands[h].cart);

		if (other != NULL && (e == NULL || other == e))
			return true;
	}
	return false;
}

/* Was this cart bought with the purchase?  One that doesn't say which cart, or
   which product, may be of any. */
static bool
is_bought(struct carts *c, const struct trace *x, const struct entry *e)
{
	enum cart_by by = c->rules->by;
	uint32_t id = by == CART_BY_CART ? x->cart :
	    by == CART_BY_SESSION ? x->session : TRACE_NONE;

	switch (c->rules->cancel) {
	case CANCEL_SAME_CART:
		if (id != TRACE_NONE)
			return e->id == id;
		return !has_order(c, x->order, NULL) ||
		    has_order(c, x->order, e);
	case CANCEL_SAME_PRODUCT:
		return !cart_says_what(c, x) ||
		    basket_has(&e->cart.basket, x->ware);
	default:
		return true;
	}
}

static void
close_cart(struct carts *c, struct entry *e, const struct trace *x,
    bool is_newest)
{
	struct cart *cart = &e->cart;

	if (is_newest)
		cart_note_left(c, e, x->at);
	e->is_closed = true;
	cart->due = cart_due(c, cart);
	cart->ended = x->at;
	cart->is_unpaid = false;
	cart->order = traces_id(c->trail->traces, x->order);
	cart->fate = cart->basket.n == 0 ? CART_EMPTIED :
	    !is_newest ? CART_SUPERSEDED :
	    cart->was_left ? CART_RECOVERED : CART_BOUGHT;
}

/* Which carts that this owner had a hand in are bought? */
static void
find_bought(struct carts *c, size_t top, const struct trace *x)
{
	uint32_t h = *table_at(&c->hands_of, top);

	for (; h != NONE; h = c->hands[h].next) {
		struct entry *e = cart_open(c, c->hands[h].cart);

		if (e != NULL)
			e->is_hit = is_bought(c, x, e);
	}
}

/* Is the one cart that the purchase names, or else the newer one? */
static bool
is_nearer(const struct carts *c, const struct trace *x,
    const struct entry *a, const struct entry *b)
{
	bool names_a = x->cart != TRACE_NONE && a->id == x->cart;
	bool names_b = x->cart != TRACE_NONE && b->id == x->cart;

	return names_a != names_b ? names_a : cart_is_newer(c, a, b);
}

/* This owner bought the one that they name, or the newest of them; what it superseded goes with it. */
static void
buy(struct carts *c, size_t top, const struct trace *x)
{
	const struct entry *newest = NULL;
	uint32_t first = *table_at(&c->hands_of, top);

	for (uint32_t h = first; h != NONE; h = c->hands[h].next) {
		struct entry *e = cart_open(c, c->hands[h].cart);

		if (e != NULL && e->is_hit && e->is_created &&
		    (newest == NULL || is_nearer(c, x, e, newest)))
			newest = e;
	}
	for (uint32_t h = first; h != NONE; h = c->hands[h].next) {
		struct entry *e = cart_open(c, c->hands[h].cart);

		if (e != NULL && e->is_hit)
			close_cart(c, e, x, e == newest);
	}
	if (c->rules->cancel == CANCEL_ANY)
		*table_at(&c->hands_of, top) = NONE;
}

/* A purchase is its owner's, and of those who had a hand in the cart, or the
   checkout, that it names. */
void
cart_buy(struct carts *c, const struct trace *x)
{
	const uint32_t ids[] = { x->cart, x->order };

	size_t n = 0;

	*table_at(&c->buyers, n++) = (uint32_t)cart_top(c, x->owner);
	for (int i = 0; i < 2; i++) {
		uint32_t h = ids[i] == TRACE_NONE ? NONE :
		    *table_at(&c->hands_at, ids[i]);

		for (; h != NONE; h = c->hands[h].next)
			if (cart_open(c, c->hands[h].cart) != NULL)
				*table_at(&c->buyers, n++) = c->hands[h].top;
	}
	for (size_t i = 0; i < n; i++)
		find_bought(c, c->buyers.list[i], x);
	for (size_t i = 0; i < n; i++)
		buy(c, c->buyers.list[i], x);
}
