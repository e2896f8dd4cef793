#ifndef REFERRAL_H
#define REFERRAL_H

#include "receipt.h"
#include "patron.h"

/*
 * Who says to have referred whom: one of the patrons either a person, by their
 * e-mail, or whoever uses a coupon, when they first do.
 */
struct referrals;

struct referral {
	const char *referrer_id;
	const char *email;		/* "": by coupon */
	const char *coupon, *spelt;	/* see fold_text; and as written */
	struct instant at;
	bool is_dated;			/* at is there */
};

/* That one referred another, from then on. */
struct claim {
	const struct referral *by;
	const struct patron *referrer;
	size_t person;
	struct instant at;
};

struct referrals *referrals_new(const struct common *common);
void referrals_free(struct referrals *r);

/* Read files of referrals: referrer_id, email or coupon, and at. */
void referrals_load(struct referrals *r, const struct list *paths);

/* The others are closed: say, for the option, how the rows joined, set aside
   those that claim nothing, and return the claims, *n of them. */
struct claim *referrals_claim(struct referrals *r, struct people *people,
    const struct patrons *patrons, const struct receipts *receipts,
    const char *option, size_t *n);

/* Is a before b?  Where either is only a date, by the day. */
bool referral_is_before(struct instant a, struct instant b);

#endif
