#include "value.h"

#include <limits.h>
#include <stdlib.h>

#include "tap.h"

static void
numbers(void)
{
	int n = 42;

	ok(count_parse("0", &n) == NULL && n == 0, "a count may be 0");
	ok(count_parse("007", &n) == NULL && n == 7, "zeros in front");
	ok(count_parse("2147483647", &n) == NULL && n == INT_MAX, "INT_MAX");
	n = 42;
	is(count_parse("2147483648", &n), "too large", "INT_MAX + 1");
	is(count_parse("99999999999999999999999", &n), "too large", "more");
	is(count_parse("", &n), "empty (want a whole number)", "empty");
	is(count_parse("-1", &n), "not a whole number", "-1");
	is(count_parse("+1", &n), "not a whole number", "+1");
	is(count_parse("1.0", &n), "not a whole number", "1.0");
	is(count_parse(" 1", &n), "not a whole number", "a blank before");
	is(count_parse("1 ", &n), "not a whole number", "a blank after");
	is(positive_parse("0", &n), "too small (want 1 or more)", "0");
	is(positive_parse("x", &n), "not a whole number", "x");
	ok(n == 42, "a refused text leaves the number alone");
	ok(positive_parse("1", &n) == NULL && n == 1, "1");
}

static void
texts(void)
{
	const char *text = "before", *word = "word";
	struct list l = { NULL, 0, 0 };

	is(text_parse("", &text), "empty", "an empty text");
	is(text, "before", "leaves the old one");
	ok(text_parse(word, &text) == NULL && text == word, "a text");
	is(list_parse("", &l), "empty", "an empty item");
	ok(l.n == 0, "isn't added");
	ok(list_parse("a", &l) == NULL && list_parse("b", &l) == NULL &&
	    l.n == 2, "two items");
	is(l.items[0], "a", "in turn");
	is(l.items[1], "b", "in turn");
	free(l.items);
}

static void
choices(void)
{
	static const char *const names[] = { "csv", "json", "tsv", NULL };
	static const char *const one[] = { "csv", NULL };
	static const char *const x = "a very long name of a choice, really";
	const char *const wide[] = { x, x, x, x, x, x, x, x, x, x, NULL };
	int choice = 42;

	is(choice_parse("xml", names, &choice), "want csv, json or tsv",
	    "the reason names them all");
	is(choice_parse("cs", names, &choice), "want csv, json or tsv",
	    "no abbreviations");
	is(choice_parse("", one, &choice), "want csv", "the only one");
	ok(choice == 42, "a refused text leaves the choice alone");
	ok(choice_parse("tsv", names, &choice) == NULL && choice == 2,
	    "its index");
	ok(strlen(choice_parse("y", wide, &choice)) < 256,
	    "a long list is cut short");
}

int
main(void)
{
	numbers();
	texts();
	choices();
	return finish();
}
