#include "referral.h"

#include <stdlib.h>
#include <string.h>

#include "cell.h"
#include "contact.h"
#include "coupon.h"
#include "fold.h"
#include "grouped.h"
#include "pool.h"
#include "tally.h"

enum { EMAIL_ROOM = 1024 };

struct referrals {
	const struct common *common;
	struct pool *pool;
	struct referral *list;
	size_t n, room;
	struct claim *claims;
	size_t n_claims, claims_room;
};

struct referrals *
referrals_new(const struct common *common)
{
	struct pool *pool = pool_new();
	struct referrals *r = pool_bytes(pool, sizeof *r);

	*r = (struct referrals){ .common = common, .pool = pool };
	return r;
}

void
referrals_free(struct referrals *r)
{
	free(r->list);
	free(r->claims);
	pool_free(r->pool);
}

/* Where a file has a referral. */
struct columns {
	size_t referrer_id, email, coupon, at;
};

/* Read the row's e-mail or coupon. */
static bool
read_whom(struct referrals *r, struct source *in, const struct columns *at,
    struct referral *into)
{
	struct cell coupon = source_cell(in, at->coupon);
	char email[EMAIL_ROOM] = "";

	if (source_cell(in, at->email).len != 0 &&
	    !email_normalise(source_cell(in, at->email).text, email,
	    sizeof email)) {
		cell_reject(in, at->email, "not an e-mail address");
		return false;
	}
	into->email = pool_text(r->pool, email, strlen(email));
	into->spelt = pool_text(r->pool, coupon.text, coupon.len);
	into->coupon = fold_text(r->pool, coupon.text);
	if (*email != '\0' || *into->coupon != '\0')
		return true;
	cell_reject(in, DICT_NONE, "neither an e-mail nor a coupon");
	return false;
}

/* Read the row; false where it is rejected, or set aside. */
static bool
read_referral(struct referrals *r, struct source *in,
    const struct columns *at, struct referral *into)
{
	struct cell id = source_cell(in, at->referrer_id);

	*into = (struct referral){ .referrer_id = pool_text(r->pool, id.text,
	    id.len), .is_dated = source_cell(in, at->at).len != 0 };
	if (id.len == 0) {
		cell_reject(in, at->referrer_id,
		    "blank (want the referrer's customer_id)");
		return false;
	}
	if (!read_whom(r, in, at, into))
		return false;
	if ((into->is_dated || *into->email != '\0') &&
	    !cell_read(in, at->at, instant_parse, &into->at))
		return false;
	if (!into->is_dated || instant_is_known(into->at, r->common->as_of))
		return true;
	tally_set_aside("later than as-of", 1);
	return false;
}

void
referrals_load(struct referrals *r, const struct list *paths)
{
	for (size_t i = 0; i < paths->n; i++) {
		struct source *in = source_open_side(paths->items[i],
		    r->common);
		struct columns at = {
		    .referrer_id = source_column(in, "referrer_id"),
		    .email = source_find(in, "email"),
		    .coupon = source_find(in, "coupon"),
		    .at = source_column(in, "at") };
		struct referral one;

		while (source_next(in)) {
			if (!read_referral(r, in, &at, &one))
				continue;
			r->list = pool_grow(r->list, &r->room, r->n + 1,
			    sizeof *r->list);
			r->list[r->n++] = one;
		}
		source_close(in);
	}
}

bool
referral_is_before(struct instant a, struct instant b)
{
	if (a.is_date || b.is_date)
		return day_between(instant_day(a), instant_day(b)) > 0;
	return a.seconds < b.seconds;
}

static void
add_claim(struct referrals *r, const struct referral *by,
    const struct patron *referrer, size_t person, struct instant at)
{
	r->claims = pool_grow(r->claims, &r->claims_room, r->n_claims + 1,
	    sizeof *r->claims);
	r->claims[r->n_claims++] = (struct claim){ .by = by,
	    .referrer = referrer, .person = person, .at = at };
}

/* Orders by the coupons that referrers have. */
struct uses {
	struct dict *codes;
	size_t *order, *code, n, room, code_room;
	struct grouped by_code;
};

static void
add_use(struct uses *u, const char *code, size_t len, size_t order)
{
	size_t i = dict_find(u->codes, code, len);

	if (i == DICT_NONE)
		return;
	u->order = pool_grow(u->order, &u->room, u->n + 1, sizeof *u->order);
	u->code = pool_grow(u->code, &u->code_room, u->n + 1,
	    sizeof *u->code);
	u->order[u->n] = order;
	u->code[u->n++] = i;
}

/* Of the codes that referrers have; an order's coupon is one, or several. */
static struct uses
find_uses(const struct referrals *r, const struct receipt *all, size_t n)
{
	struct uses u = { .codes = dict_new() };

	for (size_t i = 0; i < r->n; i++)
		if (*r->list[i].email == '\0')
			(void)dict_add(u.codes, r->list[i].coupon,
			    strlen(r->list[i].coupon));
	for (size_t i = 0; i < n; i++) {
		const char *code = all[i].coupon;
		size_t len;

		add_use(&u, code, strlen(code), i);
		for (; (code = coupon_next(code, &len)) != NULL; code += len)
			add_use(&u, code, len, i);
	}
	u.by_code = grouped_make(u.code, u.n, dict_count(u.codes));
	return u;
}

static void
uses_free(struct uses *u)
{
	grouped_free(&u->by_code);
	free(u->order);
	free(u->code);
	dict_free(u->codes);
}

/* Whoever used a coupon was referred then, at the first time. */
static void
claim_users(struct referrals *r, const struct uses *u,
    const struct receipt *all, const struct referral *by,
    const struct patron *referrer)
{
	size_t n, person = DICT_NONE;
	const size_t *which = grouped_get(&u->by_code, dict_find(u->codes,
	    by->coupon, strlen(by->coupon)), &n);

	for (size_t i = 0; i < n; i++) {
		const struct receipt *b = &all[u->order[which[i]]];

		if (b->person == person ||
		    (by->is_dated && referral_is_before(b->at, by->at)))
			continue;
		person = b->person;
		add_claim(r, by, referrer, person, b->at);
	}
	if (person == DICT_NONE)
		tally_set_aside("coupon not used yet", 1);
}

struct claim *
referrals_claim(struct referrals *r, struct people *people,
    const struct patrons *patrons, const struct receipts *receipts,
    const char *option, size_t *n)
{
	size_t joined = 0;
	const struct receipt *all = receipts_all(receipts, n);
	struct uses u = find_uses(r, all, *n);

	for (size_t i = 0; i < r->n; i++) {
		const struct referral *by = &r->list[i];
		size_t who = people_find(people, by->referrer_id, NULL, NULL);
		const struct patron *referrer = who == DICT_NONE ? NULL :
		    patrons_of(patrons, who);

		joined += referrer != NULL;
		if (referrer == NULL) {
			tally_set_aside("referrer not known", 1);
			continue;
		}
		if (*by->email == '\0') {
			claim_users(r, &u, all, by, referrer);
			continue;
		}
		who = people_find(people, NULL, by->email, NULL);
		if (who == DICT_NONE)
			tally_set_aside("not joined yet", 1);
		else
			add_claim(r, by, referrer, who, by->at);
	}
	uses_free(&u);
	patrons_joined(patrons, option, joined, r->n);
	*n = r->n_claims;
	return r->claims;
}
