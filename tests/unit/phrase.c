#include "phrase.h"

#include "tap.h"

int
main(void)
{
	struct pool *p = pool_new();
	char text[PHRASE_COUNT_ROOM];

	ok(*phrase_print(p, "%s", "") == '\0', "a phrase may be empty");
	is(phrase_print(p, "%s, %d d ago", "last order", 625),
	    "last order, 625 d ago", "or not");
	is(phrase_count(0, text), "0", "a count may be nothing");
	is(phrase_count(999, text), "999", "up to a thousand it is plain");
	is(phrase_count(9310, text), "9,310", "from then on it has commas");
	is(phrase_count(1234567, text), "1,234,567", "every three digits");
	pool_free(p);
	return finish();
}
