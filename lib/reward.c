#include "reward.h"

#include <stdlib.h>
#include <string.h>

#include "address.h"
#include "money.h"
#include "notice.h"
#include "phrase.h"
#include "pool.h"
#include "referral.h"
#include "tally.h"

struct credit {
	const struct claim *claim;
	const struct receipt *order;	/* that earns it */
	struct instant at;		/* when it has */
	const char *id;
};

struct rewards {
	const struct common *common;
	const struct reward *reward;
	struct pool *pool;
	struct addresses *addresses;
	struct address_columns where;
	struct receipts *receipts;
	struct referrals *referrals;
	struct credit *list;
	size_t n, room;
};

const char *
reward_parse(const char *text, void *into)
{
	struct reward *reward = into;
	const char *code = strrchr(text, ' '), *reason;
	struct currency currency;
	int64_t amount;

	if (code == NULL)
		return "no amount with a currency (want 25.00 USD)";
	if ((reason = currency_parse(code + 1, &currency)) != NULL ||
	    (reason = money_parse(text, currency, MONEY_POINT, &amount)) !=
	    NULL)
		return reason;
	if (amount <= 0)
		return "too little (want more than nothing)";
	reward->amount = amount;
	reward->currency = currency;
	return NULL;
}

struct rewards *
rewards_new(const struct common *common, const struct reward *reward)
{
	struct pool *pool = pool_new();
	struct rewards *r = pool_bytes(pool, sizeof *r);

	*r = (struct rewards){ .common = common, .reward = reward,
	    .pool = pool, .addresses = addresses_new(),
	    .receipts = receipts_new(common),
	    .referrals = referrals_new(common) };
	return r;
}

void
rewards_free(struct rewards *r)
{
	addresses_free(r->addresses);
	receipts_free(r->receipts);
	referrals_free(r->referrals);
	free(r->list);
	pool_free(r->pool);
}

void
rewards_find(struct rewards *r, struct source *in)
{
	r->where = addresses_find(in);
}

void
rewards_add(struct rewards *r, struct source *in, size_t text)
{
	addresses_add(r->addresses, in, &r->where, text);
}

void
rewards_load(struct rewards *r, const struct list *orders,
    const struct list *referrals, struct circle *c)
{
	receipts_load(r->receipts, orders, c, r->addresses);
	referrals_load(r->referrals, referrals);
}

/* By who was referred; of each the first comes first. */
static int
by_person(const void *l, const void *r)
{
	const struct claim *a = l, *b = r;
	int order;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	if (instant_is_later(a->at, b->at))
		return 1;
	if (instant_is_later(b->at, a->at))
		return -1;
	if ((order = strcmp(a->by->referrer_id, b->by->referrer_id)) != 0 ||
	    (order = strcmp(b->by->email, a->by->email)) != 0 ||
	    (order = strcmp(a->by->coupon, b->by->coupon)) != 0)
		return order;
	return strcmp(a->by->spelt, b->by->spelt);
}

/* Had who was referred ordered before? */
static bool
is_customer(const struct claim *c, const struct patrons *patrons,
    const struct receipts *receipts)
{
	const struct patron *m = patrons_of(patrons, c->person);
	size_t n;
	const struct receipt *list = receipts_of(receipts, c->person, &n);

	if (m != NULL && m->has_ordered &&
	    referral_is_before(m->first_at, c->at))
		return true;
	for (size_t i = 0; i < n; i++)
		if (referral_is_before(list[i].at, c->at))
			return true;
	return false;
}

/* Take the purchase that earns a credit; or why none does.  Who was referred had
   no order before. */
static const char *
credit(struct rewards *r, const struct claim *c)
{
	const char *why = "not paid";
	size_t n;
	const struct receipt *list = receipts_of(r->receipts, c->person, &n);
	struct credit one = { .claim = c };

	for (; n != 0 && list->state != RECEIPT_PAID; list++, n--)
		if (list->state == RECEIPT_REFUNDED)
			why = "refunded";
	if (n == 0)
		return why;
	one.order = list;
	one.at = instant_move(list->at, r->reward->hold, 1, instant_zone());
	if (!instant_is_known(one.at, r->common->as_of))
		return "on hold";
	one.id = phrase_print(r->pool, "%s/%s", phrase_part(r->pool,
	    recipient_name(&c->referrer->who)), phrase_part(r->pool,
	    list->version.order_id));
	r->list = pool_grow(r->list, &r->room, r->n + 1, sizeof *r->list);
	r->list[r->n++] = one;
	return NULL;
}

