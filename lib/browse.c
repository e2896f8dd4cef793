#include "browse.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "basket.h"
#include "dict.h"
#include "pool.h"

/* The views of one product, or of one category, while they are counted. */
struct interest {
	uint32_t ware;			/* that, or one of the category */
	const char *category;		/* "" of a product */
	int visits;
	int64_t dwell, first, last;
	uint32_t own, url;
};

/* One person, followed through time. */
struct visitor {
	const struct trail *trail;
	const struct browse_rules *rules;
	const struct trace **views;	/* since something was put in the cart */
	size_t n_views, views_room;
	struct interest *interests;
	size_t n_interests, interests_room;
	size_t *of_ware, *of_category;	/* interests, 1 more; 0: none yet */
	const size_t *categories;	/* by ware: its category, numbered */
	struct basket basket;
	int64_t stated_at;		/* see cart.c */
	int64_t last;			/* when they did anything */
	struct browse *found;		/* of all, this visitor's from mine on */
	size_t n, room, mine;
};

static int64_t
move(int64_t at, struct span by, int way)
{
	return instant_move((struct instant){ .seconds = at }, by, way,
	    instant_zone()).seconds;
}

static const struct ware *
ware_of(const struct visitor *v, const struct trace *x)
{
	return wares_get(v->trail->wares, x->ware);
}

static bool
is_product(const struct visitor *v, const struct trace *x)
{
	return wares_is_product(v->trail->wares, x->ware);
}

/* The interest at this place, new if it is the first view of it. */
static struct interest *
find_interest(struct visitor *v, size_t *place, uint32_t ware,
    const char *category)
{
	if (*place == 0) {
		v->interests = pool_grow(v->interests, &v->interests_room,
		    v->n_interests + 1, sizeof *v->interests);
		v->interests[v->n_interests++] = (struct interest){
		    .ware = ware, .url = TRACE_NONE, .category = category };
		*place = v->n_interests;
	}
	return &v->interests[*place - 1];
}

/* No view counts for longer than they must last in all: a tab that was left
   open proves nothing. */
static void
count_view(struct visitor *v, const struct trace *x, size_t *place,
    const char *category)
{
	struct interest *i = find_interest(v, place, x->ware, category);
	int64_t most = move(x->at, v->rules->dwell, 1) - x->at;
	struct stitch *people = traces_people(v->trail->traces);

	if (i->visits++ == 0 || (x->at == i->first &&
	    strcmp(stitch_name(people, x->own), stitch_name(people, i->own)) <
	    0)) {
		i->first = x->at;
		i->own = x->own;
	}
	i->last = x->at;
	if (x->url != TRACE_NONE)
		i->url = x->url;
	i->dwell += x->seconds < most ? x->seconds : most;
}

static const char *
name_of(const struct visitor *v, const struct interest *i)
{
	return *i->category != '\0' ? i->category :
	    wares_name(v->trail->wares, i->ware);
}

/* A product says more than a category; then visits do, and dwell. */
static bool
is_better(const struct visitor *v, const struct interest *a,
    const struct interest *b)
{
	if ((*a->category == '\0') != (*b->category == '\0'))
		return *a->category == '\0';
	if (a->visits != b->visits)
		return a->visits > b->visits;
	if (a->dwell != b->dwell)
		return a->dwell > b->dwell;
	return strcmp(name_of(v, a), name_of(v, b)) < 0;
}

static bool
qualifies(const struct visitor *v, const struct interest *i)
{
	int64_t least = move(i->first, v->rules->dwell, 1) - i->first;

	return i->visits >= v->rules->visits && i->dwell > least;
}

/* Of the views that are near enough to then, what they are of. */
static void
count_views(struct visitor *v, int64_t then)
{
	int64_t from = move(then, v->rules->within, -1);
	size_t n = 0;

	v->n_interests = 0;
	for (size_t i = 0; i < v->n_views; i++) {
		const struct trace *x = v->views[i];
		const char *category = ware_of(v, x)->category;

		if (x->at < from)
			continue;
		v->views[n++] = x;
		if (is_product(v, x))
			count_view(v, x, &v->of_ware[x->ware], "");
		if (*category != '\0')
			count_view(v, x, &v->of_category[
			    v->categories[x->ware]], category);
	}
	v->n_views = n;
}

static const struct interest *
best_interest(struct visitor *v, int64_t then)
{
	const struct interest *best = NULL;

	count_views(v, then);
	for (size_t k = 0; k < v->n_interests; k++) {
		const struct interest *i = &v->interests[k];

		if (*i->category == '\0')
			v->of_ware[i->ware] = 0;
		else
			v->of_category[v->categories[i->ware]] = 0;
		if (qualifies(v, i) && (best == NULL || is_better(v, i, best)))
			best = i;
	}
	return best;
}

