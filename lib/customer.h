#ifndef CUSTOMER_H
#define CUSTOMER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "instant.h"
#include "money.h"
#include "opt.h"
#include "recipient.h"
#include "sink.h"

/* How orders become purchases, and purchases customers. */
struct purchases {
	struct currency currency;	/* the one that counts; "": the only */
	bool by_email, count_placed, skip_free;	/* e-mail is the key */
	struct span window;		/* all 0: no window */
	bool needs_repeat_spent;	/* a table must have it */
	bool keeps_all;			/* who ordered, but bought nothing, too */
	const char *needs_orders, *needs_table;	/* the option, or NULL */
	const struct list *people;	/* a table's columns that customers_who
					   is to have; NULL: it isn't asked */
};

/* The options that fill it, for a tool's own table. */
#define CUSTOMER_OPTIONS(p) \
	{ 0, "currency", "CODE", "count orders in this currency alone", \
	    currency_parse, &(p).currency }, \
	{ 0, "identity", "KEY", "tell customers by customer id, or by " \
	    "email, first (customer)", identity_parse, &(p).by_email }, \
	{ 0, "count", "STATUS", "what is a purchase: paid, or placed too (paid)", \
	    counted_parse, &(p).count_placed }, \
	{ 0, "skip-free", NULL, "leave out orders of which the total is 0", \
	    NULL, &(p).skip_free }

value_parser identity_parse, counted_parse;

/* What is known of one customer; amounts are minor units. */
struct customer {
	const char *id, *email, *phone;	/* "" where not known */
	struct instant first_at, last_at;	/* of purchases */
	struct instant any_at;		/* any order in any currency */
	int64_t spent, repeat_spent;
	int64_t window_spent;		/* these two inside the window, */
	int window_orders;		/* or all there is if it has none */
	int orders, order_days, discounted;	/* 0: they bought nothing */
	int64_t usual_units;		/* thousandths; -1: not known */
};

/* The customers of a run: orders rolled up, by id bytewise, or the rows of a table
   as they come.  Facts that a table hasn't are "", 0 or -1. */
struct customers;

/* Read the operands.  Fatal if they are neither orders nor a customer table, if two
   currencies would be added, if how asks of either what needs the other, or if
   common's as-of or zone aren't a table's; if not given, it gets those. */
struct customers *customers_read(char *const files[], struct common *common,
    const struct purchases *how);
void customers_free(struct customers *c);
size_t customers_count(const struct customers *c);
const struct customer *customers_get(const struct customers *c, size_t i);

/* Who i is; of orders without consents and cells, and false if their e-mail isn't
   one and is left out.  Texts live as long as c and p. */
bool customers_who(const struct customers *c, size_t i, struct pool *p,
    struct recipient *into);

/* The first day after *day on which i bought; false: none, or not known. */
bool customers_next_day(const struct customers *c, size_t i, struct day *day);

/* The one currency of what they spent; its code is "" if nobody bought. */
struct currency customers_currency(const struct customers *c);

/* Open the result: customer columns, then the tool's; write i's up to those. */
struct sink *customers_open(const struct customers *c,
    const struct common *common, const char *const added[]);
void customers_write(const struct customers *c, size_t i, struct sink *out);

#endif
