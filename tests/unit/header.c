#include "header.h"

#include "dict.h"
#include "tap.h"

int
main(void)
{
	static const char *const names[] = { "a", "b", "a", "", "a", "bc" };
	const char *items[] = { "who=Customer", "what=Thing" };
	const struct list columns = { items, 2, 2 };
	size_t len = 0;
	struct header *h = header_new(names, 6);

	ok(header_find(names, 6, "b") == 1, "found");
	ok(header_find(names, 6, "c") == DICT_NONE, "not found");
	ok(header_twin(names, 6, "ab", 1, 1) == 2, "the second of twins");
	ok(header_twin(names, 6, "a", 1, 3) == DICT_NONE, "no fourth");
	ok(header_first(h, "bcd", 2) == 5, "first, of so many bytes");
	ok(header_first(h, "a", 1) == 0, "first of twins");
	ok(header_first(h, "", 0) == 3, "no name");
	ok(header_first(h, "c", 1) == DICT_NONE, "none");
	ok(header_take(h, "a") == 0, "twins in turn");
	ok(header_take(h, "a") == 2, "the second");
	ok(header_take(h, "bc") == 5, "another");
	ok(header_take(h, "a") == 4, "the third");
	ok(header_take(h, "a") == DICT_NONE, "and no more");
	ok(header_take(h, "c") == DICT_NONE, "nor of what isn't there");
	ok(header_first(h, "a", 1) == 0, "still the first");
	is(header_rename(&columns, "Thing", &len), items[1], "renamed");
	ok(len == 4, "to so many bytes");
	is(header_rename(&columns, "a", &len), "a", "not renamed");
	header_free(h);
	header_free(NULL);
	return finish();
}
