#include "mustache.h"

#include <stdlib.h>

#include "phrase.h"
#include "tap.h"

/* A case: mustache's own specification, and what we add to it. */
static const struct {
	const char *name, *template, *json, *want;
} cases[] = {
	{ "no tag", "{ } {a}\n", "{}", "{ } {a}\n" },
	{ "a variable", "<{{a}}|{{ a }}|{{\na\n}}>", "{\"a\":\"x\"}",
	    "<x|x|x>" },
	{ "is escaped", "{{a}}", "{\"a\":\"&<>\\\"'\"}",
	    "&amp;&lt;&gt;&quot;&#39;" },
	{ "but raw", "{{{a}}}{{&a}}{{{ a }}}{{& a }}", "{\"a\":\"<\"}", "<<<<" },
	{ "numbers as they are written", "{{a}} {{b}} {{c}}",
	    "{\"a\":12.50,\"b\":1e2,\"c\":12345678901234567890123}",
	    "12.50 1e2 12345678901234567890123" },
	{ "true and false as words", "{{a}} {{{b}}} {{c.d}}{{#e}} {{.}}{{/e}}",
	    "{\"a\":true,\"b\":false,\"c\":{\"d\":false},\"e\":[false]}",
	    "true false false false" },
	{ "strings as they are meant", "{{{a}}}",
	    "{\"a\":\"\\u00e9\\n\\ud83d\\ude00\"}", "\xc3\xa9\n\xf0\x9f\x98\x80" },
	{ "dotted names", "{{a.b.c}}", "{\"a\":{\"b\":{\"c\":1}}}", "1" },
	{ "a broken chain", "<{{a.b.c}}>", "{\"a\":{},\"b\":{\"c\":1}}",
	    "<[a.b.c]>" },
	{ "a chain begins where its first part is",
	    "{{#a}}<{{b.c}}>{{/a}}", "{\"a\":{\"b\":{}},\"b\":{\"c\":1}}",
	    "<[b.c]>" },
	{ "what is missing", "<{{a}}{{{b}}}>", "{\"b\":null}", "<[a][b]>" },
	{ "a section of what is true", "{{#a}}x{{/a}}{{#b}}x{{/b}}",
	    "{\"a\":true,\"b\":0}", "xx" },
	{ "and of what isn't",
	    "{{#a}}x{{/a}}{{#b}}x{{/b}}{{#c}}x{{/c}}{{#d}}x{{/d}}{{#e}}x{{/e}}",
	    "{\"a\":false,\"b\":null,\"c\":\"\",\"d\":[ ]}", "" },
	{ "inverted", "{{^a}}x{{/a}}{{^b}}y{{/b}}{{^c}}z{{/c}}",
	    "{\"a\":true,\"b\":[]}", "yz" },
	{ "of a list", "{{#a}}{{b}},{{/a}}",
	    "{\"a\":[{\"b\":1},{\"b\":2}, {\"b\":3} ]}", "1,2,3," },
	{ "the item itself", "{{#a}}({{.}}){{/a}}", "{\"a\":[1,\"b\",2.0]}",
	    "(1)(b)(2.0)" },
	{ "lists in lists", "{{#a}}({{#.}}{{.}}{{/.}}){{/a}}",
	    "{\"a\":[[1,2],[],[3]]}", "(12)()(3)" },
	{ "outer names within", "{{#a}}{{b}}{{c}}{{/a}}",
	    "{\"a\":{\"b\":1},\"b\":2,\"c\":3}", "13" },
	{ "sections in sections", "{{#a}}1{{#b}}2{{/b}}3{{/a}}4",
	    "{\"a\":true,\"b\":false}", "134" },
	{ "a comment", "a{{! {{b }}c", "{}", "ac" },
	{ "tags alone on a line leave none", "a\n {{! x }}  \n{{#b}}\nc\n  "
	    "{{/b}}\nd", "{\"b\":1}", "a\nc\nd" },
	{ "with CRLF", "a\r\n{{#b}}\r\n{{/b}}\r\nd", "{\"b\":1}",
	    "a\r\nd" },
	{ "at both ends", "{{#b}}\nc\n{{/b}}", "{\"b\":1}", "c\n" },
	{ "but not beside others", " {{#b}} \nc {{/b}}\n {{b}} \n",
	    "{\"b\":1}", "c \n 1 \n" },
	{ "two on a line aren't alone", "{{#b}}{{/b}}\n", "{\"b\":1}", "\n" },
	{ "delimiters", "{{=<% %>=}}<%a%>{{a}}<%={{ }}=%>{{a}}", "{\"a\":1}",
	    "1{{a}}1" },
	{ "alone on a line", "a\n{{= | | =}}\n|a|", "{\"a\":1}", "a\n1" },
	{ "a partial", "<{{>p}}>", "{\"a\":1}", "<1\n2>" },
	{ "is indented as far as its tag", "  {{> p }}\n.", "{\"a\":1}",
	    "  1\n  2." },
	{ "but not beside others", " {{> p }}.", "{\"a\":1}", " 1\n2." },
	{ "and not what it is filled with", " {{> p }}\n",
	    "{\"a\":\"x\\ny\"}", " x\ny\n 2" },
	{ "one in another by both", " {{> q }}\n", "{\"a\":1}",
	    " q\n   1\n   2  end\n" },
	{ "not by its delimiters", "{{=| |=}}|>p|", "{\"a\":1}", "1\n2" },
	{ "may recur as far as the data does", "{{>r}}",
	    "{\"a\":1,\"n\":[{\"a\":2,\"n\":[{\"a\":3,\"n\":[]}]}]}",
	    "1<2<3<>>>" },
};

