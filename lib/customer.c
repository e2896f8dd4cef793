#include "customer.h"

#include <err.h>
#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "contact.h"
#include "customer_table.h"
#include "dict.h"
#include "order.h"
#include "pool.h"
#include "profile.h"
#include "quantity.h"
#include "record.h"
#include "rollup.h"
#include "source.h"
#include "tally.h"

enum { ADDED_MAX = 96, ROOM = 1024 };
enum { EMAIL = 1, PHONE = 2 };	/* in RECORD_CUSTOMER */

/* Either rolled or table is there, after what the operands are. */
struct customers {
	struct source *in;
	struct rollup *rolled;
	struct table *table;
	size_t place[PROFILE_MOST];	/* of a customer column among cells; */
	size_t cells;			/* DICT_NONE: orders don't say it */
	char as_of[INSTANT_ROOM];
	const char *zone;
};

const char *
identity_parse(const char *text, void *into)
{
	static const char *const keys[] = { "customer", "email", NULL };
	int i;
	const char *reason = choice_parse(text, keys, &i);

	if (reason == NULL)
		*(bool *)into = i == 1;
	return reason;
}

const char *
counted_parse(const char *text, void *into)
{
	static const char *const statuses[] = { "paid", "placed", NULL };
	int i;
	const char *reason = choice_parse(text, statuses, &i);

	if (reason == NULL)
		*(bool *)into = i == 1;
	return reason;
}

/* Ask for the columns that say something of the customer; at: where. */
static void
find_profile(struct customers *c, size_t at[PROFILE_MOST])
{
	const char *const *names = record_columns(RECORD_CUSTOMER);

	for (size_t i = 0; names[i] != NULL; i++) {
		size_t column = source_find(c->in, names[i]);

		c->place[i] = DICT_NONE;
		if (i == 0 || column == DICT_NONE)
			continue;
		c->place[i] = c->cells;
		at[c->cells++] = column;
	}
}

static void
read_orders(struct customers *c, const struct common *common,
    const struct purchases *how)
{
	struct order_columns at;
	size_t profile_at[PROFILE_MOST];
	struct cell profile[PROFILE_MOST];
	struct order o;

	order_find(c->in, &at);
	find_profile(c, profile_at);
	c->rolled = rollup_new(how, common->as_of, c->cells);
	while (source_next(c->in)) {
		const char *reason;

		if (!order_read(c->in, &at, &o))
			continue;
		for (size_t i = 0; i < c->cells; i++)
			profile[i] = source_cell(c->in, profile_at[i]);
		reason = rollup_add(c->rolled, &o, profile);
		if (reason != NULL)
			cell_reject(c->in, at.total, reason);
	}
	rollup_finish(c->rolled, c->place[EMAIL], c->place[PHONE]);
}

/* A table has no orders left to count anew. */
static void
refuse_order_options(const struct purchases *how)
{
	const struct span w = how->window;
	const char *name = how->needs_orders;

	if (w.seconds != 0 || w.days != 0 || w.months != 0)
		name = "window";
	else if (how->by_email)
		name = "identity";
	else if (how->count_placed)
		name = "count";
	else if (how->skip_free)
		name = "skip-free";
	if (name != NULL)
		errx(EXIT_TROUBLE, "--%s needs orders, not a customer table",
		    name);
}

