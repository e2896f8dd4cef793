#include "coupon.h"

#include "tap.h"

static const char *
look(const char *code, const char *cell)
{
	return coupon_is_in(code, cell) ? "in" : "out";
}

static void
walks(void)
{
	const char *p = " a,  bc;d";
	size_t n = 0;

	ok((p = coupon_next(p, &n)) != NULL && n == 1 && *p == 'a', "first");
	ok((p = coupon_next(p + n, &n)) != NULL && n == 2 && *p == 'b',
	    "second");
	ok((p = coupon_next(p + n, &n)) != NULL && n == 1 && *p == 'd',
	    "third");
	ok(coupon_next(p + n, &n) == NULL && coupon_next(" ,", &n) == NULL &&
	    coupon_next("", &n) == NULL, "and no more");
}

static void
test_used(void)
{
	static const char noon[] = "2026-11-16T12:00:00Z";
	static const struct {
		const char *at, *name, *cell, *want, *what;
	} cases[] = {
		{ noon, "purchase", "ten", "used", "at that time" },
		{ "2026-11-16T11:59:59Z", "purchase", "ten", "not", "before" },
		{ "2026-11-16", "purchase", "ten", "used", "on that date" },
		{ "2026-11-15", "purchase", "ten", "not", "the day before" },
		{ noon, "coupon-used", "ten", "used", "but not for an order" },
		{ noon, "add-to-cart", "ten", "not", "not used yet" },
		{ noon, "purchase", "", "not", "bought without" }
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *cells[] = { "ten", cases[i].cell };
		struct event e = { .name = cases[i].name, .cells = cells };
		struct instant from;

		instant_parse(cases[i].at, &e.at);
		instant_parse(noon, &from);
		is(coupon_used("TEN", &e, 1, 1, from.seconds) ? "used" :
		    "not", cases[i].want, cases[i].what);
		is(coupon_used("", &e, 1, 1, from.seconds) ? "used" : "not",
		    "not", "none");
	}
}

int
main(void)
{
	test_used();
	walks();
	is(look("BDAY", "BDAY"), "in", "the same");
	is(look("BDAY", "bDay"), "in", "in other letters");
	is(look("BDAY", "FREE, bday"), "in", "one of several");
	is(look("BDAY", " BDAY;FREE"), "in", "the first of them");
	is(look("BDAY", "FREE BDAY"), "in", "between blanks");
	is(look("MY DAY", "my day"), "in", "with a blank of its own");
	is(look("MY DAY", " My  Day "), "in", "however many there are");
	is(look("MY DAY", "FREE, MY DAY"), "out", "but not beside another");
	is(look("\xc3\x89T\xc3\x89", "FREE,\xc3\xa9t\xc3\xa9"), "in",
	    "in small letters with accents");
	is(look("SPASS", "spa\xc3\x9f"), "in", "as case is folded");
	is(look("BDAY", ""), "out", "none");
	is(look("BDAY", "BDAY2"), "out", "a longer one");
	is(look("BDAY", "BDA"), "out", "a shorter one");
	is(look("BDAY", "BDAX, YBDAY"), "out", "others");
	return finish();
}
