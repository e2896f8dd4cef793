#include "jsonl.h"

#include <stdlib.h>

#include "tap.h"

static struct jsonl j;

static const char *
refusal(const char *line)
{
	return jsonl_parse(&j, line, strlen(line));
}

/* The line's fields as key=text, parted by bars. */
static const char *
fields(const char *line)
{
	static char text[400];
	const char *reason = refusal(line);

	text[0] = '\0';
	if (reason != NULL)
		return reason;
	for (size_t i = 0; i < j.n; i++) {
		const struct cell *key = &j.keys[i], *cell = &j.cells[i];
		size_t at = strlen(text);

		snprintf(text + at, sizeof text - at, "%s%s=%s",
		    i != 0 ? "|" : "", key->text, cell->text);
		if (strlen(key->text) != key->len ||
		    strlen(cell->text) != cell->len)
			return "lengths that are wrong";
	}
	return text;
}

static void
test_fields(void)
{
	is(fields("{}"), "", "no fields");
	is(fields("  { \"a\" : 1 , \"b\":\"x\" } \r"), "a=1|b=x", "blanks");
	is(fields("{\"a\":12.50,\"b\":12345678901234567890,\"c\":-1E+999}"),
	    "a=12.50|b=12345678901234567890|c=-1E+999", "numbers as written");
	is(fields("{\"a\":null,\"b\":\"\",\"c\":true,\"d\":false}"),
	    "a=|b=|c=true|d=false", "null is blank; literals");
	is(fields("{\"\\u00e9\\\"\":\"\\n\\/\\ud83d\\ude00\"}"),
	    "\xc3\xa9\"=\n/\xf0\x9f\x98\x80", "escapes, in keys too");
	is(fields("{\"a\":{ \"b\" : [ 1 , \" } ] \" ] },\"c\":[]}"),
	    "a={\"b\":[1,\" } ] \"]}|c=[]", "what is nested, without blanks");
	is(fields("{\"\":1}"), "=1", "a key of no letters");
	is(fields("{\"a\":\"\\\\\",\"b\":\"\\\"\"}"), "a=\\|b=\"",
	    "a backslash before the quote that ends");
	is(fields("{\"a\":{\"b\":1,\"b\":2}}"), "a={\"b\":1,\"b\":2}",
	    "what is nested may have a key twice");
}

static void
test_refusals(void)
{
	is(refusal("{\"a\":1,\"\\u0061\":2}"), "key 'a' twice",
	    "a key twice, however it is spelled");
	ok(!j.is_malformed, "that is JSON");
	is(refusal("[1]"), "not a JSON object", "a list");
	is(refusal("{\"a\":01}"), "malformed JSON: not a number", "01");
	ok(j.is_malformed, "that is none");
	is(refusal("{\"a\":b}"), "malformed JSON: invalid token",
	    "a reason without what it is near");
	is(refusal("{\"a\":\"b\\u0000\"}"),
	    "malformed JSON: \\u0000 is not allowed without JSON_ALLOW_NUL",
	    "an escaped NUL");
	ok(refusal("{\"a\":1") != NULL, "no last brace");
	ok(refusal("{\"a\":1}}") != NULL, "one too many");
	ok(refusal("{\"a\":1,}") != NULL, "a comma too many");
	ok(refusal("{\"a\":\"\\ud83d\"}") != NULL, "half a surrogate pair");
	ok(refusal("") != NULL, "no bytes");
	is(fields("{\"a\":1}"), "a=1", "and the next line is read");
	is(fields("{\"a\":2}"), "a=2", "and one with its keys");
	is(refusal("{\"a\":1,\"a\":2}"), "key 'a' twice", "and one more");
	is(refusal("{\"a\":1,\"a\":2}"), "key 'a' twice", "and again");
	is(refusal("{\"b\":1,\"c\":2,\"b\":3}"), "key 'b' twice", "apart");
	is(fields("{\"a\":1,\"b\":2}"), "a=1|b=2", "two keys");
	is(fields("{\"b\":1,\"a\":2}"), "b=1|a=2", "the other way round");
	is(refusal("{\"b\":1,\"b\":2}"), "key 'b' twice", "a twin for one");
	is(fields("{\"b\":1}"), "b=1", "fewer keys");
}

/* Keys of any length are told apart from those of the line before. */
static void
test_known_keys(void)
{
	j.fast = true;
	is(fields("{\"customer_id\":1}"), "customer_id=1", "a long key");
	is(fields("{\"customer_id\":\"abcdefghijk\"}"),
	    "customer_id=abcdefghijk", "once more, plainly");
	ok(j.is_plain, "without jansson");
	is(fields("{\"customer_if\":2}"), "customer_if=2", "its end differs");
	is(fields("{\"bustomer_if\":3}"), "bustomer_if=3", "its beginning");
	is(fields("{\"abcd\":4}"), "abcd=4", "a short one");
	is(fields("{\"abce\":5}"), "abce=5", "its end differs");
	is(fields("{\"a\":6}"), "a=6", "of one letter");
	is(fields("{\"b\":\"abcdefghijklmnopqrst\"}"),
	    "b=abcdefghijklmnopqrst", "another, and a long value");
	j.fast = false;
}

static void
test_compact(void)
{
	struct row out = { NULL, 0, 0 };

	ok(jsonl_compact(" [ 1 , 2 ] ", 11, &out) && out.len == 5 &&
	    memcmp(out.bytes, "[1,2]", 5) == 0, "compacted");
	ok(jsonl_compact("\" \"", 3, &out) && out.len == 8, "a text, behind it");
	ok(!jsonl_compact("[1", 2, &out) && out.len == 8, "no JSON adds nothing");
	free(out.bytes);
}

int
main(void)
{
	test_fields();
	test_refusals();
	test_known_keys();
	test_compact();
	jsonl_free(&j);
	return finish();
}
