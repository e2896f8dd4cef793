#include "deliveries.h"

#include <stdlib.h>

#include "cell.h"
#include "notice.h"
#include "order.h"
#include "pool.h"
#include "tally.h"

/* An order, of the person who has that text. */
struct parcel {
	size_t who;
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

/* Read the row's order, as it was known; false where nothing of it is awaited,
   or has come, and it is set aside, or was rejected. */
static bool
read_parcel(struct deliveries *d, struct source *in,
    const struct order_columns *at, size_t delivered, struct parcel *into)
{
	struct instant as_of = d->common->as_of;
	struct order o;
	const char *why = NULL;

	if (!order_read(in, at, &o))
		return false;
	into->has_come = source_cell(in, delivered).len != 0;
	if (into->has_come && !cell_read(in, delivered, instant_parse,
	    &into->at))
		return false;
	into->has_come = into->has_come && instant_is_known(into->at, as_of);
	order_known(&o, as_of);
	if (!instant_is_known(o.at, as_of))
		why = "later than as-of";
	else if (!order_is_purchase(&o, true))
		why = "not a purchase";
	else if (!into->has_come && is_over(d, o.at, d->awaited))
		why = "not known to be delivered";
	if (why != NULL)
		tally_set_aside(why, 1);
	return why == NULL;
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

	order_find(in, &at);
	while (source_next(in)) {
		if (!read_parcel(d, in, &at, delivered, &p) ||
		    !recipient_read_named(in, &who, d->pool, &r))
			continue;
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

size_t
deliveries_close(struct deliveries *d, struct circle *c, size_t *of)
{
	size_t joined = 0;

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
	*of = d->n;
	return joined;
}

const struct received *
deliveries_of(const struct deliveries *d, size_t person)
{
	return &d->of[person];
}
