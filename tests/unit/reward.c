#include "reward.h"

#include "referral.h"
#include "tap.h"

static void
parses(void)
{
	struct reward r = { 0, { "", 0 }, { 0, 0, 0 } };

	is(reward_parse("25 USD", &r), NULL, "an amount with its currency");
	ok(r.amount == 2500 && strcmp(r.currency.code, "USD") == 0,
	    "in minor units");
	is(reward_parse("1,250 jpy", &r), NULL, "without places");
	ok(r.amount == 1250 && strcmp(r.currency.code, "JPY") == 0,
	    "as many as there are");
	ok(reward_parse("25", &r) != NULL && reward_parse("", &r) != NULL &&
	    reward_parse(" ", &r) != NULL, "a currency is wanted");
	ok(reward_parse("0 USD", &r) != NULL &&
	    reward_parse("-1 USD", &r) != NULL, "and more than nothing");
	ok(reward_parse("1.005 USD", &r) != NULL &&
	    reward_parse("99999999999999999999 USD", &r) != NULL,
	    "and what can be paid");
	ok(r.amount == 1250, "what can't be read changes nothing");
}

static int
before(const char *a, const char *b)
{
	struct instant l, r;

	return instant_parse(a, &l) == NULL && instant_parse(b, &r) == NULL &&
	    referral_is_before(l, r);
}

static void
compares(void)
{
	ok(before("2026-11-05T10:00:00Z", "2026-11-05T10:00:01Z") &&
	    !before("2026-11-05T10:00:00Z", "2026-11-05T10:00:00Z"),
	    "times by the second");
	ok(!before("2026-11-05", "2026-11-05T10:00:00Z") &&
	    !before("2026-11-05T10:00:00Z", "2026-11-05"),
	    "a date and a time of the day are told apart by nothing");
	ok(before("2026-11-04", "2026-11-05T00:00:00Z") &&
	    before("2026-11-04T23:59:59Z", "2026-11-05") &&
	    !before("2026-11-05", "2026-11-04T23:59:59Z"), "days are");
}

int
main(void)
{
	parses();
	compares();
	return finish();
}
