#include "cart_form.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"
#include "phrase.h"

uint32_t *
table_at(struct table *t, size_t i)
{
	if (i >= t->n) {
		t->list = pool_grow(t->list, &t->room, i + 1, sizeof *t->list);
		while (t->n <= i)
			t->list[t->n++] = NONE;
	}
	return &t->list[i];
}

size_t
cart_top(struct carts *c, uint32_t owner)
{
	return stitch_top(traces_people(c->trail->traces), owner);
}

/* The cart that this is the number of, if it is still one. */
struct entry *
cart_open(struct carts *c, uint32_t number)
{
	return number == NONE || c->list[number].is_closed ? NULL :
	    &c->list[number];
}

int64_t
cart_due(const struct carts *c, const struct cart *cart)
{
	struct instant from = { .seconds = c->rules->from_first ? cart->first :
	    cart->last };

	return instant_move(from, c->rules->idle, 1, instant_zone()).seconds;
}

/* At this time something happens: was the cart abandoned until then? */
void
cart_note_left(struct carts *c, struct entry *e, int64_t now)
{
	uint32_t newest = *table_at(&c->newest, cart_top(c, e->cart.owner));

	if (e->cart.basket.n != 0 && newest == (uint32_t)(e - c->list) &&
	    now > cart_due(c, &e->cart))
		e->cart.was_left = true;
}

static struct entry *
new_cart(struct carts *c, const struct trace *x, uint32_t id)
{
	struct entry *e;

	c->list = pool_grow(c->list, &c->room, c->n + 1, sizeof *c->list);
	e = &c->list[c->n++];
	*e = (struct entry){ .id = id, .cart = { .order = "",
	    .owner = x->owner, .last = x->at } };
	return e;
}

/*
 * The cart that the step is about.  One without the id that others have is
 * about the newest that has one: the checkout doesn't always name the cart.
 */
static struct entry *
find_cart(struct carts *c, const struct trace *x)
{
	enum cart_by by = c->rules->by;
	size_t top = cart_top(c, x->owner);
	uint32_t id = by == CART_BY_CART ? x->cart :
	    by == CART_BY_SESSION ? x->session : TRACE_NONE;
	struct entry *e = cart_open(c, *table_at(&c->newest, top));
	uint32_t *slot;

	if (id == TRACE_NONE && by == CART_BY_CART) {
		if (e != NULL && e->has_cart_id)
			return e;
		id = x->session;
	} else if (id == TRACE_NONE && by == CART_BY_SESSION && e != NULL)
		return e;
	slot = id == TRACE_NONE ? table_at(&c->own, top) :
	    table_at(&c->by_id, id);
	if ((e = cart_open(c, *slot)) == NULL) {
		e = new_cart(c, x, id);
		e->has_cart_id = id != TRACE_NONE && id == x->cart;
		*slot = (uint32_t)(e - c->list);
	}
	return e;
}

static void
add_hand(struct carts *c, struct table *t, size_t i, struct entry *e,
    size_t top)
{
	uint32_t *head = table_at(t, i), cart = (uint32_t)(e - c->list);

	if (*head != NONE && c->hands[*head].cart == cart &&
	    c->hands[*head].top == (uint32_t)top)
		return;
	c->hands = pool_grow(c->hands, &c->hands_room, c->n_hands + 1,
	    sizeof *c->hands);
	c->hands[c->n_hands] = (struct hand){ cart, (uint32_t)top, *head };
	*head = (uint32_t)c->n_hands++;
}

static void
add_hands(struct carts *c, struct entry *e, const struct trace *x)
{
	size_t top = cart_top(c, x->owner);

	add_hand(c, &c->hands_of, top, e, top);
	if (x->cart != TRACE_NONE)
		add_hand(c, &c->hands_at, x->cart, e, top);
	if (x->order != TRACE_NONE)
		add_hand(c, &c->hands_at, x->order, e, top);
}

/* The later of two carts. */
bool
cart_is_newer(const struct carts *c, const struct entry *a,
    const struct entry *b)
{
	if (a->cart.last != b->cart.last)
		return a->cart.last > b->cart.last;
	return a->id != b->id && strcmp(traces_id(c->trail->traces, a->id),
	    traces_id(c->trail->traces, b->id)) > 0;
}

/* Of what was put in first, in one second, the least text gives the cart its
   name. */
static bool
comes_first(struct carts *c, uint32_t own, uint32_t than)
{
	struct stitch *people = traces_people(c->trail->traces);

	return strcmp(stitch_name(people, own), stitch_name(people, than)) <
	    0;
}

/* The person did something to the cart: it is their newest now. */
static void
touch(struct carts *c, struct entry *e, const struct trace *x)
{
	size_t top = cart_top(c, x->owner);
	uint32_t *newest = table_at(&c->newest, top);
	uint32_t number = (uint32_t)(e - c->list);
	struct entry *old = cart_open(c, *newest);

	if (old != NULL && old != e)
		cart_note_left(c, old, x->at);
	cart_note_left(c, e, x->at);
	e->cart.last = x->at;
	if (old == NULL || !cart_is_newer(c, old, e))
		*newest = number;
	e->cart.owner = x->owner;
	add_hands(c, e, x);
}

bool
cart_says_what(const struct carts *c, const struct trace *x)
{
	return wares_is_product(c->trail->wares, x->ware);
}

/* Does the step say that something is in the cart? */
static bool
puts_in(const struct carts *c, const struct trace *x)
{
	return x->quantity != 0 && (x->act == ACT_ADD ||
	    (x->act != ACT_REMOVE && cart_says_what(c, x)));
}

