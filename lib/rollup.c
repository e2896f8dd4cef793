#include "rollup.h"

#include <stdlib.h>
#include <string.h>

#include "aside.h"
#include "crate.h"
#include "currencies.h"
#include "dict.h"
#include "halves.h"
#include "pool.h"
#include "profile.h"
#include "tally.h"
#include "track.h"

enum fate {
	PURCHASE, LATER, NOBODY, NO_PURCHASE, OTHER_CURRENCY, FREE, FATES
};

static const char *const fate_names[FATES] = {
	NULL, "later than as-of", "no identity", "not a purchase",
	"other currency", "free order"
};

enum {
	SOON = 8,			/* so many customers on */
	FEW = 8				/* crates; a second thread isn't worth it */
};

struct rollup {
	const struct purchases *how;
	struct instant as_of;
	int64_t window_from;		/* the last second before the window */
	struct currency currency;	/* the one chosen, else the first */
	struct currencies currencies;
	struct tracks *tracks;
	struct crate *crates[2];	/* one is filled, one is taken aside */
	struct aside *aside;
	size_t turn;			/* which one is filled */
	size_t sent;			/* crates so far */
	int64_t moved;			/* all amounts so far, of either sign */
	struct customer *customers;	/* by id */
	size_t *track;			/* of each */
	size_t n;
	size_t email, phone;		/* profile columns, or DICT_NONE */
	size_t fates[FATES];
};

static void
take(void *tracks, void *crate)
{
	(void)tracks_take(tracks, crate);
}

