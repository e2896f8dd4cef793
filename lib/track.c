#include "track.h"

#include <stdlib.h>

#include "dayset.h"
#include "dict.h"
#include "habit.h"
#include "money.h"
#include "pool.h"
#include "profile.h"

enum { TOGETHER = 16, LINE = 64 };	/* a line of the cache */

/* Times are moments: see moment_of. */
struct track {
	int64_t first, last, any;	/* any: of any order */
	int64_t spent, window_spent;
	int64_t first_day_spent, usual_units;
	struct leaf *leaf;
	int first_day, orders, order_days, discounted, window_orders;
	uint32_t usual;			/* orders of the usual units */
	struct days days;
	struct habit habit;
};

_Static_assert(sizeof(struct track) <= 2 * LINE, "two lines of the cache");

struct tracks {
	struct dict *keys;
	struct track *of;
	size_t n, room;
	struct dayset *days;
	struct habits *habits;
	struct profile *profile;
};

struct tracks *
tracks_new(size_t cells)
{
	size_t room = 0;
	struct tracks *t = pool_grow(NULL, &room, 1, sizeof *t);

	*t = (struct tracks){ .keys = dict_new(), .days = dayset_new(),
	    .habits = habits_new(), .profile = profile_new(cells) };
	return t;
}

void
tracks_free(struct tracks *t)
{
	if (t == NULL)
		return;
	dict_free(t->keys);
	free(t->of);
	dayset_free(t->days);
	habits_free(t->habits);
	profile_free(t->profile);
	free(t);
}

/* An instant as a number, in the order of instant_is_later. */
static int64_t
moment_of(struct instant t)
{
	return 2 * t.seconds + !t.is_date;
}

static struct instant
instant_of(int64_t moment)
{
	bool is_date = moment % 2 == 0;

	return (struct instant){ (moment - !is_date) / 2, is_date };
}

/* The usual units are those of most orders so far; of a tie, the fewer. */
static void
add_habit(struct tracks *t, const struct parcel *p, struct track *c)
{
	uint32_t times = habits_add(t->habits, p->who, &c->habit, p->units);

	if (times < c->usual ||
	    (times == c->usual && p->units > c->usual_units))
		return;
	c->usual = times;
	c->usual_units = p->units;
}

/* Spend on the first day so far, which an earlier one takes the place of. */
static void
add_first_day(struct track *c, const struct parcel *p)
{
	if (c->orders == 0 || p->day < c->first_day) {
		c->first_day = p->day;
		c->first_day_spent = p->net;
	} else if (p->day == c->first_day) {
		(void)money_add(&c->first_day_spent, p->net);
	}
}

static bool
add_purchase(struct tracks *t, const struct parcel *p, struct track *c)
{
	int64_t at = moment_of(p->at);

	if (!money_add(&c->spent, p->net))
		return false;
	add_first_day(c, p);
	if (c->orders == 0 || at < c->first)
		c->first = at;
	if (c->orders == 0 || at > c->last)
		c->last = at;
	c->orders++;
	c->order_days += dayset_add(t->days, &c->days, p->day);
	c->discounted += p->is_discounted;
	if (p->units >= 0)
		add_habit(t, p, c);
	if (p->is_in_window) {
		c->window_orders++;
		(void)money_add(&c->window_spent, p->net);
	}
	return true;
}

static bool
add(struct tracks *t, const struct parcel *p)
{
	struct track *c = &t->of[p->who];

	if (p->is_purchase && !add_purchase(t, p, c))
		return false;
	if (p->is_any && moment_of(p->at) > c->any)
		c->any = moment_of(p->at);
	if (p->tells)
		profile_add(t->profile, &c->leaf, p->at, p->id, p->cells);
	return true;
}

/* The customer's number; a new one has done nothing yet. */
static size_t
find(struct tracks *t, const struct parcel *p)
{
	size_t i = dict_add_hashed(t->keys, p->key.text, p->key.len, p->hash);

	if (i < t->n)
		return i;
	t->of = pool_grow(t->of, &t->room, ++t->n, sizeof *t->of);
	t->of[i] = (struct track){ .usual_units = -1, .any = INT64_MIN };
	return i;
}

/* Each step for all of them, so that the next has what it wants. */
static void
fetch(struct tracks *t, struct parcel *p, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		p[i].hash = dict_hash(p[i].key.text, p[i].key.len);
		dict_fetch(t->keys, p[i].hash);
	}
	for (size_t i = 0; i < n; i++)
		dict_fetch_more(t->keys, p[i].hash);
	for (size_t i = 0; i < n; i++) {
		p[i].who = find(t, &p[i]);
		__builtin_prefetch(&t->of[p[i].who], 1);
		__builtin_prefetch((char *)&t->of[p[i].who] + LINE, 1);
	}
	for (size_t i = 0; i < n; i++) {
		const struct track *c = &t->of[p[i].who];

		dayset_fetch(t->days, &c->days);
		habits_fetch(t->habits, &c->habit);
		profile_fetch(c->leaf);
	}
}

bool
tracks_take(struct tracks *t, struct crate *orders)
{
	size_t n;
	struct parcel *p = crate_parcels(orders, &n);
	bool fits = true;

	for (size_t from = 0; from < n; from += TOGETHER) {
		size_t some = n - from < TOGETHER ? n - from : TOGETHER;

		fetch(t, p + from, some);
		for (size_t i = from; i < from + some; i++)
			fits = add(t, &p[i]) && fits;
	}
	return fits;
}

void
tracks_fetch(const struct tracks *t, size_t i)
{
	__builtin_prefetch(&t->of[i]);
	__builtin_prefetch((const char *)&t->of[i] + LINE);
}

void
tracks_fetch_more(const struct tracks *t, size_t i)
{
	profile_fetch(t->of[i].leaf);
}

size_t
tracks_count(const struct tracks *t)
{
	return t->n;
}

bool
tracks_customer(const struct tracks *t, size_t i, struct customer *c)
{
	const struct track *of = &t->of[i];

	*c = (struct customer){ .id = dict_key(t->keys, i),
	    .first_at = instant_of(of->first), .last_at = instant_of(of->last),
	    .any_at = instant_of(of->any), .spent = of->spent,
	    .repeat_spent = of->spent, .window_spent = of->window_spent,
	    .window_orders = of->window_orders, .orders = of->orders,
	    .order_days = of->order_days, .discounted = of->discounted,
	    .usual_units = of->usual_units };
	(void)money_add(&c->repeat_spent, -of->first_day_spent);
	return of->orders != 0;
}

void
tracks_cells(const struct tracks *t, size_t i, struct cell cells[])
{
	profile_cells(t->profile, t->of[i].leaf, cells);
}

bool
tracks_next_day(const struct tracks *t, size_t i, int *day)
{
	return dayset_next(t->days, &t->of[i].days, day);
}
