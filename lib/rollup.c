#include "rollup.h"

#include <stdlib.h>
#include <string.h>

#include "currencies.h"
#include "dayset.h"
#include "dict.h"
#include "habit.h"
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

/* What is kept of a customer only until all orders are in. */
struct track {
	int first_day;
	uint32_t usual;			/* orders of the usual units */
	int64_t first_day_spent;
};

/*
 * Orders come of customers in no order that a cache could guess.  So each waits
 * in a ring, with its texts, until what is known of the customer is there, who
 * is looked for after NEXT, what is known after SOON, what it leads to at READY.
 */
enum { RING = 20, NEXT = 4, SOON = 9, READY = 14, LINE = 64 };

struct waiting {
	struct order order;
	struct cell key, *profile;
	size_t who;
	char *texts;
	size_t room;
};

struct rollup {
	const struct purchases *how;
	struct instant as_of;
	int64_t window_from;		/* the last second before the window */
	struct currency currency;	/* the one chosen, else the first */
	struct currencies currencies;
	struct dict *keys;
	struct customer *customers;
	struct track *tracks;
	struct habits *habits;
	size_t customer_room, track_room;
	struct dayset *days;
	struct profile *profile;
	size_t *order;			/* the customers to be written */
	size_t n;
	size_t fates[FATES];
	struct waiting ring[RING];
	size_t came, done;		/* into the ring, and out of it */
	int64_t moved;			/* all amounts so far, of either sign */
	size_t profile_columns;
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
	    .window_from = INT64_MIN, .keys = dict_new(),
	    .habits = habits_new(),
	    .currency = how->currency, .days = dayset_new(),
	    .profile = profile_new(profile_columns),
	    .profile_columns = profile_columns };
	for (int i = 0; i < RING; i++)
		r->ring[i].profile = pool_bytes(pool,
		    (profile_columns + 1) * sizeof *r->ring[i].profile);
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
	for (int i = 0; i < RING; i++)
		free(r->ring[i].texts);
	free(r->customers);
	free(r->tracks);
	free(r->order);
	dict_free(r->keys);
	habits_free(r->habits);
	currencies_free(&r->currencies);
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

/* The usual units are those of most orders so far; of a tie, the fewer. */
static void
add_habit(struct rollup *r, size_t i, int64_t units)
{
	struct customer *c = &r->customers[i];
	struct track *t = &r->tracks[i];
	uint32_t times = habits_add(r->habits, i, units);

	if (times < t->usual || (times == t->usual && units > c->usual_units))
		return;
	t->usual = times;
	c->usual_units = units;
}

/* Spend on the first day so far, which an earlier one takes the place of. */
static void
add_first_day(struct track *t, bool is_first, int day, int64_t net)
{
	if (is_first || day < t->first_day)
		*t = (struct track){ day, t->usual, net };
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
	if (c->orders == 0 || instant_is_later(c->first_at, o->at))
		c->first_at = o->at;
	if (c->orders == 0 || instant_is_later(o->at, c->last_at))
		c->last_at = o->at;
	c->orders++;
	c->order_days += dayset_add(r->days, i, day);
	c->discounted += o->discount != 0 || o->coupon;
	if (o->units >= 0)
		add_habit(r, i, o->units);
	if (o->at.seconds > r->window_from) {
		c->window_orders++;
		(void)money_add(&c->window_spent, net);
	}
	return NULL;
}

/* What becomes of a customer's order that isn't too late. */
static enum fate
judge(struct rollup *r, const struct order *o)
{
	if (!order_is_purchase(o, r->how->count_placed))
		return NO_PURCHASE;
	if (r->how->skip_free && o->total == 0)
		return FREE;
	if (r->how->currency.code[0] != '\0')
		return currency_same(o->currency, r->currency) ? PURCHASE :
		    OTHER_CURRENCY;
	if (!currencies_add(&r->currencies, o->currency))
		return OTHER_CURRENCY;
	r->currency = o->currency;
	return PURCHASE;
}

