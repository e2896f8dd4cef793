#include "flow.h"

#include "tap.h"

static struct form_error e;

static bool
add(struct flows *f, const char *text)
{
	e = (struct form_error){ .line = 0 };
	return flows_add(f, text, strlen(text), &e);
}

/* What is wrong with a text, as it is said. */
static const char *
fault(const char *text)
{
	static char said[512];
	struct flows *f = flows_new();

	if (add(f, text))
		snprintf(said, sizeof said, "nothing");
	else
		snprintf(said, sizeof said, "%zu: %s: %s", e.line, e.path,
		    e.reason);
	flows_free(f);
	return said;
}

static void
test_faults(void)
{
	is(fault("{\n \"flows\": {}\n}"), "nothing", "no flows are no fault");
	is(fault("{\n \"flow\": {}\n}"), "2: flow: unknown key (want flows)",
	    "an unknown key is named, with its line");
	is(fault("{}"), "1: : no flows (want { \"flows\": ... })",
	    "flows must be there");
	is(fault("[]"), "1: : not an object (want { ... })",
	    "the whole is an object");
	is(fault("{\"flows\": {\"a\": []}}"),
	    "1: flows.a: not an object (want { ... })", "so is a flow");
	is(fault("{\"flows\": {\n\"a\":\n {\"stepss\": []}}}"),
	    "3: flows.a.stepss: unknown key (want class or steps)",
	    "a flow has few keys");
	is(fault("{\"flows\": {\n\"a\": {}}}"), "2: flows.a: no steps",
	    "a new flow has steps");
	is(fault("{\"flows\": {\n\"a\": {\"steps\": 1}}}"),
	    "2: flows.a.steps: no steps (want [ { ... } ])",
	    "which are a list");
	is(fault("{\"flows\": {\"a\": {\"steps\": [\n"
	    "{ \"channel\": \"email\", \"template\": \"t}],\\\"\" },\n"
	    "{ \"channel\": \"email\",\n"
	    "  \"after\": \"soon\", \"template\": \"u\" } ]}}}"),
	    "4: flows.a.steps[1].after: 'soon': not a length of time "
	    "(want such as 90d, 16h or 6mo)",
	    "a value is at fault on its own line");
	is(fault("{\"flows\": {\"a\": {\"steps\": [ { \"channel\": \"fax\","
	    " \"template\": \"t\" } ]}}}"),
	    "1: flows.a.steps[0].channel: 'fax': want email, sms or push",
	    "channels are three");
	is(fault("{\"flows\": {\"a\": {\"steps\": [ { \"channel\": \"sms\","
	    " \"template\": 5 } ]}}}"),
	    "1: flows.a.steps[0].template: not a text (want \"...\")",
	    "a template is a text");
	is(fault("{\"flows\": {\"a\": {\"steps\": [ {"
	    " \"template\": \"t\" } ]}}}"),
	    "1: flows.a.steps[0]: no channel (want email, sms or push)",
	    "a step has a channel");
	is(fault("{\"flows\": {\"a\": {\"steps\": [ {"
	    " \"channel\": \"push\" } ]}}}"),
	    "1: flows.a.steps[0]: no template", "and a template");
	is(fault("{\"flows\": {\"a\": {\"steps\": [\n"
	    "{ \"channel\": \"sms\", \"template\": \"t\" },\n"
	    "{ \"channel\": \"email\", \"template\": \"t\" } ]}}}"),
	    "3: flows.a.steps[1]: two steps are 't' (give one another id)",
	    "ids are unlike each other");
	is(fault("{\"flows\": {\"a\": {\"steps\": [ { \"channel\": \"sms\","
	    " \"template\": \"t\", \"id\": \"x\\u001fy\" } ]}}}"),
	    "1: flows.a.steps[0].id: 'x\x1fy': a control character "
	    "(want a name)", "an id can't hold the separator of ids");
	is(fault("{\"flows\": {\"\": {}}}"),
	    "1: flows.: empty (want a name)", "a flow has a name");
	is(fault("{\"flows\": {\n\"a\": {}, \"a\": {}}}"),
	    "2: : duplicate object key near '\"a\"'", "and only one of it");
	is(fault("{\"flows\": {\"win-back\": {\"class\": \"spam\"}}}"),
	    "1: flows.win-back.class: 'spam': want marketing or "
	    "transactional", "classes are two");
	is(fault("{\"a\\u0062\": 1,\n\"flows\": {}}"),
	    "1: ab: unknown key (want flows)", "an escaped key is found");
}

static void
test_built_in(void)
{
	struct flows *f = flows_new();
	const struct flow *w = flows_find(f, "win-back");

	ok(w != NULL && w->n == 3, "win-back is built in, of three steps");
	is(w->steps[0].id, "reminder", "a reminder");
	is(w->steps[1].id, "second", "a second");
	is(w->steps[2].template, "win-back-last", "and a last one");
	ok(w->steps[0].after.days == 0 && w->steps[1].after.days == 15 &&
	    w->steps[2].after.days == 15, "15 days apart");
	ok(w->steps[0].ttl.seconds == 86400, "stale after 24 hours");
	ok(w->steps[1].ttl.days == 7 && w->steps[2].ttl.days == 7,
	    "or, for the later ones, a week");
	ok(w->class == CLASS_MARKETING, "a flow is marketing");
	is(flows_known(f), "win-back", "what is known is said");
	ok(flows_find(f, "win") == NULL, "another isn't");
	flows_free(f);
}

static void
test_change(void)
{
	struct flows *f = flows_new();
	const struct flow *w;

	ok(add(f, "{ \"flows\": { \"win-back\": {\"class\": "
	    "\"transactional\"}, \"hello\": { \"steps\": [ { \"channel\": "
	    "\"sms\", \"template\": \"hi\", \"after\": \"2h\", \"ttl\": "
	    "\"1h\" } ] } } }"), "a text adds and changes");
	w = flows_find(f, "win-back");
	ok(w->class == CLASS_TRANSACTIONAL && w->n == 3,
	    "what it doesn't name stays");
	w = flows_find(f, "hello");
	ok(w->n == 1 && w->steps[0].channel == CHANNEL_SMS &&
	    w->steps[0].after.seconds == 7200 &&
	    w->steps[0].ttl.seconds == 3600, "a step is as it is written");
	is(w->steps[0].id, "hi", "its id is its template, if not given");
	is(w->name, "hello", "a flow knows its name");
	ok(!add(f, "{ \"flows\": { \"hello\": { \"steps\": [] } } }"),
	    "a flow can't lose its steps");
	ok(flows_find(f, "hello")->n == 1, "and a fault changes nothing");
	is(flows_known(f), "win-back or hello", "two are said with an or");
	flows_free(f);
}

int
main(void)
{
	test_faults();
	test_built_in();
	test_change();
	return finish();
}
