#include "grouped.h"

#include "tap.h"

int
main(void)
{
	static const size_t of[] = { 2, 0, 2, 3, 0, DICT_NONE };
	struct grouped g = grouped_make(of, 6, 5);
	const size_t *things;
	size_t n;

	things = grouped_get(&g, 0, &n);
	ok(n == 2 && things[0] == 1 && things[1] == 4, "in their order");
	(void)grouped_get(&g, 1, &n);
	ok(n == 0, "a group of nothing");
	things = grouped_get(&g, 2, &n);
	ok(n == 2 && things[0] == 0 && things[1] == 2, "not in one piece");
	things = grouped_get(&g, 3, &n);
	ok(n == 1 && things[0] == 3, "one");
	(void)grouped_get(&g, 4, &n);
	is(n == 0 ? "none" : "some", "none", "the last, of nothing");
	grouped_free(&g);
	g = grouped_make(of, 0, 0);
	grouped_free(&g);
	return finish();
}
