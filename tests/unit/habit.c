#include "habit.h"

#include <stdbool.h>
#include <stdlib.h>

#include "tap.h"

/* Counts agree with a plain table's, however many units an owner has. */
int
main(void)
{
	enum { OWNERS = 3, UNITS = 40, ORDERS = 20000 };
	static uint32_t seen[OWNERS][UNITS];
	static struct habit own[OWNERS + 1];
	struct habits *h = habits_new();
	bool right = true;

	srandom(7);
	for (int i = 0; i < ORDERS; i++) {
		size_t owner = (size_t)random() % OWNERS;
		size_t units = (size_t)random() % (owner == 0 ? 16 : UNITS);

		right = right && ++seen[owner][units] ==
		    habits_add(h, 100 * owner, &own[owner],
		    ((int64_t)units - 1) * (INT64_C(1) << 29));
	}
	is(right ? "the same" : "another", "the same", "counts as in a table");
	ok(habits_add(h, 7, &own[OWNERS], 1) == 1 && habits_add(h, 7, &own[OWNERS], 1) == 2,
	    "another owner begins at 1");
	habits_free(h);
	habits_free(NULL);
	return finish();
}
