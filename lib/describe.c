#include "describe.h"

#include <stdlib.h>
#include <string.h>

#include "record.h"

const char *const *
describe_columns(void)
{
	static const char *const names[] = { "fact", "of", "value", NULL };

	return names;
}

static void
tell(struct sink *out, const char *fact, const char *of, const char *value)
{
	sink_text(out, fact);
	sink_text(out, of);
	sink_text(out, value);
	sink_end(out);
}

static void
tell_count(struct sink *out, const char *fact, const char *of, size_t n)
{
	sink_text(out, fact);
	sink_text(out, of);
	sink_int(out, (int64_t)n);
	sink_end(out);
}

/* Each column with the fields that it fills; blank: it is passed over. */
static void
tell_columns(struct sink *out, const struct import *how, const struct view *v)
{
	const char *const *columns = source_names(how->in);
	const char *const *fields = map_fields(how->map->kind);

	for (size_t c = 0; columns[c] != NULL; c++) {
		size_t n = 0;

		for (size_t f = 0; fields[f] != NULL; f++)
			if (view_uses(v, f, c)) {
				tell(out, "column", columns[c], fields[f]);
				n++;
			}
		if (n == 0)
			tell(out, "column", columns[c], "");
	}
}

/* The text by which an order's customer is known; "": by nothing. */
static const char *
customer_of(const struct invoice *o)
{
	static const enum draft_text known[] = { TEXT_CUSTOMER_ID, TEXT_EMAIL,
	    TEXT_PHONE };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (sayings_one(o->texts, known[i]).len != 0)
			return sayings_one(o->texts, known[i]).text;
	return "";
}

/* Names in the order in which they came, and how often. */
struct counts {
	struct dict *names;
	size_t *n, room;
};

static void
count(struct counts *c, const char *name)
{
	size_t before = dict_count(c->names);
	size_t i = dict_add(c->names, name, strlen(name));

	c->n = pool_grow(c->n, &c->room, i + 1, sizeof *c->n);
	if (i == before)
		c->n[i] = 0;
	c->n[i]++;
}

static void
tell_counts(struct sink *out, const char *fact, struct counts *c)
{
	for (size_t i = 0; i < dict_count(c->names); i++)
		tell_count(out, fact, dict_key(c->names, i), c->n[i]);
	dict_free(c->names);
	free(c->n);
}

static void
tell_span(struct sink *out, struct instant first, struct instant last)
{
	char text[INSTANT_ROOM];

	instant_print(first, text);
	tell(out, "first order", "", text);
	instant_print(last, text);
	tell(out, "last order", "", text);
}

static void
tell_orders(struct sink *out, const struct invoices *all)
{
	struct counts currencies = { .names = dict_new() };
	struct counts statuses = { .names = dict_new() };
	struct counts customers = { .names = dict_new() };
	struct instant first = { .seconds = 0 }, last = { .seconds = 0 };
	size_t n = 0, nobody = 0;

	for (size_t i = 0; i < all->n; i++) {
		const struct invoice *o = all->list[i];
		const char *customer;

		if (o->n == 0)
			continue;
		customer = customer_of(o);
		if (*customer == '\0')
			nobody++;
		else
			count(&customers, customer);
		count(&currencies, o->currency.code);
		count(&statuses, record_statuses()[invoice_status(o)]);
		if (n++ == 0 || o->at.seconds < first.seconds)
			first = o->at;
		if (n == 1 || o->at.seconds > last.seconds)
			last = o->at;
	}
	tell_count(out, "orders", "", n);
	tell_count(out, "customers", "", dict_count(customers.names));
	tell_count(out, "orders of nobody", "", nobody);
	dict_free(customers.names);
	free(customers.n);
	tell_counts(out, "currency", &currencies);
	tell_counts(out, "status", &statuses);
	if (n > 0)
		tell_span(out, first, last);
}

void
describe_orders(struct sink *out, const struct import *how,
    const struct view *v, const struct invoices *all, size_t rows)
{
	tell(out, "map", "", how->map->name);
	tell_columns(out, how, v);
	tell_count(out, "rows", "", rows);
	tell_orders(out, all);
}
