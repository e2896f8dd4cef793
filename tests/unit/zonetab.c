#include "zonetab.h"

#include "tap.h"

int
main(void)
{
	is(zone_name(zonetab_only("FR")), "Europe/Paris",
	    "a country of one zone has it");
	is(zone_name(zonetab_only("IN")), "Asia/Kolkata", "another, too");
	ok(zonetab_only("FR") == zonetab_only("FR"), "always the same");
	ok(zonetab_only("US") == NULL, "one of several has none");
	ok(zonetab_only("DE") == NULL, "nor one of two, Büsingen's is another");
	ok(zonetab_only("XX") == NULL, "nor what is no country");
	ok(zonetab_only("") == NULL && zonetab_only("f") == NULL,
	    "nor what is not even a code");
	return finish();
}
