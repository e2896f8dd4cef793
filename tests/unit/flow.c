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
	is(fault("{\n \"flow\": {}\n}"), "2: flow: unknown key (want quiet_hours, gap, caps, holdout, throttle or "
	    "flows)",
	    "an unknown key is named, with its line");
	is(fault("{}"), "nothing", "there may be none");
	is(fault("[]"), "1: : not an object (want { ... })",
	    "the whole is an object");
	is(fault("{\"flows\": {\"a\": []}}"),
	    "1: flows.a: not an object (want { ... })", "so is a flow");
	is(fault("{\"flows\": {\n\"a\":\n {\"stepss\": []}}}"),
	    "3: flows.a.stepss: unknown key (want class, priority, reentry, "
	    "supersede, spare_opted_out, exit, steps, channel, ttl, at, "
	    "else_at, tags, quiet_hours, caps, holdout or variants)",
	    "a flow's keys are these");
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
	    "1: ab: unknown key (want quiet_hours, gap, caps, holdout, throttle or "
	    "flows)", "an escaped key is found");
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
	ok(w->steps[0].ttl.days == 7 && w->steps[2].ttl.days == 7,
	    "stale after a week");
	ok(flows_find(f, "cart-abandon")->steps[0].ttl.seconds == 86400,
	    "or, where it says nothing, after 24 hours");
	ok(w->class == CLASS_MARKETING, "a flow is marketing");
	ok(strncmp(flows_known(f), "account-invite, anniversary, ", 29) == 0,
	    "what is known is said");
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
	ok(strstr(flows_known(f), ", win-back or hello") != NULL,
	    "the last is said with an or");
	flows_free(f);
}

/* Each key of a flow and a step, as it is read. */
static void
test_keys(void)
{
	struct flows *f = flows_new();
	const struct flow *w;
	const struct step *s;

	ok(add(f, "{ \"flows\": { \"a\": { \"priority\": 90, \"channel\":"
	    " \"sms\", \"reentry\": \"after:24h\", \"supersede\": true,"
	    " \"spare_opted_out\": true, \"tags\": [\"x\", \"y\"],"
	    " \"exit\": [\"click\", { \"event\": \"purchase\", \"if\":"
	    " \"event.coupon = data.coupon\" }], \"steps\": ["
	    " { \"template\": \"t\", \"at\": \"09:30\" },"
	    " { \"template\": \"u\", \"class\": \"transactional\","
	    " \"priority\": 0, \"tags\": [], \"channel\": \"push\","
	    " \"if\": \"value >= 50\" } ] } } }"), "all keys are read");
	w = flows_find(f, "a");
	s = w->steps;
	ok(w->reentry == REENTRY_AFTER && w->apart.seconds == 86400 &&
	    w->supersede && w->spare_opted_out, "those of a flow");
	ok(w->n_exits == 2 && w->exits[0].condition == NO_CONDITION &&
	    w->exits[1].condition != NO_CONDITION, "its exits");
	ok(s[0].channel == CHANNEL_SMS && s[0].priority == 90 &&
	    s[0].at == 9 * 60 + 30 && strcmp(s[0].tags, "x y") == 0 &&
	    s[0].condition == NO_CONDITION, "a step has its flow's");
	ok(s[1].channel == CHANNEL_PUSH && s[1].priority == 0 &&
	    s[1].class == CLASS_TRANSACTIONAL && *s[1].tags == '\0' &&
	    s[1].condition != NO_CONDITION, "or its own");
	ok(add(f, "{ \"flows\": { \"a\": { \"priority\": 7 } } }") &&
	    flows_find(f, "a")->steps[0].priority == 7 &&
	    flows_find(f, "a")->n_exits == 2, "a change reaches the steps");
	flows_free(f);
}

/* A flow "a" of one step, with these keys besides. */
static const char *
flow_fault(const char *keys)
{
	char text[600];

	snprintf(text, sizeof text, "{\"flows\": {\"a\": {%s \"steps\":"
	    " [{\"channel\": \"sms\", \"template\": \"t\"}]}}}", keys);
	return fault(text);
}

