#include "person.h"

#include "dict.h"
#include "tap.h"

static void
test_phones(struct people *p)
{
	people_join(p, "10", NULL, "n/a");
	people_join(p, "11", NULL, "n/a");
	people_join(p, "10", NULL, "030 9018200");
	people_join(p, "11", NULL, "030 9018200");
	people_join(p, "10", NULL, "+49 30");
	people_join(p, "11", NULL, "+49 30");
	people_join(p, "10", NULL, "+");
	people_join(p, "11", NULL, "+");
	ok(people_find(p, "10", NULL, NULL) != people_find(p, "11", NULL, NULL),
	    "what isn't E.164 joins nobody");
	ok(people_find(p, NULL, NULL, "n/a") == DICT_NONE, "nor finds any");
}

static void
test_marks(struct people *p)
{
	people_mark(p, people_find_text(p, 'c', "10"), 1);
	ok(people_join(p, "12", "l@example.com", NULL) ==
	    people_find_text(p, 'c', "12"), "the first text is told");
	people_mark(p, people_find_text(p, 'e', "l@example.com"), 4);
	ok(people_marks(p, people_find(p, "10", NULL, NULL)) == 1,
	    "a mark holds for a person");
	ok(people_marks(p, people_find(p, "11", NULL, NULL)) == 0,
	    "and for no other");
	people_join(p, "10", "l@example.com", NULL);
	ok(people_marks(p, people_find(p, "12", NULL, NULL)) == 5,
	    "and all do for two who are one");
}

int
main(void)
{
	struct people *p = people_new();
	const char *text;
	char kind;

	ok(people_count(p) == 0, "there is nobody at first");
	ok(people_find(p, "1", NULL, NULL) == DICT_NONE, "and none is found");
	people_join(p, NULL, "", NULL);
	ok(people_count(p) == 0, "a row without a text is nobody");

	people_join(p, "1", "a@example.com", "");
	people_join(p, "2", "b@example.com", NULL);
	people_join(p, "3", NULL, "+4915112345678");
	ok(people_count(p) == 3, "three rows that share nothing are three");
	ok(people_find(p, "1", NULL, NULL) == 0, "the first is 0");
	ok(people_find(p, NULL, "b@example.com", NULL) == 1, "the next is 1");
	ok(people_find(p, "", "", "+4915112345678") == 2, "a phone finds too");
	ok(people_find(p, "a@example.com", NULL, NULL) == DICT_NONE,
	    "an id that looks like an e-mail isn't one");
	ok(people_find(p, "2", "a@example.com", NULL) == 1,
	    "customer_id comes first");
	ok(people_find(p, "9", "a@example.com", NULL) == 0,
	    "and an unknown one is passed over");

	people_join(p, "4", "b@example.com", "+4915112345678");
	ok(people_count(p) == 2, "a row that has texts of two makes them one");
	ok(people_find(p, "2", NULL, NULL) == people_find(p, "3", NULL, NULL),
	    "through any number of rows");
	ok(people_find(p, "4", NULL, NULL) == 1,
	    "numbered by the first text of them");
	people_join(p, "3", "a@example.com", NULL);
	ok(people_count(p) == 1 && people_find(p, "4", NULL, NULL) == 0,
	    "and so on, until all are one");

	ok(people_texts(p) == 7, "each text is counted once");
	ok(people_text(p, 5, &kind, &text) == 0 && kind == 'p',
	    "a text has its person and its kind");
	is(text, "+4915112345678", "and itself");
	ok(people_find_text(p, 'p', "+4915112345678") == 5,
	    "by which it is found");
	ok(people_find_text(p, 'e', "+4915112345678") == DICT_NONE,
	    "but not as of another kind");
	test_phones(p);
	test_marks(p);
	people_free(p);
	return finish();
}
