#include "fold.h"

#include "tap.h"

int
main(void)
{
	struct pool *p = pool_new();

	is(fold_text(p, ""), "", "nothing");
	is(fold_text(p, " \t "), "", "blanks alone");
	is(fold_text(p, "  Ada\t Mc  KAY "), "ada mc kay", "blanks, and case");
	is(fold_text(p, "M\xc3\x9cLLER"), "m\xc3\xbcller", "beyond ASCII");
	is(fold_text(p, "Mu\xcc\x88ller"), "m\xc3\xbcller", "composed");
	is(fold_text(p, "STRASSE"), fold_text(p, "Stra\xc3\x9f" "e"),
	    "one letter for two");
	is(fold_text(p, "\xc2\xa0" "a\xc2\xa0" "b"), "a b", "no-break blanks");
	pool_free(p);
	return finish();
}