/* Why a claim earns nothing, or NULL; first is the claim that has the person
   already, if any, else this one may become it. */
static const char *
judge(struct rewards *r, const struct claim *c, const struct claim **first,
    const struct patrons *patrons)
{
	if (*first != NULL && (*first)->person != c->person)
		*first = NULL;
	if (c->person == c->referrer->person ||
	    addresses_shared(r->addresses, c->person, c->referrer->person))
		return "self-referral";
	if (is_customer(c, patrons, r->receipts))
		return "was a customer already";
	if (*first != NULL)
		return (*first)->referrer == c->referrer ?
		    "same referral again" : "referred by another first";
	*first = c;
	return credit(r, c);
}

/* Orders are of the table's people, or of whom they have referred. */
static void
say_joined(struct rewards *r, struct circle *c, const struct claim *claims,
    size_t n)
{
	size_t joined = 0, of;
	const struct receipt *list = receipts_all(r->receipts, &of);
	size_t people = people_count(circle_people(c));
	bool *about = pool_bytes(r->pool, people + 1);

	memcpy(about, circle_wanted(c), people);
	for (size_t i = 0; i < n; i++)
		about[claims[i].person] = true;
	for (size_t i = 0; i < of; i++)
		joined += about[list[i].person];
	tally_joined("--orders", joined, of);
}

void
rewards_judge(struct rewards *r, struct circle *c,
    const struct patrons *patrons)
{
	const struct claim *first = NULL;
	size_t n;
	struct claim *claims;

	addresses_close(r->addresses, circle_people(c));
	receipts_close(r->receipts, c);
	claims = referrals_claim(r->referrals, circle_people(c), patrons,
	    r->receipts, "--referrals", &n);
	say_joined(r, c, claims, n);
	if (n != 0)
		qsort(claims, n, sizeof *claims, by_person);
	for (size_t i = 0; i < n; i++) {
		const char *why = judge(r, &claims[i], &first, patrons);

		if (why != NULL)
			tally_set_aside(why, 1);
	}
}

static int
by_when(const void *l, const void *r)
{
	const struct credit *a = l, *b = r;

	if (instant_is_later(a->at, b->at))
		return 1;
	return instant_is_later(b->at, a->at) ? -1 : strcmp(a->id, b->id);
}

/* "referred on 2026-11-01, paid 40.00 USD on 2026-11-05, kept for 14d" */
static const char *
reason_of(struct rewards *r, const struct credit *one)
{
	const struct claim *c = one->claim;
	const struct receipt *order = one->order;
	char on[DAY_ROOM], paid[DAY_ROOM], net[MONEY_ROOM], hold[SPAN_ROOM];

	day_print(instant_day(c->at), on);
	day_print(instant_day(order->at), paid);
	money_print(order->net, order->currency, net);
	span_print(r->reward->hold, hold);
	return phrase_print(r->pool, "%s%s on %s, paid %s %s on %s, kept for "
	    "%s", *c->by->email != '\0' ? "referred" : "coupon ",
	    *c->by->email != '\0' ? "" : c->by->spelt, on, net,
	    order->currency.code, paid, hold);
}

void
rewards_write(struct rewards *r, struct sink *out)
{
	char amount[MONEY_ROOM];

	money_print(r->reward->amount, r->reward->currency, amount);
	if (r->n != 0)
		qsort(r->list, r->n, sizeof *r->list, by_when);
	for (size_t i = 0; i < r->n; i++) {
		const struct credit *one = &r->list[i];
		const struct claim *c = one->claim;
		struct contact who = notice_contact(&c->referrer->who);

		sink_text(out, one->id);
		sink_text(out, who.customer_id);
		sink_text(out, who.email);
		sink_text(out, who.phone);
		sink_text(out, amount);
		sink_text(out, r->reward->currency.code);
		sink_instant(out, one->at);
		sink_text(out, *c->by->email != '\0' ? c->by->email :
		    one->order->who);
		sink_text(out, one->order->version.order_id);
		sink_text(out, reason_of(r, one));
		sink_end(out);
	}
}