/* Add an order of a customer to what is known of them. */
static const char *
take(struct rollup *r, size_t i, const struct order *o,
    const struct cell profile[])
{
	enum fate fate = judge(r, o);
	const char *reason = fate == PURCHASE ? add_purchase(r, i, o) : NULL;

	if (reason != NULL)
		return reason;
	if (order_is_any(o) &&
	    instant_is_later(o->at, r->customers[i].any_at))
		r->customers[i].any_at = o->at;
	if (o->status != ORDER_TEST)
		profile_add(r->profile, i, o->at, o->id, profile);
	r->fates[fate]++;
	return NULL;
}

static struct cell
keep(struct cell c, char **at)
{
	struct cell kept = { memcpy(*at, c.text, c.len), c.len };

	(*at)[c.len] = '\0';
	*at += c.len + 1;
	return kept;
}

static void
copy(struct rollup *r, struct waiting *w, const struct order *o,
    struct cell key, const struct cell profile[])
{
	size_t len = o->id.len + key.len + 2;
	char *at;

	for (size_t i = 0; i < r->profile_columns; i++)
		len += profile[i].len + 1;
	at = w->texts = pool_grow(w->texts, &w->room, len, 1);
	w->order = *o;
	w->order.id = keep(o->id, &at);
	w->key = keep(key, &at);
	for (size_t i = 0; i < r->profile_columns; i++)
		w->profile[i] = keep(profile[i], &at);
}

static void
fetch(struct rollup *r, struct waiting *w)
{
	w->who = customer_of(r, w->key);
	for (size_t at = 0; at < sizeof *r->customers; at += LINE)
		__builtin_prefetch((char *)&r->customers[w->who] + at, 1);
	__builtin_prefetch(&r->tracks[w->who], 1);
	dayset_fetch(r->days, w->who);
	habits_fetch(r->habits, w->who);
	profile_fetch(r->profile, w->who);
}

/* The order that waits longest. */
static void
pass_on(struct rollup *r)
{
	struct waiting *w = &r->ring[r->done++ % RING];

	if (w->who == DICT_NONE)
		w->who = customer_of(r, w->key);
	/* Only what is surely small waits, so that nothing is refused. */
	(void)take(r, w->who, &w->order, w->profile);
}

static void
wait_for(struct rollup *r, const struct order *o, struct cell key,
    const struct cell profile[])
{
	struct waiting *w;

	if (r->came - r->done == RING)
		pass_on(r);
	w = &r->ring[r->came++ % RING];
	copy(r, w, o, key, profile);
	w->who = DICT_NONE;
	dict_fetch(r->keys, key.text, key.len);
	if (r->came - r->done > NEXT) {
		w = &r->ring[(r->came - 1 - NEXT) % RING];
		dict_fetch_more(r->keys, w->key.text, w->key.len);
	}
	if (r->came - r->done > SOON)
		fetch(r, &r->ring[(r->came - 1 - SOON) % RING]);
	if (r->came - r->done > READY) {
		w = &r->ring[(r->came - 1 - READY) % RING];
		dayset_fetch_more(r->days, w->who);
		habits_fetch_more(r->habits, w->who);
		profile_fetch_more(r->profile, w->who);
	}
}

/* Can nobody's spend be too large yet?  Once it can, any amount can make it so. */
static bool
is_surely_small(struct rollup *r, const struct order *o)
{
	if (money_add(&r->moved, o->total) && money_add(&r->moved, o->refunded))
		return true;
	r->moved = INT64_MAX;
	return false;
}

const char *
rollup_add(struct rollup *r, struct order *o, const struct cell profile[])
{
	struct cell key;

	if (!instant_is_known(o->at, r->as_of)) {
		r->fates[LATER]++;
		return NULL;
	}
	key = order_key(o, r->how->by_email);
	if (key.len == 0) {
		r->fates[NOBODY]++;
		return NULL;
	}
	order_known(o, r->as_of);
	if (is_surely_small(r, o)) {
		wait_for(r, o, key, profile);
		return NULL;
	}
	while (r->done != r->came)
		pass_on(r);
	return take(r, customer_of(r, key), o, profile);
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

	while (r->done != r->came)
		pass_on(r);
	currencies_agree(&r->currencies, "purchases");
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

bool
rollup_next_day(const struct rollup *r, size_t i, struct day *day)
{
	return dayset_next(r->days, r->order[i], &day->number);
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