static bool
is_known(const struct visitor *v, const struct interest *i)
{
	for (size_t k = v->mine; k < v->n; k++)
		if (v->found[k].first == i->first &&
		    strcmp(v->found[k].category, i->category) == 0 &&
		    (*i->category != '\0' || v->found[k].ware == i->ware))
			return true;
	return false;
}

/* The product that was seen last, of one second the last by name. */
static const struct trace *
last_product(const struct visitor *v)
{
	const struct trace *last = NULL;

	for (size_t i = 0; i < v->n_views; i++) {
		const struct trace *x = v->views[i];

		if (is_product(v, x) && (last == NULL || x->at > last->at ||
		    strcmp(wares_name(v->trail->wares, x->ware),
		    wares_name(v->trail->wares, last->ware)) > 0))
			last = x;
	}
	return last;
}

static void
add_found(struct visitor *v, const struct interest *i, int64_t left)
{
	const struct trace *product = last_product(v);
	struct browse *b;

	v->found = pool_grow(v->found, &v->room, v->n + 1, sizeof *v->found);
	b = &v->found[v->n++];
	*b = (struct browse){
		.owner = v->views[0]->owner, .own = i->own, .ware = i->ware,
		.category = i->category, .first = i->first, .left = left,
		.last = v->views[v->n_views - 1]->at, .visits = i->visits,
		.dwell = i->dwell, .url = i->url,
		.has_ware = product != NULL
	};
	if (product != NULL) {
		b->last_ware = product->ware;
		b->last_url = product->url;
		b->price = product->price;
		b->currency = product->currency;
	}
}

/* If they have been gone for long enough before now, did they leave anything? */
static void
leave(struct visitor *v, int64_t now)
{
	int64_t left = move(v->last, v->rules->idle, 1);
	const struct interest *i;

	if (v->n_views == 0 || v->basket.n != 0 || left > now)
		return;
	i = best_interest(v, left);
	if (i == NULL || is_known(v, i) || (v->n > v->mine &&
	    left < move(v->found[v->n - 1].left, v->rules->quiet, 1)))
		return;
	add_found(v, i, left);
}

/* Something is, or was, in the cart: what was looked at before is no matter of
   ours. */
static void
change_cart(struct visitor *v, const struct trace *x)
{
	if (x->act == ACT_REMOVE) {
		basket_take(&v->basket, x);
		return;
	}
	if (x->act != ACT_ADD && !is_product(v, x))
		return;
	if (x->act != ACT_ADD && v->stated_at != x->at)
		basket_clear(&v->basket);
	if (x->act != ACT_ADD)
		v->stated_at = x->at;
	basket_put(&v->basket, x);
	v->n_views = 0;
	v->n = v->mine;
}

static void
follow(struct visitor *v, const struct trace *x)
{
	if (x->at > v->last)
		leave(v, x->at - 1);
	v->last = x->at;
	if (x->act != ACT_VIEW) {
		change_cart(v, x);
		return;
	}
	v->views = pool_grow(v->views, &v->views_room, v->n_views + 1,
	    sizeof *v->views);
	v->views[v->n_views++] = x;
}

/* The categories of the wares, numbered. */
static size_t *
number_categories(const struct wares *w)
{
	struct dict *d = dict_new();
	size_t room = 0;
	size_t *numbers = pool_grow(NULL, &room, wares_count(w) + 1,
	    sizeof *numbers);

	for (size_t i = 0; i < wares_count(w); i++) {
		const char *category = wares_get(w, i)->category;

		numbers[i] = dict_add(d, category, strlen(category));
	}
	dict_free(d);
	return numbers;
}

static void
follow_all(struct visitor *v, struct trail *t, const size_t *things, size_t n)
{
	v->n_views = 0;
	v->mine = v->n;
	v->last = INT64_MIN;
	basket_clear(&v->basket);
	for (size_t i = 0; i < n; i++)
		follow(v, traces_get(t->traces, things[i]));
	if (v->last != INT64_MIN)
		leave(v, v->rules->as_of.seconds);
}

static size_t *
places_new(size_t n)
{
	size_t *places = calloc(n + 1, sizeof *places);

	if (places == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	return places;
}

struct browse *
browse_judge(struct trail *t, const struct browse_rules *rules, size_t *n)
{
	size_t groups, wares = wares_count(t->wares);
	struct grouped g = trail_by_owner(t, &groups);
	size_t *categories = number_categories(t->wares);
	struct visitor v = { .trail = t, .rules = rules,
	    .of_ware = places_new(wares), .of_category = places_new(wares),
	    .categories = categories };

	for (size_t i = 0; i < groups; i++) {
		size_t k;
		const size_t *things = grouped_get(&g, i, &k);

		follow_all(&v, t, things, k);
	}
	grouped_free(&g);
	basket_free(&v.basket);
	free(categories);
	free(v.of_ware);
	free(v.of_category);
	free(v.views);
	free(v.interests);
	*n = v.n;
	return v.found;
}
