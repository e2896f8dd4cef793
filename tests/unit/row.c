#include "row.h"

#include <stdlib.h>

#include "tap.h"

static struct row row;

static const char *
text(void)
{
	row_add(&row, "", 1);
	return row.bytes;
}

static const char *
csv(const char *cell)
{
	row.len = 0;
	row_csv(&row, cell, strlen(cell));
	return text();
}

static const char *
json(const char *cell, enum cell_type type)
{
	row.len = 0;
	row_json(&row, cell, strlen(cell), type);
	return text();
}

/* Whatever its place, what must be quoted or escaped is found. */
static void
test_places(void)
{
	for (size_t len = 1; len < 20; len++)
		for (size_t i = 0; i < len; i++) {
			char cell[20] = "", quoted[24], escaped[24];

			memset(cell, 'a', len);
			cell[i] = '\n';
			snprintf(quoted, sizeof quoted, "\"%s\"", cell);
			snprintf(escaped, sizeof escaped, "\"%.*s\\n%s\"",
			    (int)i, cell, cell + i + 1);
			is(csv(cell), quoted, "a line feed in a cell");
			is(json(cell, CELL_TEXT), escaped, "and in a string");
			cell[i] = '\\';
			is(csv(cell), cell, "a backslash in a cell");
			snprintf(escaped, sizeof escaped, "\"%.*s\\\\%s\"",
			    (int)i, cell, cell + i + 1);
			is(json(cell, CELL_TEXT), escaped, "and in a string");
		}
}

static void
test_csv(void)
{
	is(csv(""), "", "a blank cell");
	is(csv(" a b; '\t"), " a b; '\t", "nothing that needs quotes");
	is(csv("a,b"), "\"a,b\"", "a comma");
	is(csv("a \"b\""), "\"a \"\"b\"\"\"", "quotes are doubled");
	is(csv("a\nb"), "\"a\nb\"", "a line feed");
	is(csv("a\r"), "\"a\r\"", "a carriage return");
	is(csv("{a"), "\"{a\"", "a brace first");
	is(csv("a{"), "a{", "a brace elsewhere");
	is(csv("\xef\xbb\xbf" "a"), "\"\xef\xbb\xbf" "a\"", "a mark first");
	is(csv("\xef\xbb"), "\xef\xbb", "a part of one");
	is(csv("{abcdefgh"), "\"{abcdefgh\"", "a brace first of many");
	is(csv("\xef\xbb\xbf" "abcdefgh"), "\"\xef\xbb\xbf" "abcdefgh\"",
	    "a mark first of many");
	row.len = 0;
	row_quoted(&row, "a;\"", 3);
	is(text(), "\"a;\"\"\"", "in quotes, needed or not");
}

static void
test_json(void)
{
	static const char *const names[] = { "total", "a\"b", "data" };
	struct pool *pool = pool_new();
	struct row_field *fields = row_fields(pool, names, 3);

	is(json("", CELL_TEXT), "null", "a blank cell");
	is(json("", CELL_NUMBER), "null", "a blank number");
	is(json("12", CELL_TEXT), "\"12\"", "digits that are text");
	is(json("12.50", CELL_NUMBER), "12.50", "a number stays as written");
	is(json("012", CELL_NUMBER), "\"012\"", "what JSON takes for none");
	is(json("a\"\\/\b\f\n\r\t\x01\x7f\xc3\xa9", CELL_TEXT),
	    "\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\x7f\xc3\xa9\"", "escapes");
	is(json("{ \"a\" : [1, \" b \"] }", CELL_JSON),
	    "{\"a\":[1,\" b \"]}", "JSON, without its blanks");
	is(json("{\"a\":", CELL_JSON), "\"{\\\"a\\\":\"", "what is none");
	row.len = 0;
	row_key(&row, "", 0);
	is(text(), "\"\":", "a key of no letters");
	row.len = 0;
	row_field(&row, &fields[0], "1.50", 4);
	row_field(&row, &fields[1], "1.50", 4);
	row_field(&row, &fields[2], "{ \"k\": 1 }", 10);
	is(text(), "\"total\":1.50\"a\\\"b\":\"1.50\"\"data\":{\"k\":1}",
	    "fields by their columns' types");
	pool_free(pool);
}

static void
test_numbers(void)
{
	static const char *const good[] = { "0", "-0", "7", "10", "-10.05",
	    "0.1", "1e5", "1E+05", "1.5e-300", "123456789012345678901234567890",
	    NULL };
	static const char *const bad[] = { "", "-", "+1", "01", "-01", ".5",
	    "1.", "1.e5", "1e", "1e+", "0x10", "1 ", " 1", "1,5", "NaN", "--1",
	    "Infinity", "1e5.5", NULL };

	for (size_t i = 0; good[i] != NULL; i++)
		ok(row_is_number(good[i], strlen(good[i])), good[i]);
	for (size_t i = 0; bad[i] != NULL; i++)
		ok(!row_is_number(bad[i], strlen(bad[i])), bad[i]);
}

int
main(void)
{
	test_csv();
	test_places();
	test_json();
	test_numbers();
	free(row.bytes);
	return finish();
}
