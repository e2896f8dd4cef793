#include "favourite.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "pool.h"

struct shelf {
	struct trail *trail;
	struct favourite *list;		/* this owner's from mine on */
	size_t n, room, mine;
	size_t *places;			/* by ware: in it, 1 more; 0: nowhere */
};

/* Of one second, the name that is least had it. */
static void
like(struct shelf *s, const struct trace *x)
{
	struct stitch *people = traces_people(s->trail->traces);
	size_t *place = &s->places[x->ware];
	struct favourite *f = *place == 0 ? NULL : &s->list[*place - 1];

	if (f != NULL && f->at == x->at && strcmp(stitch_name(people, x->own),
	    stitch_name(people, f->own)) < 0)
		f->own = x->own;
	if (f != NULL)
		return;
	s->list = pool_grow(s->list, &s->room, s->n + 1, sizeof *s->list);
	s->list[s->n++] = (struct favourite){ .owner = x->owner,
	    .own = x->own, .ware = x->ware, .url = x->url, .at = x->at,
	    .price = x->price, .currency = x->currency };
	*place = s->n;
}

/* Take one, or all of this owner's, off the shelf. */
static void
buy(struct shelf *s, const struct trace *x)
{
	if (wares_is_product(s->trail->wares, x->ware)) {
		s->places[x->ware] = 0;
		return;
	}
	for (size_t i = s->mine; i < s->n; i++)
		s->places[s->list[i].ware] = 0;
}

/* Of an owner's, what is still there and due. */
static void
settle(struct shelf *s, struct span after, struct instant as_of)
{
	size_t n = s->mine;

	for (size_t i = s->mine; i < s->n; i++) {
		struct favourite *f = &s->list[i];
		size_t *place = &s->places[f->ware];

		f->due = instant_move((struct instant){ .seconds = f->at },
		    after, 1, instant_zone()).seconds;
		if (*place != i + 1)
			continue;
		*place = 0;
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

	s.places = calloc(wares_count(t->wares) + 1, sizeof *s.places);
	if (s.places == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < owners; i++) {
		size_t k;
		const size_t *things = grouped_get(&g, i, &k);

		s.mine = s.n;
		for (size_t j = 0; j < k; j++) {
			const struct trace *x = traces_get(t->traces,
			    things[j]);

			if (x->act == ACT_PURCHASE)
				buy(&s, x);
			else if (wares_is_product(s.trail->wares, x->ware))
				like(&s, x);
		}
		settle(&s, after, as_of);
	}
	grouped_free(&g);
	free(s.places);
	*n = s.n;
	return s.list;
}
