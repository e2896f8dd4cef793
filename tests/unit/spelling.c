#include "spelling.h"

#include "tap.h"

/* The same both ways; -1: too far. */
static void
check(const char *name, const char *meant, int want, const char *what)
{
	char got[64], wanted[64];

	snprintf(wanted, sizeof wanted, "%d %d", want, want);
	snprintf(got, sizeof got, "%d %d", (int)spelling_distance(name, meant),
	    (int)spelling_distance(meant, name));
	is(got, wanted, what);
}

int
main(void)
{
	check("city", "city", 0, "the same");
	check("First_Name", "first_name", 0, "in another case");
	check("frist_name", "first_name", 1, "two letters swapped");
	check("first_nam", "first_name", 1, "one missing");
	check("first_names", "first_name", 1, "one too many");
	check("forst_name", "first_name", 1, "one wrong");
	check("firstname", "first_name", 1, "what parts words missing");
	check("fistr_name", "first_name", 2, "one moved");
	check("last_name", "first_name", -1, "another name");
	check("vname", "name", 1, "one in five");
	check("ab", "ba", -1, "too short for a slip");
	check("", "", 0, "nothing");
	check("", "abc", -1, "nothing, and something");
	check("a23456789012345678901234567890123456789012345678901234567890"
	    "12345", "a", -1, "too long to be looked at");
	return finish();
}
