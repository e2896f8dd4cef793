#include "customer_table.h"

#include <stdlib.h>
#include <string.h>

#include "asof.h"
#include "cell.h"
#include "currencies.h"
#include "dict.h"
#include "pool.h"
#include "tally.h"

struct columns {
	size_t id, email, phone, first_at, last_at, any_at, orders,
	    order_days, spent, repeat_spent, discounted, currency;
};

struct row {
	struct customer customer;
	struct recipient *who;		/* NULL: not wanted */
	struct cell raw;
};

struct table {
	struct pool *pool;
	struct dict *ids;		/* the number of a row is its id's */
	struct row *rows;
	size_t room, other_currency, copies;
	struct currency currency, wanted;
	struct currencies currencies;
	struct asof asof;
	bool has_people, keeps_all;
	struct recipient_columns people;
};

static struct columns
find_columns(struct source *in)
{
	return (struct columns){
		.id = source_column(in, "customer_id"),
		.email = source_find(in, "email"),
		.phone = source_find(in, "phone"),
		.first_at = source_column(in, "first_order_at"),
		.last_at = source_column(in, "last_order_at"),
		.any_at = source_find(in, "last_any_order_at"),
		.orders = source_column(in, "orders"),
		.order_days = source_column(in, "order_days"),
		.spent = source_column(in, "spent"),
		.repeat_spent = source_find(in, "repeat_spent"),
		.discounted = source_find(in, "discounted_orders"),
		.currency = source_column(in, "currency")
	};
}

/* False if the row is of another currency than the one wanted. */
static bool
take_currency(struct table *t, struct currency is)
{
	if (t->wanted.code[0] == '\0') {
		(void)currencies_add(&t->currencies, is);
		t->currency = t->currencies.first;
		return true;
	}
	t->currency = t->wanted;
	if (currency_same(t->wanted, is))
		return true;
	t->other_currency += !t->keeps_all;
	return false;
}

static bool
read_money(struct source *in, size_t column, struct currency is,
    int64_t *into)
{
	const char *reason;

	if (source_cell(in, column).len == 0)
		return true;
	reason = money_parse(source_cell(in, column).text, is, MONEY_PLAIN,
	    into);
	if (reason != NULL)
		cell_reject(in, column, reason);
	return reason == NULL;
}

/* Do the days and dates agree with each other, and with as-of? */
static bool
check(struct source *in, const struct columns *at, const struct customer *c,
    struct instant as_of)
{
	int days = day_between(instant_day(c->first_at),
	    instant_day(c->last_at));

	if (!instant_is_known(c->last_at, as_of))
		cell_reject(in, at->last_at, "later than as-of");
	else if (!instant_is_known(c->any_at, as_of))
		cell_reject(in, at->any_at, "later than as-of");
	else if (days < 0)
		cell_reject(in, at->last_at, "earlier than first_order_at");
	else if (c->order_days > c->orders)
		cell_reject(in, at->order_days, "more days than orders");
	else if (c->order_days < 1 || c->order_days > days + 1 ||
	    (days > 0 && c->order_days < 2))
		cell_reject(in, at->order_days,
		    "not what first_order_at and last_order_at allow");
	else
		return true;
	return false;
}

/* Read the facts of a customer who bought. */
static bool
read_facts(struct source *in, const struct columns *at, struct currency is,
    struct customer *c)
{
	if (!cell_read(in, at->first_at, instant_parse, &c->first_at) ||
	    !cell_read(in, at->last_at, instant_parse, &c->last_at) ||
	    !cell_read(in, at->orders, positive_parse, &c->orders) ||
	    !cell_read(in, at->order_days, count_parse, &c->order_days) ||
	    !read_money(in, at->spent, is, &c->spent) ||
	    !read_money(in, at->repeat_spent, is, &c->repeat_spent))
		return false;
	if (source_cell(in, at->discounted).len != 0 &&
	    !cell_read(in, at->discounted, count_parse, &c->discounted))
		return false;
	c->any_at = c->last_at;
	if (source_cell(in, at->any_at).len != 0 &&
	    !cell_read(in, at->any_at, instant_parse, &c->any_at))
		return false;
	if (instant_is_later(c->last_at, c->any_at))
		c->any_at = c->last_at;
	c->window_orders = c->orders;
	c->window_spent = c->spent;
	return true;
}

/* When who bought nothing that counts ordered last. */
static bool
read_any(struct source *in, const struct columns *at, struct instant as_of,
    struct customer *c)
{
	size_t column = source_cell(in, at->any_at).len != 0 ? at->any_at :
	    at->last_at;

	c->any_at.seconds = INT64_MIN;
	if (source_cell(in, column).len == 0)
		return true;
	if (!cell_read(in, column, instant_parse, &c->any_at))
		return false;
	if (!instant_is_known(c->any_at, as_of)) {
		cell_reject(in, column, "later than as-of");
		return false;
	}
	return true;
}

