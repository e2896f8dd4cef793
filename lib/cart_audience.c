#include "cart_audience.h"

#include <stdlib.h>
#include <string.h>

#include "pool.h"

/* A person's carts, told by the one that matters. */
struct member {
	const struct cart *cart;	/* the last; NULL: no cart */
	bool was_left;			/* any of them */
	struct contact who;
};

/* Does the cart say more of the person, as of the instant, than the other? */
static bool
is_later(const struct cart *a, const struct cart *b)
{
	bool stands = a->fate == CART_ABANDONED || a->fate == CART_OPEN;

	if (stands != (b->fate == CART_ABANDONED || b->fate == CART_OPEN))
		return stands;
	return a->ended > b->ended || (a->ended == b->ended &&
	    a->fate != CART_SUPERSEDED);
}

static struct member *
find_members(const struct carts *carts, struct trail *t, size_t *n)
{
	struct member *all = NULL;
	size_t room = 0;

	*n = 0;
	for (size_t i = 0; i < carts_count(carts); i++) {
		const struct cart *cart = carts_get(carts, i);
		size_t top = stitch_top(traces_people(t->traces), cart->owner);
		struct member *m;

		all = pool_grow(all, &room, top + 1, sizeof *all);
		while (*n <= top)
			all[(*n)++] = (struct member){ .cart = NULL };
		m = &all[top];
		if (m->cart == NULL || is_later(cart, m->cart))
			m->cart = cart;
		m->was_left = m->was_left || cart->was_left;
	}
	return all;
}

static int64_t
time_of(const struct member *m)
{
	return m->cart->fate == CART_ABANDONED ? m->cart->due : m->cart->ended;
}

static int
compare(const void *a, const void *b)
{
	const struct member *l = a, *r = b;

	if (time_of(l) != time_of(r))
		return time_of(l) < time_of(r) ? -1 : 1;
	return strcmp(l->who.customer_id, r->who.customer_id);
}

static void
write_member(const struct member *m, struct sink *out)
{
	static const char *const reasons[CART_FATES] = {
		[CART_OPEN] = "came back to a cart",
		[CART_ABANDONED] = "left a cart",
		[CART_BOUGHT] = "bought", [CART_RECOVERED] = "bought",
		[CART_EMPTIED] = "emptied the cart",
		[CART_SUPERSEDED] = "began another cart"
	};

	sink_text(out, m->cart->fate == CART_ABANDONED ? "add" : "remove");
	sink_text(out, "cart-abandon");
	sink_text(out, m->who.customer_id);
	sink_instant(out, (struct instant){ .seconds = time_of(m) });
	sink_text(out, m->who.email);
	sink_text(out, m->who.phone);
	sink_text(out, reasons[m->cart->fate]);
	sink_end(out);
}

void
cart_audience(const struct carts *carts, struct trail *t, int64_t from,
    struct sink *out)
{
	size_t all, n = 0;
	struct member *members = find_members(carts, t, &all);

	for (size_t i = 0; i < all; i++) {
		struct member *m = &members[i];

		if (m->cart == NULL || !m->was_left || time_of(m) < from)
			continue;
		(void)stitch_contact(traces_people(t->traces), m->cart->owner,
		    &m->who);
		if (*m->who.email != '\0' || *m->who.phone != '\0' ||
		    strncmp(m->who.customer_id, "anonymous:", 10) != 0)
			members[n++] = *m;
	}
	if (n != 0)
		qsort(members, n, sizeof *members, compare);
	for (size_t i = 0; i < n; i++)
		write_member(&members[i], out);
	free(members);
}
