#include "begin.h"

#include <string.h>

#include "data.h"
#include "phrase.h"
#include "tally.h"

/* What starts which flow. */
static const struct beginning table[BEGINNINGS] = {
	[BEGIN_WELCOME] = { "welcome",
	    "the first of created, subscribed and ordered",
	    "WHO/welcome" },
	[BEGIN_INVITE] = { "account-invite",
	    "the first order, and no account", "WHO/account-invite" },
	[BEGIN_SECOND] = { "second-order", "the second order",
	    "WHO/second-order" },
	[BEGIN_CONFIRM] = { "order-confirm", "each order", "WHO/ORDER" },
	[BEGIN_RETURN] = { "return-request", "each return-request",
	    "WHO/WHEN/return-request/ORDER/SKU" }
};

const struct beginning *
beginning_of(enum begin_is is)
{
	return &table[is];
}

/* Fill what is blank from there. */
static void
fill(struct contact *c, const struct contact *from)
{
	if (*c->email == '\0')
		c->email = from->email;
	if (*c->phone == '\0')
		c->phone = from->phone;
	if (*c->push_token == '\0')
		c->push_token = from->push_token;
}

/* How whoever a row is about is reached: as it says, else as others of that
   name do, else as any of the person: a couple with one phone is one. */
static struct contact
own_contact(const struct life *l, const struct deed *d)
{
	struct contact c = notice_contact(d->who);

	for (size_t i = 0; i < l->n_rows; i++) {
		struct contact other = notice_contact(&l->rows[i].who);

		if (strcmp(other.customer_id, c.customer_id) == 0)
			fill(&c, &other);
	}
	fill(&c, &l->who);
	return c;
}

static void
begin(struct begins *b, int flow, const struct contact *who,
    const struct deed *d, const char *id, const char *reason)
{
	struct notice n = { .flow = table[flow].flow, .id = id,
	    .at = notice_at(d->at), .since = d->at.seconds,
	    .who = *who, .reason = reason, .value = d->total,
	    .currency = d->currency,
	    .item = *d->sku != '\0' ? d->sku : d->order_id };

	n.data = data_make(b->pool, (struct member[]){
	    { "order_id", d->order_id, CELL_TEXT },
	    { "sku", d->sku, CELL_TEXT }, { NULL, NULL, CELL_TEXT } });
	notices_add(b->notices, &n);
}

/* "first order 2001 on 2026-11-16" */
static const char *
say(struct begins *b, const char *what, const struct deed *d, const char *more)
{
	char day[DAY_ROOM];

	day_print(instant_day(d->at), day);
	return phrase_print(b->pool, "%s%s%s on %s%s", what,
	    *d->order_id == '\0' ? "" : " ", d->order_id, day, more);
}

/* There is one a person. */
static void
begin_once(struct begins *b, int flow, const struct life *l,
    const struct deed *d, const char *what, const char *more)
{
	struct pool *p = b->pool;

	begin(b, flow, &l->who, d, phrase_print(p, "%s/%s", phrase_part(p,
	    l->who.customer_id), table[flow].flow), say(b, what, d, more));
}

static void
start_welcome(struct begins *b, const struct life *l)
{
	const struct deed *d = NULL;

	for (size_t i = 0; i < l->n_deeds && d == NULL; i++)
		if (l->deeds[i]->is != DEED_RETURNED)
			d = l->deeds[i];
	if (l->n_orders != 0 && (d == NULL ||
	    deed_compare(l->orders[0], d) < 0))
		d = l->orders[0];
	if (d != NULL)
		begin_once(b, BEGIN_WELCOME, l, d, d->is == DEED_CREATED ?
		    "created" : d->is == DEED_SUBSCRIBED ? "subscribed" :
		    "first order", "");
}

static void
start_invite(struct begins *b, const struct life *l)
{
	if (l->n_orders != 0 && !l->has_account)
		begin_once(b, BEGIN_INVITE, l, l->orders[0], "first order",
		    ", and no account");
}

static void
start_second(struct begins *b, const struct life *l)
{
	if (l->n_orders > 1)
		begin_once(b, BEGIN_SECOND, l, l->orders[1], "second order",
		    phrase_print(b->pool, ", %d d after the first",
		    day_between(instant_day(l->orders[0]->at),
		    instant_day(l->orders[1]->at))));
}

/* The id is of the row itself, whatever else is known of whom it is of:
   nothing is confirmed twice because of a file beside. */
static void
start_confirm(struct begins *b, const struct life *l)
{
	struct pool *p = b->pool;

	for (size_t i = 0; i < l->n_orders; i++) {
		const struct deed *d = l->orders[i];
		struct contact who = own_contact(l, d);

		begin(b, BEGIN_CONFIRM, &who, d, phrase_print(p, "%s/%s",
		    phrase_part(p, who.customer_id),
		    phrase_part(p, d->order_id)), say(b, "order", d, ""));
	}
}

static void
start_return(struct begins *b, const struct life *l)
{
	struct pool *p = b->pool;
	char at[INSTANT_ROOM];

	for (size_t i = 0; i < l->n_deeds; i++) {
		const struct deed *d = l->deeds[i];
		size_t n = dict_count(b->returns);
		struct contact who;
		const char *id;

		if (d->is != DEED_RETURNED)
			continue;
		who = own_contact(l, d);
		instant_print(d->at, at);
		id = phrase_print(p, "%s/%s/return-request%s%s%s%s",
		    phrase_part(p, who.customer_id), at,
		    *d->order_id == '\0' ? "" : "/",
		    phrase_part(p, d->order_id), *d->sku == '\0' ? "" : "/",
		    phrase_part(p, d->sku));
		if (dict_add(b->returns, id, strlen(id)) == n)
			begin(b, BEGIN_RETURN, &who, d, id, say(b,
			    *d->order_id == '\0' ? "return-request" :
			    "return-request of order", d, ""));
		else
			tally_set_aside("same return-request", 1);
	}
}

void
begin_all(struct begins *b, const struct life *l)
{
	static void (*const start[BEGINNINGS])(struct begins *b,
	    const struct life *l) = {
		[BEGIN_WELCOME] = start_welcome,
		[BEGIN_INVITE] = start_invite,
		[BEGIN_SECOND] = start_second,
		[BEGIN_CONFIRM] = start_confirm,
		[BEGIN_RETURN] = start_return
	};

	for (int i = 0; i < BEGINNINGS; i++)
		if (b->wanted[i])
			start[i](b, l);
}