static const char *
keep(struct table *t, struct cell c)
{
	return c.len == 0 ? "" : pool_text(t->pool, c.text, c.len);
}

/* A customer has one row: a copy of it is nothing new, another is wrong. */
static void
refuse_row(struct table *t, struct source *in, size_t column,
    struct cell had, struct cell raw)
{
	if (had.len == raw.len && memcmp(had.text, raw.text, raw.len) == 0)
		t->copies++;
	else
		cell_reject(in, column, "another row of this customer");
}

static void
add_row(struct table *t, struct source *in, const struct columns *at,
    const struct customer *c, struct recipient *who)
{
	struct cell raw = source_row(in), id = source_cell(in, at->id);
	size_t n = dict_count(t->ids), i = dict_add(t->ids, id.text, id.len);
	struct row *row;

	if (i != n) {
		refuse_row(t, in, at->id, t->rows[i].raw, raw);
		return;
	}
	t->rows = pool_grow(t->rows, &t->room, n + 1, sizeof *t->rows);
	row = &t->rows[n];
	row->customer = *c;
	row->who = who;
	row->customer.id = keep(t, source_cell(in, at->id));
	row->customer.email = keep(t, source_cell(in, at->email));
	row->customer.phone = keep(t, source_cell(in, at->phone));
	row->raw.text = pool_text(t->pool, raw.text, raw.len);
	row->raw.len = raw.len;
}

/* Somebody of whom a table knows no purchase is kept, and not judged. */
static void
read_row(struct table *t, struct source *in, const struct columns *at,
    struct common *common)
{
	struct customer c = { .usual_units = -1 };
	struct recipient *who = NULL;
	struct currency is;
	bool bought = source_cell(in, at->first_at).len != 0;

	asof_take_only(&t->asof, in, common);
	if (source_cell(in, at->id).len == 0) {
		cell_reject(in, at->id, "blank (want the customer's id)");
		return;
	}
	if (bought) {
		if (!cell_read(in, at->currency, currency_parse, &is))
			return;
		bought = take_currency(t, is);
		if (!bought && !t->keeps_all)
			return;
	}
	if (bought && (!read_facts(in, at, is, &c) ||
	    !check(in, at, &c, common->as_of)))
		return;
	if (!bought && t->keeps_all && !read_any(in, at, common->as_of, &c))
		return;
	if (t->has_people) {
		who = pool_bytes(t->pool, sizeof *who);
		if (!recipient_read(in, &t->people, t->pool, who))
			return;
	}
	add_row(t, in, at, &c, who);
}

static void
find_people(struct table *t, struct source *in, const struct list *people)
{
	t->has_people = people != NULL;
	if (people == NULL)
		return;
	for (size_t i = 0; i < people->n; i++)
		(void)source_column(in, people->items[i]);
	t->people = recipient_find(in, people, t->pool);
}

/* Rows are copied as they are, an as_of before the run's among them. */
static void
say_later(const struct table *t, struct instant as_of)
{
	struct instant own;
	char text[INSTANT_ROOM];

	if (instant_parse_as_of(t->asof.as_of_text, &own) != NULL ||
	    own.seconds >= as_of.seconds)
		return;
	(void)instant_print(as_of, text);
	tally_note("as of %s, later than the table's own %s", text,
	    t->asof.as_of_text);
}

struct table *
table_read(struct source *in, struct common *common,
    const struct purchases *how)
{
	struct pool *pool = pool_new();
	struct table *t = pool_bytes(pool, sizeof *t);
	struct columns at = find_columns(in);

	t->pool = pool;
	t->ids = dict_new();
	asof_find(&t->asof, in);
	t->wanted = how->currency;
	t->keeps_all = how->keeps_all;
	find_people(t, in, how->people);
	while (source_next(in))
		read_row(t, in, &at, common);
	currencies_agree(&t->currencies, "customers");
	say_later(t, common->as_of);
	if (t->copies != 0)
		tally_set_aside("exact duplicate", t->copies);
	if (t->other_currency != 0)
		tally_set_aside("other currency", t->other_currency);
	return t;
}

void
table_free(struct table *t)
{
	if (t == NULL)
		return;
	free(t->rows);
	dict_free(t->ids);
	currencies_free(&t->currencies);
	pool_free(t->pool);
}

size_t
table_count(const struct table *t)
{
	return dict_count(t->ids);
}

const struct customer *
table_get(const struct table *t, size_t i)
{
	return &t->rows[i].customer;
}

const struct recipient *
table_who(const struct table *t, size_t i)
{
	return t->rows[i].who;
}

struct cell
table_row(const struct table *t, size_t i)
{
	return t->rows[i].raw;
}

struct currency
table_currency(const struct table *t)
{
	return t->currency;
}