struct rollup *
rollup_new(const struct purchases *how, struct instant as_of,
    size_t profile_columns)
{
	size_t room = 0;
	struct rollup *r = pool_grow(NULL, &room, 1, sizeof *r);
	const struct span w = how->window;

	*r = (struct rollup){ .how = how, .as_of = as_of,
	    .window_from = INT64_MIN, .currency = how->currency,
	    .tracks = tracks_new(profile_columns) };
	for (int i = 0; i < 2; i++)
		r->crates[i] = crate_new(profile_columns);
	r->aside = aside_new(take, r->tracks);
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
	aside_free(r->aside);
	for (int i = 0; i < 2; i++)
		crate_free(r->crates[i]);
	tracks_free(r->tracks);
	currencies_free(&r->currencies);
	free(r->customers);
	free(r->track);
	free(r);
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

/* Begin another crate, while what is in this one is taken. */
static void
send(struct rollup *r)
{
	if (r->sent++ < FEW) {
		take(r->tracks, r->crates[r->turn]);
	} else {
		aside_do(r->aside, r->crates[r->turn]);
		r->turn = !r->turn;
	}
	crate_empty(r->crates[r->turn]);
}

/* All that has come is taken. */
static void
settle(struct rollup *r)
{
	aside_wait(r->aside);
	take(r->tracks, r->crates[r->turn]);
	crate_empty(r->crates[r->turn]);
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

/* Only what is surely small waits, so that what is refused can be told. */
static const char *
pass_on(struct rollup *r, const struct parcel *p, bool waits)
{
	bool fits = true;

	if (!waits)
		settle(r);
	crate_put(r->crates[r->turn], p);
	if (waits && crate_is_full(r->crates[r->turn])) {
		send(r);
	} else if (!waits) {
		fits = tracks_take(r->tracks, r->crates[r->turn]);
		crate_empty(r->crates[r->turn]);
	}
	return fits ? NULL : "the customer's spend would be too large";
}

const char *
rollup_add(struct rollup *r, struct order *o, const struct cell profile[])
{
	const char *reason;
	struct parcel p;
	enum fate fate;

	if (!instant_is_known(o->at, r->as_of)) {
		r->fates[LATER]++;
		return NULL;
	}
	p.key = order_key(o, r->how->by_email);
	if (p.key.len == 0) {
		r->fates[NOBODY]++;
		return NULL;
	}
	order_known(o, r->as_of);
	fate = judge(r, o);
	p = (struct parcel){ .key = p.key, .id = o->id, .cells = profile,
	    .at = o->at, .day = instant_day(o->at).number,
	    .net = o->total - o->refunded, .units = o->units,
	    .is_purchase = fate == PURCHASE, .is_any = order_is_any(o),
	    .tells = o->status != ORDER_TEST,
	    .is_discounted = o->discount != 0 || o->coupon,
	    .is_in_window = o->at.seconds > r->window_from };
	reason = pass_on(r, &p, is_surely_small(r, o));
	if (reason == NULL)
		r->fates[fate]++;
	return reason;
}

/* A customer on the way to their place: the id's first bytes, as a number. */
struct seat {
	uint64_t begins;
	const char *id;
	size_t track;
};

static uint64_t
beginning(const char *id)
{
	uint64_t n = 0;

	for (int i = 0; i < 8; i++) {
		n = n << 8 | (unsigned char)*id;
		id += *id != '\0';
	}
	return n;
}

static int
by_id(const void *a, const void *b)
{
	const struct seat *p = a, *q = b;

	if (p->begins != q->begins)
		return p->begins < q->begins ? -1 : 1;
	return strcmp(p->id, q->id);
}

static void
sort_some(void *seats, size_t from, size_t to)
{
	struct seat *s = seats;

	qsort(s + from, to - from, sizeof *s, by_id);
}

/* Both in one order, where the second part of them begins anew. */
static struct seat *
merge(struct seat *seats, size_t n)
{
	size_t room = 0, a = 0, middle = 1, b;
	struct seat *all;

	while (middle < n && by_id(&seats[middle - 1], &seats[middle]) <= 0)
		middle++;
	if (middle >= n)
		return seats;
	all = pool_grow(NULL, &room, n, sizeof *all);
	b = middle;
	for (size_t i = 0; i < n; i++) {
		bool is_first = b == n || (a < middle &&
		    by_id(&seats[a], &seats[b]) <= 0);

		all[i] = seats[is_first ? a++ : b++];
	}
	free(seats);
	return all;
}

/* Those who bought, or all, by id. */
static struct seat *
sort(struct rollup *r)
{
	size_t room = 0, n = tracks_count(r->tracks);
	struct seat *seats = pool_grow(NULL, &room, n + 1, sizeof *seats);
	struct customer c;

	for (size_t i = 0; i < n; i++)
		if (tracks_customer(r->tracks, i, &c) || r->how->keeps_all)
			seats[r->n++] = (struct seat){ beginning(c.id), c.id,
			    i };
	halves_do(sort_some, seats, r->n);
	return merge(seats, r->n);
}

/* Customers are looked at by id, which isn't where they are. */
static void
fetch_ahead(const struct rollup *r, size_t i)
{
	if (i + 2 * SOON < r->n)
		tracks_fetch(r->tracks, r->track[i + 2 * SOON]);
	if (i + SOON < r->n)
		tracks_fetch_more(r->tracks, r->track[i + SOON]);
}

static void
know_some(void *rollup, size_t from, size_t to)
{
	struct rollup *r = rollup;
	struct cell cells[PROFILE_MOST];

	for (size_t i = from; i < to; i++) {
		struct customer *c = &r->customers[i];

		fetch_ahead(r, i);
		(void)tracks_customer(r->tracks, r->track[i], c);
		tracks_cells(r->tracks, r->track[i], cells);
		c->email = r->email == DICT_NONE ? "" : cells[r->email].text;
		c->phone = r->phone == DICT_NONE ? "" : cells[r->phone].text;
	}
}

void
rollup_finish(struct rollup *r, size_t email, size_t phone)
{
	size_t room = 0, track_room = 0;
	struct seat *seats;

	r->email = email;
	r->phone = phone;
	settle(r);
	currencies_agree(&r->currencies, "purchases");
	seats = sort(r);
	r->customers = pool_grow(NULL, &room, r->n + 1, sizeof *r->customers);
	r->track = pool_grow(NULL, &track_room, r->n + 1, sizeof *r->track);
	for (size_t i = 0; i < r->n; i++)
		r->track[i] = seats[i].track;
	halves_do(know_some, r, r->n);
	free(seats);
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
	return &r->customers[i];
}

bool
rollup_next_day(const struct rollup *r, size_t i, struct day *day)
{
	return tracks_next_day(r->tracks, r->track[i], &day->number);
}

void
rollup_cells(const struct rollup *r, size_t i, struct cell cells[])
{
	fetch_ahead(r, i);
	tracks_cells(r->tracks, r->track[i], cells);
}

struct currency
rollup_currency(const struct rollup *r)
{
	return r->currency;
}
