#include "trace_form.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "pool.h"
#include "quantity.h"

enum {
	FEW = 4096,		/* too few gone to be swept for their own sake */
	BLOCK = PAGE_BYTES / sizeof(struct trace)
};

static const struct holder nothing = { TRACE_NONE, TRACE_NONE, INT64_MIN };

static void unite(void *traces, size_t from, size_t into);

struct traces *
traces_new(enum trace_group by)
{
	struct traces *t = calloc(1, sizeof *t);

	if (t == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	t->people = stitch_new(unite, t);
	t->visits = visits_new();
	t->by = by;
	t->ids = ids_new(NULL);
	return t;
}

void
traces_free(struct traces *t)
{
	stitch_free(t->people);
	visits_free(t->visits);
	ids_free(t->ids);
	free(t->session.bytes);
	for (size_t i = 0; i < t->blocks_n; i++)
		free(t->blocks[i]);
	free(t->blocks);
	free(t->holders);
	free(t->buyers);
	free(t);
}

struct stitch *
traces_people(struct traces *t)
{
	return t->people;
}

struct trace *
traces_get(const struct traces *t, size_t i)
{
	return &t->blocks[i / BLOCK][i % BLOCK];
}

static struct holder *
holder_of(struct traces *t, size_t top)
{
	if (top >= t->holders_n) {
		t->holders = pool_grow(t->holders, &t->holders_room, top + 1,
		    sizeof *t->holders);
		while (t->holders_n <= top)
			t->holders[t->holders_n++] = nothing;
	}
	return &t->holders[top];
}

const char *
traces_id(const struct traces *t, uint32_t number)
{
	return number == TRACE_NONE ? "" : ids_text(t->ids, number, NULL);
}

static void
append(struct traces *t, struct holder *h, uint32_t i)
{
	if (h->last == TRACE_NONE)
		h->first = i;
	else
		traces_get(t, h->last)->next_of_owner = i;
	h->last = i;
}

/* Put trace i on the lists of its owner, its cart and its order. */
static void
bind(struct traces *t, uint32_t i)
{
	struct trace *x = traces_get(t, i);

	x->next_of_owner = TRACE_NONE;
	append(t, holder_of(t, stitch_top(t->people, x->owner)), i);
	if (x->cart != TRACE_NONE) {
		x->next_of_cart = ids_heads(t->ids, x->cart)->cart;
		ids_heads(t->ids, x->cart)->cart = i;
	}
	if (x->order != TRACE_NONE) {
		x->next_of_order = ids_heads(t->ids, x->order)->order;
		ids_heads(t->ids, x->order)->order = i;
	}
	if (x->group != TRACE_NONE) {
		x->next_of_group = ids_heads(t->ids, x->group)->group;
		ids_heads(t->ids, x->group)->group = i;
	}
}

/* Move what isn't gone together, with the ids that are still of something. */
void
traces_sweep(struct traces *t)
{
	struct ids *old = t->ids;
	size_t n = 0, room = 0;
	uint32_t *moved = pool_grow(NULL, &room, t->n + 1, sizeof *moved);

	t->ids = ids_new(old);
	for (size_t i = 0; i < t->holders_n; i++)
		t->holders[i].first = t->holders[i].last = TRACE_NONE;
	for (size_t i = 0; i < t->n; i++) {
		struct trace *x = traces_get(t, n);
		uint32_t *numbers[] = { &x->cart, &x->session, &x->order,
		    &x->url, &x->group };

		moved[i] = traces_get(t, i)->is_gone ? TRACE_NONE : (uint32_t)n;
		if (traces_get(t, i)->is_gone)
			continue;
		*x = *traces_get(t, i);
		if (x->act == ACT_VIEW && x->next_of_group != TRACE_NONE)
			x->next_of_group = moved[x->next_of_group];
		for (int k = 0; k < 5; k++)
			*numbers[k] = ids_keep(t->ids, old,
			    *numbers[k]);
		bind(t, (uint32_t)n++);
	}
	visits_move(t->visits, moved);
	free(moved);
	t->n = n;
	t->gone = 0;
	ids_free(old);
}

/* What its owner did before; NULL: nothing that is kept. */
static struct trace *
last_of(struct traces *t, size_t owner)
{
	struct holder *h = holder_of(t, stitch_top(t->people, owner));
	struct trace *x = h->last == TRACE_NONE ? NULL : traces_get(t, h->last);

	return x != NULL && !x->is_gone ? x : NULL;
}

/* A row that has not the id that others have is of what came before. */
static uint32_t
group_of(struct traces *t, const struct trace *x)
{
	const struct trace *last = last_of(t, x->owner);
	uint32_t own = t->by == GROUP_CART ? x->cart : x->session;
	char kind = 's';

	if (t->by == GROUP_NONE || x->act == ACT_UNPAID || x->act == ACT_VIEW)
		return TRACE_NONE;
	if (own != TRACE_NONE)
		return own;
	if (last == NULL || last->group == TRACE_NONE)
		return x->session;
	(void)ids_text(t->ids, last->group, &kind);
	return t->by == GROUP_SESSION || kind == 'k' ? last->group :
	    x->session;
}

/* By what views are known to follow each other: the session, else the browser,
   else who it is. */
static const char *
visit_of(struct traces *t, const struct step *s)
{
	const char *visit = step_session(s, &t->session);

	if (*visit == '\0')
		visit = s->text[STEP_ANONYMOUS];
	return *visit != '\0' ? visit : step_name(s);
}

/* The step ends the view that came before it, or those of one second. */
static void
end_view(struct traces *t, const struct step *s)
{
	uint32_t i = t->has_views ? visits_find(t->visits, visit_of(t, s),
	    s->at) : TRACE_NONE;
	int64_t at = i == TRACE_NONE ? 0 : traces_get(t, i)->at;

	if (i == TRACE_NONE || s->at == at)
		return;
	visits_set(t->visits, visit_of(t, s), TRACE_NONE);
	for (; i != TRACE_NONE && traces_get(t, i)->at == at &&
	    s->at - at <= VISIT_SECONDS; i = traces_get(t, i)->next_of_group)
		if (traces_get(t, i)->seconds == 0)
			traces_get(t, i)->seconds = (int32_t)(s->at - at);
}

static struct trace *
new_trace(struct traces *t)
{
	if (t->n == t->blocks_n * BLOCK) {
		t->blocks = pool_grow(t->blocks, &t->room, t->blocks_n + 1,
		    sizeof *t->blocks);
		t->blocks[t->blocks_n++] = t->n == 0 ? NULL : page_new();
	}
	if (t->n < BLOCK)
		t->blocks[0] = pool_grow(t->blocks[0], &t->first_room,
		    t->n + 1, sizeof **t->blocks);
	return traces_get(t, t->n);
}

void
traces_keep(struct traces *t, const struct step *s, struct whose whose,
    size_t ware)
{
	struct trace *x;

	if (t->gone >= FEW && t->gone > t->n / 2)
		traces_sweep(t);
	if (t->n >= TRACE_NONE || ware >= TRACE_NONE)
		errx(EXIT_TROUBLE, "more open than can be numbered");
	x = new_trace(t);
	*x = (struct trace){ .at = s->at, .act = (unsigned char)s->act,
	    .status = (unsigned char)s->status, .price = s->price,
	    .currency = s->currency, .ware = (uint32_t)ware,
	    .quantity = s->quantity < 0 ? QUANTITY_ONE : s->quantity,
	    .owner = (uint32_t)whose.owner, .own = (uint32_t)whose.own,
	    .cart = ids_cart(t->ids, s, true),
	    .session = t->by == GROUP_SESSION || (t->by == GROUP_CART &&
	    *s->text[STEP_CART] == '\0') ? ids_add(t->ids, 's',
	    step_session(s, &t->session)) : TRACE_NONE,
	    .order = ids_add(t->ids, 'o', s->text[STEP_ORDER]),
	    .url = ids_add(t->ids, 'u', step_url(s)) };
	if (s->act == ACT_VIEW && s->seconds > 0)
		x->seconds = s->seconds / QUANTITY_ONE > INT32_MAX ?
		    INT32_MAX : (int32_t)(s->seconds / QUANTITY_ONE);
	end_view(t, s);
	t->has_views = t->has_views || s->act == ACT_VIEW;
	x->group = group_of(t, x);
	x->next_of_group = TRACE_NONE;
	if (s->act == ACT_VIEW) {
		x->next_of_group = visits_find(t->visits, visit_of(t, s),
		    s->at);
		visits_set(t->visits, visit_of(t, s), (uint32_t)t->n);
	}
	bind(t, (uint32_t)t->n++);
}

void
traces_see(struct traces *t, const struct step *s)
{
	end_view(t, s);
}

static void
lose(struct traces *t, uint32_t i, int64_t until)
{
	struct trace *x = traces_get(t, i);

	if (!x->is_gone && x->at <= until) {
		x->is_gone = true;
		t->gone++;
	}
}

/* What is gone leaves the list, so that nobody walks over it again. */
static void
lose_group(struct traces *t, uint32_t group, int64_t until)
{
	uint32_t none = TRACE_NONE, *link = group == TRACE_NONE ? &none :
	    &ids_heads(t->ids, group)->group;

	while (*link != TRACE_NONE) {
		struct trace *x = traces_get(t, *link);

		lose(t, *link, until);
		if (x->is_gone)
			*link = x->next_of_group;
		else
			link = &x->next_of_group;
	}
}

/* Of an owner all until they last bought, and their carts. */
static void
lose_owned(struct traces *t, struct holder *h)
{
	uint32_t i = h->first, next;

	h->first = h->last = TRACE_NONE;
	for (; i != TRACE_NONE; i = next) {
		struct trace *x = traces_get(t, i);

		next = x->next_of_owner;
		x->next_of_owner = TRACE_NONE;
		if (!x->is_gone && x->at <= h->bought) {
			lose(t, i, h->bought);
			lose_group(t, x->group, h->bought);
		} else if (!x->is_gone)
			append(t, h, i);
	}
}

static void
buy(struct traces *t, size_t owner, int64_t at)
{
	struct holder *h = holder_of(t, stitch_top(t->people, owner));

	h->bought = at;
	lose_owned(t, h);
}

static void
add_buyer(struct traces *t, uint32_t owner)
{
	if (t->n_buyers != 0 && t->buyers[t->n_buyers - 1] == owner)
		return;
	t->buyers = pool_grow(t->buyers, &t->buyers_room, t->n_buyers + 1,
	    sizeof *t->buyers);
	t->buyers[t->n_buyers++] = owner;
}

static void
add_buyers_of_cart(struct traces *t, uint32_t cart)
{
	uint32_t *link = &ids_heads(t->ids, cart)->cart;

	while (*link != TRACE_NONE) {
		struct trace *x = traces_get(t, *link);

		if (!x->is_gone) {
			add_buyer(t, x->owner);
			link = &x->next_of_cart;
		} else
			*link = x->next_of_cart;
	}
}

void
traces_rub_out(struct traces *t, const struct step *s, struct whose whose)
{
	uint32_t cart = ids_cart(t->ids, s, false);
	uint32_t order = ids_find(t->ids, 'o', s->text[STEP_ORDER]);
	uint32_t i;

	end_view(t, s);
	t->n_buyers = 0;
	add_buyer(t, (uint32_t)whose.owner);
	if (cart != TRACE_NONE)
		add_buyers_of_cart(t, cart);
	i = order == TRACE_NONE ? order :
	    ids_heads(t->ids, order)->order;
	for (; i != TRACE_NONE; i = traces_get(t, i)->next_of_order)
		if (!traces_get(t, i)->is_gone)
			add_buyer(t, traces_get(t, i)->owner);
	for (size_t b = 0; b < t->n_buyers; b++)
		buy(t, t->buyers[b], s->at);
}

static void
unite(void *traces, size_t from, size_t into)
{
	struct traces *t = traces;
	struct holder *h, *other;

	(void)holder_of(t, from > into ? from : into);
	h = &t->holders[into];
	other = &t->holders[from];
	if (other->first != TRACE_NONE) {
		append(t, h, other->first);
		h->last = other->last;
	}
	if (other->bought > h->bought)
		h->bought = other->bought;
	*other = nothing;
	if (h->bought != INT64_MIN)
		lose_owned(t, h);
}

size_t
traces_count(const struct traces *t)
{
	return t->n;
}
