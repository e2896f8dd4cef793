#include "receipt.h"

#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "fold.h"
#include "order.h"
#include "pool.h"
#include "tally.h"

struct receipts {
	const struct common *common;
	struct pool *pool;
	struct receipt *list;
	size_t n, room;
	size_t *first;			/* by person, where theirs begin */
};

static const struct list nothing;

struct receipts *
receipts_new(const struct common *common)
{
	struct pool *pool = pool_new();
	struct receipts *b = pool_bytes(pool, sizeof *b);

	*b = (struct receipts){ .common = common, .pool = pool };
	return b;
}

void
receipts_free(struct receipts *b)
{
	free(b->list);
	pool_free(b->pool);
}

static enum receipt_state
state_of(const struct version *v, const struct order *o)
{
	if (v->standing == STANDING_REFUNDED)
		return RECEIPT_REFUNDED;
	return v->standing == STANDING_PAID && o->total != 0 ? RECEIPT_PAID :
	    RECEIPT_NOT_PAID;
}

/* Where a file has what is read of it. */
struct columns {
	struct order_columns order;
	struct recipient_columns who;
	struct address_columns where;
	size_t coupon;
};

/* Take the current row, an order of somebody's. */
static void
add(struct receipts *b, struct source *in, const struct columns *at,
    const struct order *o, const struct recipient *who, size_t text)
{
	const char *email = *who->email != '\0' ? who->email :
	    recipient_name(who);
	struct version v = version_make(o, b->pool);

	version_sign(&v, who);
	b->list = pool_grow(b->list, &b->room, b->n + 1, sizeof *b->list);
	b->list[b->n++] = (struct receipt){ .version = v, .person = text,
	    .at = o->at, .state = state_of(&v, o), .net = o->total - o->refunded,
	    .currency = o->currency, .who = email,
	    .coupon = fold_text(b->pool, source_cell(in, at->coupon).text) };
}

static void
load(struct receipts *b, const char *path, struct circle *c,
    struct addresses *addresses)
{
	struct source *in = source_open_side(path, b->common);
	struct columns at = { .who = recipient_find(in, &nothing, b->pool),
	    .where = addresses_find(in),
	    .coupon = source_find(in, "coupon") };
	struct recipient who;
	struct order o;
	size_t text;

	order_find(in, &at.order);
	while (source_next(in)) {
		if (!order_read(in, &at.order, &o))
			continue;
		if (!instant_is_known(o.at, b->common->as_of)) {
			tally_set_aside("later than as-of", 1);
			continue;
		}
		if (!recipient_read_named(in, &at.who, b->pool, &who))
			continue;
		/* What isn't an order still tells who is who. */
		text = recipient_join(&who, circle_people(c));
		addresses_add(addresses, in, &at.where, text);
		order_known(&o, b->common->as_of);
		add(b, in, &at, &o, &who, text);
	}
	source_close(in);
}

void
receipts_load(struct receipts *b, const struct list *paths, struct circle *c,
    struct addresses *addresses)
{
	for (size_t i = 0; i < paths->n; i++)
		load(b, paths->items[i], c, addresses);
}

/* By when. */
static int
compare_at(const struct receipt *a, const struct receipt *b)
{
	return instant_is_later(a->at, b->at) - instant_is_later(b->at, a->at);
}

static int
by_version(const void *l, const void *r)
{
	const struct receipt *a = l, *b = r;
	int order;

	if ((order = version_compare(&a->version, &b->version)) != 0 ||
	    (order = compare_at(a, b)) != 0 ||
	    (order = strcmp(a->currency.code, b->currency.code)) != 0 ||
	    (order = strcmp(a->who, b->who)) != 0 ||
	    (order = strcmp(a->coupon, b->coupon)) != 0)
		return order;
	return (a->net > b->net) - (a->net < b->net);
}

static int
by_person(const void *l, const void *r)
{
	const struct receipt *a = l, *b = r;
	int order;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	order = compare_at(a, b);
	return order != 0 ? order : strcmp(a->version.order_id,
	    b->version.order_id);
}

static void
sort(struct receipts *b, int (*compare)(const void *, const void *))
{
	if (b->n != 0)
		qsort(b->list, b->n, sizeof *b->list, compare);
}

/* Leave one row of each order that is one. */
static void
settle(struct receipts *b)
{
	size_t kept = 0;
	struct version order;

	sort(b, by_version);
	for (size_t i = 0; i < b->n; i++) {
		bool is_new = version_is_new(&b->list[i].version, i == 0 ?
		    NULL : &order);

		if (is_new)
			order = b->list[i].version;
		if (order.standing != STANDING_REFUNDED &&
		    !version_stands(&order))
			tally_set_aside("not an order", 1);
		else if (is_new)
			b->list[kept++] = b->list[i];
		else
			tally_set_aside("another row of an order", 1);
	}
	b->n = kept;
}

void
receipts_close(struct receipts *b, struct circle *c)
{
	size_t people = people_count(circle_people(c)), n = 0;

	settle(b);
	for (size_t i = 0; i < b->n; i++)
		b->list[i].person = circle_person(c, b->list[i].person);
	sort(b, by_person);
	b->first = pool_bytes(b->pool, (people + 1) * sizeof *b->first);
	for (size_t person = 0; person <= people; person++) {
		while (n < b->n && b->list[n].person < person)
			n++;
		b->first[person] = n;
	}
}

const struct receipt *
receipts_of(const struct receipts *b, size_t person, size_t *n)
{
	*n = b->first[person + 1] - b->first[person];
	return *n == 0 ? NULL : b->list + b->first[person];
}

const struct receipt *
receipts_all(const struct receipts *b, size_t *n)
{
	*n = b->n;
	return b->list;
}