static void
test_key_faults(void)
{
	is(flow_fault("\"priority\": 101,"), "1: flows.a.priority: not a "
	    "number from 0 to 100", "a priority has a range");
	is(flow_fault("\"priority\": \"high\","), "1: flows.a.priority: not "
	    "a number from 0 to 100", "and is a number");
	is(flow_fault("\"reentry\": \"often\","), "1: flows.a.reentry: "
	    "'often': want once, always, not-while-active or such as "
	    "after:30d", "re-entry is of four kinds");
	is(flow_fault("\"supersede\": 1,"), "1: flows.a.supersede: neither "
	    "true nor false", "a flag is one");
	is(flow_fault("\"exit\": \"purchase\","), "1: flows.a.exit: not a "
	    "list (want [ \"...\" ])", "exits are a list");
	is(flow_fault("\"exit\": [{}],"), "1: flows.a.exit[0]: no event",
	    "of events");
	is(flow_fault("\"exit\": [{\"event\": \"click\", \"if\": "
	    "\"event.cupon = 1\"}],"), "1: flows.a.exit[0].if: "
	    "'event.cupon = 1': at byte 1: no such column of events or "
	    "orders", "whose columns are known");
	is(flow_fault("\"at\": \"24:00\","), "1: flows.a.at: '24:00': not a "
	    "time of day (want such as 09:30)", "a day has 24 hours");
	is(flow_fault("\"tags\": [\"a b\"],"), "1: flows.a.tags[0]: not a "
	    "tag (want a word)", "a tag is a word");
	is(fault("{\"flows\": {\"a\": {\"steps\": [ { \"channel\": "
	    "\"sms\", \"template\": \"t\", \"if\": \"event.sku = 1\" } "
	    "]}}}"), "1: flows.a.steps[0].if: 'event.sku = 1': at byte 1: "
	    "events are for exits", "a step has no event");
	is(flow_fault("\"caps\": [{\"max\": 1}],"), "1: flows.a.caps[0]: no "
	    "per (want such as \"16h\", \"7d\" or \"day\")",
	    "a cap has a window");
	is(flow_fault("\"caps\": [{\"per\": \"day\"}],"), "1: "
	    "flows.a.caps[0]: no max (want a number)", "and a number");
	is(flow_fault("\"caps\": [{\"max\": 1, \"per\": \"day\", "
	    "\"flow\": \"b\"}],"), "1: flows.a.caps[0]: a cap of a flow "
	    "counts that flow alone (want no flow)", "and no other flow");
	is(flow_fault("\"holdout\": {\"percent\": 5},"), "1: "
	    "flows.a.holdout: no salt (want a text, such as the year, by "
	    "which it is drawn)", "a holdout has a salt");
	is(flow_fault("\"holdout\": {\"percent\": 5.125, \"salt\": "
	    "\"x\"},"), "1: flows.a.holdout.percent: not a percentage (want "
	    "0 to 100, with two decimals at most)", "and a percentage");
	is(flow_fault("\"holdout\": {\"percent\": 5, \"salt\": \"x\"}, "
	    "\"variants\": {\"salt\": \"x\", \"share\": {\"A\": 1}},"),
	    "1: flows.a.variants.salt: 'x': the salt of a holdout, too (want "
	    "another)", "variants have another salt");
	is(flow_fault("\"variants\": {\"salt\": \"x\", \"share\": {}},"),
	    "1: flows.a.variants.share: no shares (want such as { \"A\": 1, "
	    "\"B\": 1 })", "and shares");
	is(fault("{\"quiet_hours\": {\"sms\": \"9-5\"}}"),
	    "1: quiet_hours.sms: '9-5': not quiet hours (want such as "
	    "21:00-08:00)", "quiet hours are hours");
	is(fault("{\"quiet_hours\": {\"sms\": {\"sat\": 7}}}"),
	    "1: quiet_hours.sms.sat: not a text (want \"...\")",
	    "of any day");
	is(fault("{\"quiet_hours\": {\"fax\": null}}"),
	    "1: quiet_hours.fax: unknown key (want email, sms or push)",
	    "of a channel");
	is(fault("{\"gap\": {\"sms\": \"day\"}}"), "1: gap.sms: 'day': not "
	    "a length of time (want such as 16h or 7d)", "a gap is a time");
	is(fault("{\"gap\": {\"sms\": {\"over\": \"defer\"}}}"),
	    "1: gap.sms: no least (want such as \"16h\")",
	    "which must be said");
}

static void
test_limits(void)
{
	struct flows *f = flows_new();
	const struct limits *l = flows_limits(f);

	ok(l->gap[CHANNEL_EMAIL]->per == 16 * 3600 &&
	    l->gap[CHANNEL_SMS]->per == 24 * 3600 &&
	    l->gap[CHANNEL_PUSH] == NULL, "the gaps that are built in");
	ok(l->quiet[CHANNEL_SMS]->on[6].start == 21 * 60 &&
	    l->quiet[CHANNEL_EMAIL] == NULL, "and the quiet hours");
	ok(add(f, "{ \"gap\": { \"email\": null }, \"quiet_hours\": {"
	    " \"push\": { \"hours\": \"22:00-07:00\", \"sun\":"
	    " \"00:00-24:00\", \"over\": \"edge\" } }, \"holdout\": {"
	    " \"percent\": 2.5, \"salt\": \"2026\" }, \"caps\": [ {"
	    " \"channel\": \"any\", \"tag\": \"promo\", \"max\": 2,"
	    " \"per\": \"week\", \"over\": \"defer\" } ] }"),
	    "limits are read");
	ok(l->gap[CHANNEL_EMAIL] == NULL && l->gap[CHANNEL_SMS] != NULL,
	    "null takes away, and what isn't named stays");
	ok(l->quiet[CHANNEL_PUSH]->over == QUIET_EDGE &&
	    l->quiet[CHANNEL_PUSH]->on[6].end == 24 * 60 &&
	    l->quiet[CHANNEL_PUSH]->on[5].end == 7 * 60,
	    "a day has its own hours");
	ok(l->holdout.hundredths == 250, "a percentage is in hundredths");
	ok(l->n_caps == 1 && l->caps[0].defer && l->caps[0].max == 2 &&
	    l->caps[0].window == CAP_WEEK &&
	    l->caps[0].channel == CHANNELS, "a cap is as it is written");
	flows_free(f);
}

int
main(void)
{
	test_keys();
	test_key_faults();
	test_limits();
	test_faults();
	test_built_in();
	test_change();
	return finish();
}