static const struct {
	const char *name, *template, *want;
} faults[] = {
	{ "an open tag", "a\n{{b", "2: a tag without its end" },
	{ "an open raw tag", "{{{b}}", "1: a tag without its end" },
	{ "an open section", "\n\n{{#b}}\n", "3: a section without its end: 'b'" },
	{ "an end of none", "{{/b}}", "1: no section to end: 'b'" },
	{ "an end of another", "{{#a}}{{#b}}\n{{/a}}",
	    "2: not the section that is to end: 'a'" },
	{ "no name", "{{ }}", "1: a tag without a name" },
	{ "two words", "{{a b}}", "1: not a name: 'a b'" },
	{ "one delimiter", "{{=<%=}}", "1: not two delimiters '<%'" },
};

static struct pool *pool;
static char reason[MUSTACHE_REASON_ROOM + 24];

static const char *
stand_in(void *ctx, const char *name)
{
	return ctx != NULL ? NULL : phrase_print(pool, "[%s]", name);
}

static const char *
find(void *ctx, const char *name)
{
	(void)ctx;
	return strcmp(name, "no") == 0 ? "false" :
	    strcmp(name, "column") == 0 ? "of a row" :
	    strcmp(name, "blank") == 0 ? " " : NULL;
}

static struct mustache *
parse(const char *text)
{
	struct mustache_error e;
	struct mustache *m = mustache_parse(pool, text, strlen(text), 1, &e);

	if (m == NULL)
		snprintf(reason, sizeof reason, "%zu: %s", e.line, e.reason);
	return m;
}

static const struct mustache *
partial(void *ctx, const char *name)
{
	(void)ctx;
	if (*name == 'd')	/* each holds the next one twice */
		return atoi(name + 1) == 24 ? parse("") : parse(phrase_print(
		    pool, "{{>d%d}}{{>d%d}}", atoi(name + 1) + 1,
		    atoi(name + 1) + 1));
	return strcmp(name, "p") == 0 ? parse("{{a}}\n2") :
	    strcmp(name, "q") == 0 ? parse("q\n  {{>p}}\n end\n") :
	    strcmp(name, "r") == 0 ? parse("{{a}}<{{#n}}{{>r}}{{/n}}>") :
	    strcmp(name, "loop") == 0 ? parse("{{>loop}}{{>loop}}") : NULL;
}

/* What a template makes of JSON; strict: nothing stands in for what is missing. */
static const char *
render(const char *template, const char *json, enum mustache_escape escape,
    bool strict)
{
	struct mustache_view v = { .json = json, .len = strlen(json),
	    .escape = escape, .find = find, .stand_in = stand_in,
	    .partial = partial, .ctx = strict ? pool : NULL };
	struct row out = { NULL, 0, 0 };
	const struct mustache *m = parse(template);
	const char *text = reason;

	if (m != NULL && mustache_render(m, &v, &out, reason))
		text = pool_text(pool, out.len == 0 ? "" : out.bytes, out.len);
	free(out.bytes);
	return text;
}

static void
add_use(void *ctx, enum mustache_use use, const char *name)
{
	const char **all = ctx;

	*all = phrase_print(pool, "%s%d%s ", *all, (int)use, name);
}

int
main(void)
{
	const char *names = "";

	pool = pool_new();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		is(render(cases[i].template, cases[i].json, MUSTACHE_HTML,
		    false), cases[i].want, cases[i].name);
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
		is(parse(faults[i].template) == NULL ? reason : NULL,
		    faults[i].want, faults[i].name);
	is(render("{{a}}", "{\"a\":\"<\"}", MUSTACHE_AS_IS, true), "<",
	    "a text is not escaped");
	is(render("{{a}}{{{b}}}", "{\"a\":\"a b/\u00e9~\",\"b\":\"/\"}",
	    MUSTACHE_URL, true), "a%20b%2F%C3%A9~/", "a URL by percents");
	is(render("{{column}}|{{#blank}}x{{/blank}}", "", MUSTACHE_HTML, true),
	    "of a row|", "a name that the object hasn't");
	is(render("{{column}}", "{\"column\":\"\"}", MUSTACHE_HTML, true),
	    "of a row", "or has blank");
	is(render("{{blank}}", "{}", MUSTACHE_HTML, true),
	    "no blank, and no default", "what is blank is missing");
	is(render("{{a.b}}", "{}", MUSTACHE_HTML, true),
	    "no a.b, and no default", "with nothing to stand in for it");
	is(render("{{a}}", "{\"a\":[1]}", MUSTACHE_HTML, true),
	    "a isn't a text (want a section)", "a list is no text");
	is(render("{{>x}}", "{}", MUSTACHE_HTML, true), "no partial 'x'",
	    "no such partial");
	is(render("{{>loop}}", "{}", MUSTACHE_HTML, true),
	    "partials without end: 'loop'", "a partial of itself");
	is(render("{{>d0}}", "{}", MUSTACHE_HTML, true), "longer than 16 MB",
	    "partials twice in partials do end");
	is(render("{{#no}}x{{/no}}{{^no}}y{{/no}}", "{}", MUSTACHE_HTML, true),
	    "y", "a column that says false is false");
	is(render("{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}{{#a}}"
	    "{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}{{/a}}",
	    "{\"a\":[1,2,3,4,5,6,7,8,9,10]}", MUSTACHE_HTML, true),
	    "longer than 16 MB", "lists in lists do end");
	mustache_visit(parse("{{a}}{{#b}}{{c}}{{^d}}{{&e}}{{/d}}{{/b}}"
	    "{{^f}}{{{g}}}{{/f}}{{>h}}{{!i}}"), add_use, &names);
	is(names, "0a 2b 1c 2d 1e 2f 0g 3h ", "which names are asked");
	pool_free(pool);
	return finish();
}
