#include "rollup.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "dayset.h"
#include "dict.h"
#include "pool.h"
#include "profile.h"
#include "tally.h"

enum fate {
	PURCHASE, LATER, NOBODY, NO_PURCHASE, OTHER_CURRENCY, FREE, FATES
};

static const char *const fate_names[FATES] = {
	NULL, "later than as-of", "no identity", "not a purchase",
	"other currency", "free order"
};

/* How many orders of a customer had so many units. */
struct habit {
	int64_t units;
	uint32_t times, next;		/* next: another; 0: none */
};

/* What is kept of a customer only until all orders are in. */
struct track {
	int first_day;
	int64_t first_day_spent;
	uint32_t habit;
};

struct rollup {
	const struct purchases *how;
	struct instant as_of;
	int64_t window_from;		/* the last second before the window */
	struct currency currency;
	struct dict *keys;
	struct customer *customers;
	struct track *tracks;
	struct habit *habits;		/* number 0 is not used */
	size_t customer_room, track_room, habit_room, habits_n;
	struct dayset *days;
	struct profile *profile;
	size_t *order;			/* the customers to be written */
	size_t n;
	size_t fates[FATES];
	struct pool *pool;
};

struct rollup *
rollup_new(const struct purchases *how, struct instant as_of,
    size_t profile_columns)
{
	struct pool *pool = pool_new();
	struct rollup *r = pool_bytes(pool, sizeof *r);
	const struct span w = how->window;

	*r = (struct rollup){ .pool = pool, .how = how, .as_of = as_of,
	    .habits_n = 1, .window_from = INT64_MIN, .keys = dict_new(),
	    .currency = how->currency, .days = dayset_new(),
	    .profile = profile_new(profile_columns) };
	if (w.seconds != 0 || w.days != 0 || w.months != 0)
		r->window_from = instant_move(as_of, w, -1,
		    instant_zone()).seconds;
	return r;
}

void
rollup_free(struct rollup *r)
{
	if (r == NULL)
		return;
	free(r->customers);
	free(r->tracks);
	free(r->habits);
	free(r->order);
	dict_free(r->keys);
	dayset_free(r->days);
	profile_free(r->profile);
	pool_free(r->pool);
}

/* The customer's number; a new one has done nothing yet. */
static size_t
customer_of(struct rollup *r, struct cell key)
{
	size_t i = dict_add(r->keys, key.text, key.len);

	if (i < r->n)
		return i;
	r->n++;
	r->customers = pool_grow(r->customers, &r->customer_room, r->n,
	    sizeof *r->customers);
	r->tracks = pool_grow(r->tracks, &r->track_room, r->n,
	    sizeof *r->tracks);
	r->customers[i] = (struct customer){ .usual_units = -1,
	    .any_at.seconds = INT64_MIN };
	r->tracks[i] = (struct track){ 0 };
	return i;
}

/* Is a later than b?  A date ends no later than a time in the same second. */
static bool
is_later(struct instant a, struct instant b)
{
	return a.seconds != b.seconds ? a.seconds > b.seconds :
	    !a.is_date && b.is_date;
}

static void
add_habit(struct rollup *r, struct track *t, int64_t units)
{
	uint32_t i = t->habit;

	while (i != 0 && r->habits[i].units != units)
		i = r->habits[i].next;
	if (i == 0) {
		r->habits = pool_grow(r->habits, &r->habit_room,
		    r->habits_n + 1, sizeof *r->habits);
		i = (uint32_t)r->habits_n++;
		r->habits[i] = (struct habit){ .units = units,
		    .next = t->habit };
		t->habit = i;
	}
	r->habits[i].times++;
}

/* Spend on the first day so far, which an earlier one takes the place of. */
static void
add_first_day(struct track *t, bool is_first, int day, int64_t net)
{
	if (is_first || day < t->first_day)
		*t = (struct track){ day, net, t->habit };
	else if (day == t->first_day)
		(void)money_add(&t->first_day_spent, net);
}

static const char *
add_purchase(struct rollup *r, size_t i, const struct order *o)
{
	struct customer *c = &r->customers[i];
	int64_t net = o->total - o->refunded;
	int day = instant_day(o->at).number;

	if (!money_add(&c->spent, net))
		return "the customer's spend would be too large";
	add_first_day(&r->tracks[i], c->orders == 0, day, net);
	if (c->orders == 0 || is_later(c->first_at, o->at))
		c->first_at = o->at;
	if (c->orders == 0 || is_later(o->at, c->last_at))
		c->last_at = o->at;
	c->orders++;
	c->order_days += dayset_add(r->days, i, day);
	c->discounted += o->discount != 0 || o->coupon;
	if (o->units >= 0)
		add_habit(r, &r->tracks[i], o->units);
	if (o->at.seconds > r->window_from) {
		c->window_orders++;
		(void)money_add(&c->window_spent, net);
	}
	return NULL;
}