/* Rows of one time and kind are one statement of all that is in the cart. */
static void
state(struct carts *c, struct entry *e, const struct trace *x)
{
	if (!cart_says_what(c, x))
		return;
	if (e->stated_by != x->act || e->stated_at != x->at)
		basket_clear(&e->cart.basket);
	e->stated_by = x->act;
	e->stated_at = x->at;
	basket_put(&e->cart.basket, x);
}

static void
change(struct carts *c, const struct trace *x)
{
	struct entry *e = find_cart(c, x);
	struct cart *cart = &e->cart;
	bool was_empty = cart->basket.n == 0;

	touch(c, e, x);
	if (x->act == ACT_ADD)
		basket_put(&cart->basket, x);
	else if (x->act == ACT_REMOVE)
		basket_take(&cart->basket, x);
	else
		state(c, e, x);
	if (x->act == ACT_CHECKOUT)
		cart->is_checkout = true;
	if (cart->basket.n == 0 && !was_empty)
		cart->is_checkout = false;
	if (puts_in(c, x) && (was_empty || (x->at == cart->first &&
	    comes_first(c, x->own, e->own)))) {
		cart->first = x->at;
		e->own = x->own;
	}
	e->is_created = e->is_created || cart->basket.n != 0;
}

/* The cart that an unpaid order is of, or NULL. */
static struct entry *
find_unpaid(struct carts *c, const struct trace *x)
{
	struct entry *e = x->cart == TRACE_NONE ? NULL :
	    cart_open(c, *table_at(&c->by_id, x->cart));
	uint32_t h = x->order == TRACE_NONE ? NONE :
	    *table_at(&c->hands_at, x->order);

	for (; e == NULL && h != NONE; h = c->hands[h].next)
		e = cart_open(c, c->hands[h].cart);
	return e != NULL ? e :
	    cart_open(c, *table_at(&c->newest, cart_top(c, x->owner)));
}

/* An order that isn't paid tells whose it is, as a cart does, though nothing
   was ever in it. */
static void
note_unpaid(struct carts *c, const struct trace *x)
{
	struct entry *e = find_unpaid(c, x);
	size_t at_cart = e == NULL ? NONE : (size_t)(e - c->list);

	add_hands(c, new_cart(c, x, TRACE_NONE), x);
	e = e == NULL ? NULL : &c->list[at_cart];
	if (e == NULL || e->cart.basket.n == 0)
		return;
	e->cart.is_checkout = e->cart.is_unpaid = true;
	e->cart.order = traces_id(c->trail->traces, x->order);
	e->cart.status = (enum order_status)x->status;
}

/* As of the instant: of an owner's open carts the newest stands. */
static void
settle(struct carts *c)
{
	struct table best = { .list = NULL };

	for (size_t i = 0; i < c->n; i++) {
		struct entry *e = &c->list[i];
		uint32_t *b;

		if (e->is_closed || !e->is_created)
			continue;
		b = table_at(&best, cart_top(c, e->cart.owner));
		if (*b == NONE || cart_is_newer(c, e, &c->list[*b]))
			*b = (uint32_t)i;
	}
	for (size_t i = 0; i < c->n; i++) {
		struct entry *e = &c->list[i];
		struct cart *cart = &e->cart;

		if (e->is_closed || !e->is_created)
			continue;
		cart->due = cart_due(c, cart);
		cart->ended = cart->last;
		cart->fate = cart->basket.n == 0 ? CART_EMPTIED :
		    *table_at(&best, cart_top(c, cart->owner)) != i ? CART_SUPERSEDED :
		    cart->due <= c->rules->as_of.seconds ? CART_ABANDONED :
		    CART_OPEN;
		cart->was_left = cart->was_left ||
		    cart->fate == CART_ABANDONED;
	}
	free(best.list);
}

/* Number those that were carts, and give them their ids. */
static void
tell(struct carts *c)
{
	struct stitch *people = traces_people(c->trail->traces);
	char text[INSTANT_ROOM];

	for (size_t i = 0; i < c->n; i++) {
		struct entry *e = &c->list[i];

		if (!e->is_created)
			continue;
		c->told = pool_grow(c->told, &c->told_room, c->n_told + 1,
		    sizeof *c->told);
		c->told[c->n_told++] = i;
		instant_print((struct instant){ .seconds = e->cart.first },
		    text);
		e->cart.id = e->id != NONE ?
		    traces_id(c->trail->traces, e->id) :
		    phrase_print(c->texts, "%s/%s", phrase_part(c->texts,
		    stitch_name(people, e->own)), text);
	}
}

struct carts *
carts_judge(struct trail *t, const struct cart_rules *rules)
{
	struct carts *c = calloc(1, sizeof *c);

	if (c == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	c->trail = t;
	c->rules = rules;
	c->texts = pool_new();
	for (size_t i = 0; i < traces_count(t->traces); i++) {
		const struct trace *x = traces_get(t->traces, i);

		if (x->act == ACT_PURCHASE)
			cart_buy(c, x);
		else if (x->act == ACT_UNPAID)
			note_unpaid(c, x);
		else
			change(c, x);
	}
	settle(c);
	tell(c);
	return c;
}

void
carts_free(struct carts *c)
{
	struct table *tables[] = { &c->own, &c->newest, &c->hands_of,
	    &c->by_id, &c->hands_at, &c->buyers };

	for (size_t i = 0; i < c->n; i++)
		basket_free(&c->list[i].cart.basket);
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
		free(tables[i]->list);
	free(c->list);
	free(c->told);
	free(c->hands);
	pool_free(c->texts);
	free(c);
}

size_t
carts_count(const struct carts *c)
{
	return c->n_told;
}

const struct cart *
carts_get(const struct carts *c, size_t i)
{
	return &c->list[c->told[i]].cart;
}
