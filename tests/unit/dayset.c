#include "dayset.h"

#include "tap.h"

int
main(void)
{
	static struct days own[120];
	struct dayset *d = dayset_new();
	int added = 0, again = 0, seen = 0, day = -100000;

	is(dayset_add(d, &own[3], 20000) ? "new" : "known", "new", "a day is new");
	ok(!dayset_add(d, &own[3], 20000), "and then it isn't");
	ok(dayset_add(d, &own[0], 20000), "but for another owner it is");
	ok(dayset_add(d, &own[3], 0) && dayset_add(d, &own[3], -1) &&
	    dayset_add(d, &own[3], -64) && dayset_add(d, &own[3], -65),
	    "days about the edges of a stretch are different");
	ok(!dayset_add(d, &own[3], 0) && !dayset_add(d, &own[3], -1) &&
	    !dayset_add(d, &own[3], -64) && !dayset_add(d, &own[3], -65),
	    "and are found again");
	for (int i = -3000; i < 3000; i++)
		for (size_t owner = 100; owner < 120; owner++)
			added += dayset_add(d, &own[owner], i * 3);
	for (int i = -3000; i < 3000; i++)
		for (size_t owner = 100; owner < 120; owner++)
			again += dayset_add(d, &own[owner], i * 3);
	ok(added == 6000 * 20, "many days of many owners");
	ok(again == 0, "each once");
	ok(dayset_add(d, &own[5], 65533) && dayset_add(d, &own[5], 65534) &&
	    dayset_add(d, &own[5], 65535) && dayset_add(d, &own[5], 65536) &&
	    !dayset_add(d, &own[5], 65535) && !dayset_add(d, &own[5], 65533),
	    "so are days of the next century");
	while (dayset_next(d, &own[110], &day) && day == -9000 + 3 * seen)
		seen++;
	ok(seen == 6000, "they come in order");
	day = 65533;
	ok(dayset_next(d, &own[5], &day) && day == 65534 &&
	    dayset_next(d, &own[5], &day) && day == 65535 &&
	    dayset_next(d, &own[5], &day) && day == 65536 &&
	    !dayset_next(d, &own[5], &day), "and then there is none");
	dayset_free(d);
	dayset_free(NULL);
	return finish();
}