/* Two currencies are never added; which came first doesn't matter. */
static _Noreturn void
currency_refuse(struct currency a, struct currency b)
{
	bool swap = strcmp(a.code, b.code) > 0;

	errx(EXIT_TROUBLE, "purchases in %s and in %s (choose one with "
	    "--currency)", swap ? b.code : a.code, swap ? a.code : b.code);
}

/* What becomes of a customer's order that isn't too late. */
static enum fate
judge(struct rollup *r, const struct order *o)
{
	if (!order_is_purchase(o, r->how->count_placed))
		return NO_PURCHASE;
	if (r->how->skip_free && o->total == 0)
		return FREE;
	if (r->currency.code[0] == '\0')
		r->currency = o->currency;
	if (currency_same(o->currency, r->currency))
		return PURCHASE;
	if (r->how->currency.code[0] == '\0')
		currency_refuse(o->currency, r->currency);
	return OTHER_CURRENCY;
}

const char *
rollup_add(struct rollup *r, struct order *o, const struct cell profile[])
{
	struct cell key;
	enum fate fate;
	size_t i;
	const char *reason = NULL;

	if (o->at.seconds > r->as_of.seconds) {
		r->fates[LATER]++;
		return NULL;
	}
	key = order_key(o, r->how->by_email);
	if (key.len == 0) {
		r->fates[NOBODY]++;
		return NULL;
	}
	order_known(o, r->as_of);
	fate = judge(r, o);
	i = customer_of(r, key);
	if (fate == PURCHASE)
		reason = add_purchase(r, i, o);
	if (reason != NULL)
		return reason;
	if (order_is_any(o) && is_later(o->at, r->customers[i].any_at))
		r->customers[i].any_at = o->at;
	if (o->status != ORDER_TEST)
		profile_add(r->profile, i, o->at, o->id, profile);
	r->fates[fate]++;
	return NULL;
}

/* The units of most orders; of a tie, the fewer. */
static int64_t
usual_units(const struct rollup *r, const struct track *t)
{
	const struct habit *best = NULL;

	for (uint32_t i = t->habit; i != 0; i = r->habits[i].next) {
		const struct habit *h = &r->habits[i];

		if (best == NULL || h->times > best->times ||
		    (h->times == best->times && h->units < best->units))
			best = h;
	}
	return best == NULL ? -1 : best->units;
}

static int
by_id(const void *a, const void *b, void *ctx)
{
	const struct customer *customers = ctx;

	return strcmp(customers[*(const size_t *)a].id,
	    customers[*(const size_t *)b].id);
}

/* The profile's last word, once all orders are in. */
static const char *
last_word(const struct rollup *r, size_t i, size_t column)
{
	return column == DICT_NONE ? "" : profile_cell(r->profile, i, column);
}

void
rollup_finish(struct rollup *r, size_t email, size_t phone)
{
	size_t room = 0, kept = 0;

	r->order = pool_grow(NULL, &room, r->n + 1, sizeof *r->order);
	for (size_t i = 0; i < r->n; i++) {
		struct customer *c = &r->customers[i];

		if (c->orders == 0)
			continue;
		c->id = dict_key(r->keys, i);
		c->email = last_word(r, i, email);
		c->phone = last_word(r, i, phone);
		c->repeat_spent = c->spent;
		(void)money_add(&c->repeat_spent,
		    -r->tracks[i].first_day_spent);
		c->usual_units = usual_units(r, &r->tracks[i]);
		r->order[kept++] = i;
	}
	r->n = kept;
	qsort_r(r->order, r->n, sizeof *r->order, by_id, r->customers);
	for (int f = LATER; f < FATES; f++)
		if (r->fates[f] != 0)
			tally_set_aside(fate_names[f], r->fates[f]);
}

size_t
rollup_count(const struct rollup *r)
{
	return r->n;
}

const struct customer *
rollup_get(const struct rollup *r, size_t i)
{
	return &r->customers[r->order[i]];
}

const char *
rollup_cell(const struct rollup *r, size_t i, size_t column)
{
	return profile_cell(r->profile, r->order[i], column);
}

struct currency
rollup_currency(const struct rollup *r)
{
	return r->currency;
}
