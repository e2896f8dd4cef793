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

int
main(void)
{
	walks();
	is(look("BDAY", "BDAY"), "in", "the same");
	is(look("BDAY", "bDay"), "in", "in other letters");
	is(look("BDAY", "FREE, bday"), "in", "one of several");
	is(look("BDAY", " BDAY;FREE"), "in", "the first of them");
	is(look("BDAY", "FREE BDAY"), "in", "between blanks");
	is(look("MY DAY", "my day"), "in", "with a blank of its own");
	is(look("BDAY", ""), "out", "none");
	is(look("BDAY", "BDAY2"), "out", "a longer one");
	is(look("BDAY", "BDA"), "out", "a shorter one");
	is(look("BDAY", "BDAX, YBDAY"), "out", "others");
	return finish();
}
