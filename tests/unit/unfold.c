#include "unfold.h"

#include <stdlib.h>

#include "tap.h"

static struct unfold *u;

/* The document's rows, parted by slashes, of path=text, parted by bars. */
static const char *
rows(const char *records, const char *lines, const char *document)
{
	static char text[1000];
	const char *reason = unfold_take(u, document, strlen(document));
	size_t n;

	text[0] = '\0';
	if (reason != NULL)
		return reason;
	unfold_set(u, records, lines);
	while (unfold_next(u)) {
		const struct unfold_cell *cells = unfold_cells(u, &n);

		for (size_t i = 0; i < n; i++) {
			size_t at = strlen(text);

			snprintf(text + at, sizeof text - at, "%s=%s%s",
			    cells[i].path.bytes, cells[i].text.bytes,
			    i + 1 < n ? "|" : "");
		}
		strcat(text, " / ");
	}
	return text;
}

static void
test_paths(void)
{
	is(rows(NULL, NULL, "{}"), " / ", "a record of nothing");
	is(rows(NULL, NULL, "[]"), "", "no record");
	is(rows(NULL, NULL, "{\"a\": 1.50, \"b\":{\"c\" : \"x\\ty\", \"d\":null}}"),
	    "a=1.50|b.c=x\ty|b.d= / ", "objects within");
	is(rows(NULL, NULL, "[{\"a\":9007199254740993},{\"b\":true}]"),
	    "a=9007199254740993 / b=true / ", "an array of records");
	is(rows(NULL, NULL, "{\"t\":[\"x\",\"y\",null,\"z\"],\"e\":[]}"),
	    "t[]=x y z|t[0]=x / ", "values of an array");
	is(rows(NULL, NULL, "{\"r\":[{\"t\":[{\"a\":1},{\"a\":2}]},"
	    "{\"t\":[{\"a\":3}]}]}"), "r[].t[].a=1 2 3|r[0].t[].a=1 2 / ", "arrays within arrays");
}

static void
test_keys(void)
{
	is(rows(NULL, NULL, "{\"p\":[{\"key\":\"a\",\"v\":1},"
	    "{\"v\":2,\"key\":\"b\"},{\"key\":3}]}"),
	    "p[].key=a b 3|p[].v=1 2|p[0].key=a|p[0].v=1|p[a].key=a|p[a].v=1 / ",
	    "an element goes by its key, if that comes first and is a text");
}

static void
test_included(void)
{
	is(rows("data", NULL, "{\"data\":[{\"type\":\"e\",\"id\":\"1\","
	    "\"m\":{\"type\":\"m\",\"id\":\"2\"}},{\"m\":{\"type\":\"m\","
	    "\"id\":\"3\"}}],\"included\":[{\"type\":\"m\",\"id\":\"2\","
	    "\"attributes\":{\"n\":\"x\",\"o\":{\"type\":\"m\","
	    "\"id\":\"2\"}}},{\"id\":\"3\"},7]}"),
	    "type=e|id=1|m.type=m|m.id=2|m.attributes.n=x|m.attributes.o.type=m|"
	    "m.attributes.o.id=2 / m.type=m|m.id=3 / ",
	    "what is named is looked up, what that names isn't");
	is(rows("data", NULL, "{\"data\":[{\"m\":{\"type\":\"m\",\"id\":2}}],"
	    "\"included\":[{\"type\":\"m\",\"id\":2,\"attributes\":"
	    "{\"n\":1}}]}"), "m.type=m|m.id=2 / ", "ids are texts");
	is(rows("data", NULL, "{\"data\":[{\"m\":{\"type\":\"m\",\"id\":"
	    "\"2\"}}],\"included\":{}}"), "m.type=m|m.id=2 / ",
	    "no array, nothing included");
	is(rows("data", NULL, "{\"data\":[{\"m\":{\"type\":\"m\",\"id\":"
	    "\"2\"}}]}"), "m.type=m|m.id=2 / ", "nor from the document before");
}

static void
test_lines(void)
{
	is(rows(NULL, "l", "{\"id\":7,\"l\":[{\"s\":\"A\"},{\"s\":\"B\"}],"
	    "\"x\":1}"), "id=7|x=1|l[].s=A / id=7|x=1|l[].s=B / ",
	    "a row for each line");
	is(rows(NULL, "l", "{\"id\":7,\"l\":[]}"), "id=7 / ",
	    "no lines: a row all the same");
	is(rows(NULL, "l", "{\"l\":[{\"t\":[1,2]}]}"),
	    "l[].t[]=1 2|l[].t[0]=1 / ", "an array of a line");
	is(rows(NULL, "l", "{\"\":{\"l\":[1,2]}}"), ".l[]=1 2|.l[0]=1 / ",
	    "a key of nothing is a part of a path");
	is(rows(NULL, "p.l", "{\"p\":{\"l\":[{\"s\":1},{\"s\":2}]}}"),
	    "p.l[].s=1 / p.l[].s=2 / ", "lines further down");
	is(rows(NULL, "l", "[{\"l\":[{\"s\":1},{\"s\":2}]},{\"l\":[{\"s\":3}]}]"),
	    "l[].s=1 / l[].s=2 / l[].s=3 / ", "lines of the next record");
}

static void
test_records(void)
{
	is(rows("o", NULL, "{\"n\":2,\"o\":[{\"a\":1},{\"a\":2}],\"z\":0}"),
	    "a=1 / a=2 / ", "records in a member");
	is(rows("o", NULL, "{\"o\":[]}"), "", "no records in a member");
	is(rows("o", NULL, "{\"a\":1}"), "a=1 / ", "a record by itself");
	is(rows("i", "i", "{\"n\":1,\"i\":[{\"a\":1,\"i\":[{\"s\":2}]}]}"),
	    "a=1|i[].s=2 / ", "records called as their lines are");
	is(rows("i", "i", "{\"a\":1,\"i\":[{\"s\":2}]}"), "a=1|i[].s=2 / ",
	    "lines called as records are");
}

static void
test_faults(void)
{
	is(rows(NULL, NULL, "{\"a\":1,\"a\":2}"),
	    "malformed JSON: duplicate object key", "a key twice");
	is(rows(NULL, NULL, "{\"a\":01}"), "malformed JSON: not a number",
	    "not a number");
	is(rows(NULL, NULL, "{\"a\":1} {"),
	    "malformed JSON: end of file expected", "more than one");
}

static void
test_places(void)
{
	static const char text[] = "[\n{\"a\":\n1},\n\n{\"b\": [ 1 ]}\n]";
	const char *record;
	unsigned nth;
	size_t len;

	unfold_take(u, text, strlen(text));
	unfold_set(u, NULL, NULL);
	ok(unfold_record(u, &len) == NULL, "no record yet");
	ok(unfold_next(u) && unfold_line(u, &nth) == 1 && nth == 1,
	    "the first record's line");
	ok(unfold_next(u) && unfold_line(u, &nth) == 4 && nth == 2,
	    "the second record's line");
	record = unfold_record(u, &len);
	ok(len == 9 && memcmp(record, "{\"b\":[1]}", len) == 0,
	    "the second record on one line");
}

int
main(void)
{
	u = unfold_new();
	test_paths();
	test_keys();
	test_included();
	test_lines();
	test_records();
	test_faults();
	test_places();
	unfold_free(u);
	return finish();
}