struct customers *
customers_read(char *const files[], struct common *common,
    const struct purchases *how)
{
	struct customers *c = calloc(1, sizeof *c);

	if (c == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	c->in = source_open(files, common, NULL);
	if (source_find(c->in, "order_id") == DICT_NONE &&
	    source_find(c->in, "first_order_at") != DICT_NONE) {
		refuse_order_options(how);
		if (how->needs_repeat_spent)
			(void)source_column(c->in, "repeat_spent");
		c->table = table_read(c->in, common, how);
	} else {
		if (how->needs_table != NULL)
			errx(EXIT_TROUBLE, "--%s needs a customer table, not "
			    "orders", how->needs_table);
		read_orders(c, common, how);
	}
	(void)instant_print(common->as_of, c->as_of);
	c->zone = zone_name(instant_zone());
	return c;
}

void
customers_free(struct customers *c)
{
	if (c == NULL)
		return;
	rollup_free(c->rolled);
	table_free(c->table);
	source_close(c->in);
	free(c);
}

size_t
customers_count(const struct customers *c)
{
	return c->table != NULL ? table_count(c->table) :
	    rollup_count(c->rolled);
}

const struct customer *
customers_get(const struct customers *c, size_t i)
{
	return c->table != NULL ? table_get(c->table, i) :
	    rollup_get(c->rolled, i);
}

/* A cell that orders have of a customer, by its column. */
static struct cell
profile_cell(const struct customers *c, const struct cell cells[],
    const char *column)
{
	const char *const *names = record_columns(RECORD_CUSTOMER);
	size_t k = 0;

	while (strcmp(names[k], column) != 0)
		k++;
	return c->place[k] == DICT_NONE ? (struct cell){ "", 0 } :
	    cells[c->place[k]];
}

/* Who ordered, by what their orders say last. */
static bool
who_ordered(const struct customers *c, size_t i, struct pool *p,
    struct recipient *into)
{
	struct cell cells[PROFILE_MOST], email, phone;
	char text[ROOM];

	rollup_cells(c->rolled, i, cells);
	email = profile_cell(c, cells, "email");
	phone = profile_cell(c, cells, "phone");
	*into = (struct recipient){ .customer_id = customers_get(c, i)->id,
	    .email = "", .phone = phone.text,
	    .push_token = profile_cell(c, cells, "push_token").text };
	into->can_dial = phone_normalise(phone.text, profile_cell(c, cells,
	    "country").text, text, sizeof text);
	if (into->can_dial)
		into->phone = pool_text(p, text, strlen(text));
	if (!email_normalise(email.text, text, sizeof text))
		return email.len == 0;
	into->email = pool_text(p, text, strlen(text));
	return true;
}

bool
customers_who(const struct customers *c, size_t i, struct pool *p,
    struct recipient *into)
{
	if (c->table == NULL)
		return who_ordered(c, i, p, into);
	*into = *table_who(c->table, i);
	return true;
}

bool
customers_next_day(const struct customers *c, size_t i, struct day *day)
{
	return c->table == NULL && rollup_next_day(c->rolled, i, day);
}

struct currency
customers_currency(const struct customers *c)
{
	return c->table != NULL ? table_currency(c->table) :
	    rollup_currency(c->rolled);
}

struct sink *
customers_open(const struct customers *c, const struct common *common,
    const char *const added[])
{
	const char *all[ADDED_MAX + 1];
	const char *const *parts[] = { record_columns(RECORD_CUSTOMER),
	    record_columns(RECORD_ROLLUP), added };
	size_t n = 0;

	if (c->table != NULL)
		return sink_open(common->output, common, source_names(c->in),
		    added);
	for (size_t p = 0; p < sizeof parts / sizeof parts[0]; p++)
		for (size_t i = 0; parts[p][i] != NULL && n < ADDED_MAX; i++)
			all[n++] = parts[p][i];
	all[n] = NULL;
	return sink_open(common->output, common, NULL, all);
}

static void
write_money(struct sink *out, int64_t minor, struct currency in)
{
	char text[MONEY_ROOM];

	sink_cell(out, (struct cell){ text, money_print(minor, in, text) });
}

/* Units as they were ordered: whole, or with up to three decimals. */
static void
write_units(struct sink *out, int64_t thousandths)
{
	char text[QUANTITY_ROOM] = "";

	if (thousandths >= 0)
		quantity_print(thousandths, text);
	sink_text(out, text);
}

/* The cells of RECORD_ROLLUP. */
static void
write_rollup(const struct customers *c, const struct customer *row,
    struct sink *out)
{
	struct currency in = rollup_currency(c->rolled);

	sink_text(out, c->as_of);
	sink_text(out, c->zone);
	sink_text(out, in.code);
	sink_instant(out, row->first_at);
	sink_instant(out, row->last_at);
	sink_instant(out, row->any_at);
	sink_int(out, row->orders);
	sink_int(out, row->order_days);
	write_money(out, row->spent, in);
	write_money(out, row->repeat_spent, in);
	sink_int(out, row->discounted);
	write_units(out, row->usual_units);
}

void
customers_write(const struct customers *c, size_t i, struct sink *out)
{
	const struct customer *row = customers_get(c, i);
	const char *const *names = record_columns(RECORD_CUSTOMER);
	struct cell cells[PROFILE_MOST];

	if (c->table != NULL) {
		sink_copy(out, table_row(c->table, i));
		return;
	}
	sink_text(out, row->id);
	rollup_cells(c->rolled, i, cells);
	for (size_t k = 1; names[k] != NULL; k++)
		sink_cell(out, c->place[k] == DICT_NONE ?
		    (struct cell){ "", 0 } : cells[c->place[k]]);
	write_rollup(c, row, out);
}
