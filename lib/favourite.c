#include "favourite.h"

#include <stdlib.h>
#include <string.h>

#include "pool.h"

struct shelf {
	struct trail *trail;
	struct favourite *list;		/* this owner's from mine on */
	size_t n, room, mine;
};

static bool
is_product(const struct shelf *s, uint32_t ware)
{
	const struct ware *w = wares_get(s->trail->wares, ware);

	return *w->sku != '\0' || *w->product != '\0';
}

/* Of one second, the name that is least had it. */
static void
like(struct shelf *s, const struct trace *x)
{
	struct stitch *people = traces_people(s->trail->traces);

	for (size_t i = s->mine; i < s->n; i++) {
		struct favourite *f = &s->list[i];

		if (f->ware != x->ware)
			continue;
		if (f->at == x->at && strcmp(stitch_name(people, x->own),
		    stitch_name(people, f->own)) < 0)
			f->own = x->own;
		return;
	}
	s->list = pool_grow(s->list, &s->room, s->n + 1, sizeof *s->list);
	s->list[s->n++] = (struct favourite){ .owner = x->owner,
	    .own = x->own, .ware = x->ware, .at = x->at, .price = x->price,
	    .currency = x->currency };
}

static void
buy(struct shelf *s, const struct trace *x)
{
	size_t n = s->mine;

	for (size_t i = s->mine; i < s->n; i++)
		if (is_product(s, x->ware) && s->list[i].ware != x->ware)
			s->list[n++] = s->list[i];
	s->n = n;
}

/* Of an owner's, what is due. */
static void
settle(struct shelf *s, struct span after, struct instant as_of)
{
	size_t n = s->mine;

	for (size_t i = s->mine; i < s->n; i++) {
		struct favourite *f = &s->list[i];

		f->due = instant_move((struct instant){ .seconds = f->at },
		    after, 1, instant_zone()).seconds;
		if (f->due <= as_of.seconds)
			s->list[n++] = *f;
	}
	s->n = n;
}

struct favourite *
favourites_judge(struct trail *t, struct span after, struct instant as_of,
    size_t *n)
{
	struct shelf s = { .trail = t };
	size_t owners;
	struct grouped g = trail_by_owner(t, &owners);

	for (size_t i = 0; i < owners; i++) {
		size_t k;
		const size_t *things = grouped_get(&g, i, &k);

		s.mine = s.n;
		for (size_t j = 0; j < k; j++) {
			const struct trace *x = traces_get(t->traces,
			    things[j]);

			if (x->act == ACT_PURCHASE)
				buy(&s, x);
			else if (is_product(&s, x->ware))
				like(&s, x);
		}
		settle(&s, after, as_of);
	}
	grouped_free(&g);
	*n = s.n;
	return s.list;
}
