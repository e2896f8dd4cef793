#include "dayset.h"

#include "tap.h"

int
main(void)
{
	struct dayset *d = dayset_new();
	int added = 0, again = 0;

	is(dayset_add(d, 3, 20000) ? "new" : "known", "new", "a day is new");
	ok(!dayset_add(d, 3, 20000), "and then it isn't");
	ok(dayset_add(d, 0, 20000), "but for another owner it is");
	ok(dayset_add(d, 3, 0) && dayset_add(d, 3, -1) &&
	    dayset_add(d, 3, -64) && dayset_add(d, 3, -65),
	    "days about the edges of a stretch are different");
	ok(!dayset_add(d, 3, 0) && !dayset_add(d, 3, -1) &&
	    !dayset_add(d, 3, -64) && !dayset_add(d, 3, -65),
	    "and are found again");
	for (int day = -3000; day < 3000; day++)
		for (size_t owner = 100; owner < 120; owner++)
			added += dayset_add(d, owner, day * 3);
	for (int day = -3000; day < 3000; day++)
		for (size_t owner = 100; owner < 120; owner++)
			again += dayset_add(d, owner, day * 3);
	ok(added == 6000 * 20, "many days of many owners");
	ok(again == 0, "each once");
	dayset_free(d);
	dayset_free(NULL);
	return finish();
}
