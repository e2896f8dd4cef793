#include "deliveries.h"

#include <stdlib.h>

#include "cell.h"
#include "notice.h"
#include "order.h"
#include "pool.h"
#include "tally.h"
#include "version.h"

/* An order, of the person who has that text. */
struct parcel {
	struct version version;
	size_t who;
	struct instant ordered;
	bool has_come;
	struct instant at;		/* when it came */
};

struct deliveries {
	const struct common *common;
	struct span awaited;
	struct pool *pool;
	struct parcel *list;
	size_t n, room;
	struct received *of;		/* by person */
};

static const struct list nothing;

struct deliveries *
deliveries_new(const struct common *common, struct span awaited)
{
	struct pool *pool = pool_new();
	struct deliveries *d = pool_bytes(pool, sizeof *d);

	*d = (struct deliveries){ .common = common, .awaited = awaited,
	    .pool = pool };
	return d;
}

void
deliveries_free(struct deliveries *d)
{
	free(d->list);
	pool_free(d->pool);
}

/* Is it over by as-of? */
static bool
is_over(const struct deliveries *d, struct instant from, struct span s)
{
	return instant_is_known(instant_move(from, s, 1, instant_zone()),
	    d->common->as_of);
}

/* Read the row's order, as it was known; false where it is set aside, or was
   rejected. */
static bool
read_parcel(struct deliveries *d, struct source *in,
    const struct order_columns *at, size_t delivered, struct order *o,
    struct parcel *into)
{
	struct instant as_of = d->common->as_of;

	if (!order_read(in, at, o))
		return false;
	into->has_come = source_cell(in, delivered).len != 0;
	if (into->has_come && !cell_read(in, delivered, instant_parse,
	    &into->at))
		return false;
	into->has_come = into->has_come && instant_is_known(into->at, as_of);
	order_known(o, as_of);
	into->ordered = o->at;
	if (instant_is_known(o->at, as_of))
		return true;
	tally_set_aside("later than as-of", 1);
	return false;
}

static void
load(struct deliveries *d, const char *path, struct people *people)
{
	struct source *in = source_open_side(path, d->common);
	size_t delivered = source_column(in, "delivered_at");
	struct recipient_columns who = recipient_find(in, &nothing, d->pool);
	struct order_columns at;
	struct recipient r;
	struct parcel p;
	struct order o;

	order_find(in, &at);
	while (source_next(in)) {
		if (!read_parcel(d, in, &at, delivered, &o, &p) ||
		    !recipient_read_named(in, &who, d->pool, &r))
			continue;
		p.version = version_make(&o, d->pool);
		version_sign(&p.version, &r);
		p.who = recipient_join(&r, people);
		d->list = pool_grow(d->list, &d->room, d->n + 1,
		    sizeof *d->list);
		d->list[d->n++] = p;
	}
	source_close(in);
}

void
deliveries_load(struct deliveries *d, const struct list *paths,
    struct circle *c)
{
	for (size_t i = 0; i < paths->n; i++)
		load(d, paths->items[i], circle_people(c));
}

/* The moment from which a delivery counts: see notice_at. */
static bool
is_later(struct instant a, struct instant b)
{
	int64_t l = notice_at(a), r = notice_at(b);

	return l != r ? l > r : instant_is_later(a, b);
}

static int
by_version(const void *l, const void *r)
{
	const struct parcel *a = l, *b = r;
	int order = version_compare(&a->version, &b->version);

	return order != 0 ? order : instant_is_later(a->ordered, b->ordered) -
	    instant_is_later(b->ordered, a->ordered);
}

/* What another row adds: that it has come. */
static void
merge(struct parcel *into, const struct parcel *more)
{
	if (more->has_come && (!into->has_come ||
	    is_later(more->at, into->at)))
		into->at = more->at;
	into->has_come |= more->has_come;
	tally_set_aside("another row of an order", 1);
}

/* Leave one row of each order that has come, or is awaited. */
static void
settle(struct deliveries *d)
{
	size_t kept = 0, to;

	if (d->n != 0)
		qsort(d->list, d->n, sizeof *d->list, by_version);
	for (size_t i = 0; i < d->n; i = to) {
		struct parcel p = d->list[i];
		bool stands = version_stands(&p.version);

		for (to = i + 1; to < d->n && !version_is_new(
		    &d->list[to].version, &p.version); to++)
			if (stands)
				merge(&p, &d->list[to]);
		if (!stands)
			tally_set_aside("not a purchase", to - i);
		else if (!p.has_come && is_over(d, p.ordered, d->awaited))
			tally_set_aside("not known to be delivered", 1);
		else
			d->list[kept++] = p;
	}
	d->n = kept;
}

void
deliveries_close(struct deliveries *d, struct circle *c,
    const struct patrons *patrons, const char *option)
{
	size_t joined = 0;

	settle(d);
	d->of = pool_bytes(d->pool, (people_count(circle_people(c)) + 1) *
	    sizeof *d->of);
	for (size_t i = 0; i < d->n; i++) {
		const struct parcel *p = &d->list[i];
		size_t person = circle_person(c, p->who);
		struct received *s = &d->of[person];

		joined += circle_wanted(c)[person];
		s->awaits_more |= !p->has_come;
		if (p->has_come && (!s->any || is_later(p->at, s->last)))
			s->last = p->at;
		s->any |= p->has_come;
	}
	patrons_joined(patrons, option, joined, d->n);
}

const struct received *
deliveries_of(const struct deliveries *d, size_t person)
{
	return &d->of[person];
}
