#include "history.h"

#include <stdlib.h>
#include <unistd.h>

#include "dict.h"
#include "opt.h"
#include "send.h"
#include "tally.h"
#include "tap.h"

static struct common common = { .quiet = true };
static struct people *people;
static struct history *sent;
static FILE *out;
static char path[] = "/tmp/history.XXXXXX";

/* One more row of the file: a send of step "s" of flow "f". */
static void
row(const char *trigger, const char *action, const char *at,
    const char *address, const char *decided)
{
	char id[SEND_ID_ROOM];

	send_id("f", "s", trigger, id);
	fprintf(out, "%s,%s,%s,%s,%s,%s,f,s,%s,%s,%s\n", id, action, at,
	    *address == '+' ? "sms" : "email", address, trigger, trigger,
	    decided, strcmp(trigger, "k") == 0 ? "transactional,x y" : ",");
}

/* When the trigger's send went out; 0: it didn't. */
static int64_t
when(const char *trigger)
{
	const struct earlier *e = history_about(sent, trigger, NULL);

	return e == NULL ? 0 : e->send_at.seconds;
}

/* What went to the person of "b", by when. */
static void
test_person(void)
{
	size_t n;
	const struct earlier *const *e = history_of(sent,
	    people_find(people, "b", NULL, NULL), &n);

	ok(n == 2 && e[0]->send_at.seconds == 20 &&
	    e[1]->send_at.seconds == 60, "a person's sends are by time");
	is(e[1]->tags, "x y", "with their tags");
	ok(e[1]->class == CLASS_TRANSACTIONAL && e[0]->class ==
	    CLASS_MARKETING, "and their class, marketing if it isn't said");
	is(e[1]->trigger_id, "k", "and what they are about");
	history_of(sent, people_find(people, "d", NULL, NULL), &n);
	ok(n == 0, "what was retracted isn't among them");
}

int
main(void)
{
	const struct earlier *all;
	size_t n;

	out = fdopen(mkstemp(path), "w");
	fputs("send_id,action,send_at,channel,address,customer_id,flow,step,"
	    "trigger_id,decided_at,class,tags\n", out);
	row("a", "send", "1970-01-01T00:00:10Z", "a@x.com", "1970-01-01");
	row("b", "held", "1970-01-01T00:00:20Z", "+12025550123",
	    "1970-01-01");
	row("c", "send", "1970-01-01T00:00:30Z", "c@x.com",
	    "1970-01-03T00:00:01Z");
	row("d", "retract", "1970-01-01T00:00:40Z", "d@x.com", "1970-01-02");
	row("d", "send", "1970-01-01T00:00:40Z", "d@x.com", "1970-01-01");
	row("e", "send", "1970-01-01T00:00:51Z", "e@x.com", "1970-01-02");
	row("e", "retract", "1970-01-01T00:00:50Z", "e@x.com", "1970-01-01");
	row("g", "send", "1970-01-01T00:00:55Z", "g@x.com", "1970-01-01");
	row("g", "send", "1970-01-01T00:00:54Z", "g@x.com", "1970-01-01");
	row("h", "send", "1970-01-01T00:00:54Z", "h@x.com", "1970-01-01");
	row("h", "send", "1970-01-01T00:00:55Z", "h@x.com", "1970-01-01");
	row("i", "send", "1970-01-01T00:00:58Z", "i@x.com", "1970-01-03");
	row("", "send", "1970-01-01T00:00:59Z", "j@x.com", "1970-01-01");
	row("l", "send", "1970-01-01T00:00:59Z", "l@x.com", "1970-01-01");
	row("l", "retract", "1970-01-01T00:00:59Z", "l@x.com", "1970-01-02");
	row("k", "send", "1970-01-01T00:01:00Z", "+12025550123",
	    "1970-01-01");
	fclose(out);
	instant_parse("1970-01-03T00:00:00Z", &common.as_of);
	tally_open(&common);
	people = people_new();
	people_join(people, "me", NULL, "+12025550123");
	sent = history_new();
	history_load(sent, path, &common, people);
	history_close(sent, people);
	unlink(path);

	ok(when("a") == 10, "a send went out");
	ok(when("b") == 20, "one held counts");
	ok(when("c") == 0, "one decided after as-of is rejected");
	ok(when("d") == 0, "one retracted since did not");
	ok(when("l") == 0, "whichever of the rows comes first");
	ok(when("e") == 51, "one sent again since did");
	ok(when("g") == 54 && when("h") == 54,
	    "of two decided at once the earlier stands");
	ok(when("i") == 0, "a day isn't known before its end");
	ok(when("") == 0, "one to nobody is rejected");
	ok(when("x") == 0, "another did not");
	all = history_all(sent, &n);
	is(all[0].file, path, "and is of a file");
	ok(all[0].line == 2, "and a line");
	ok(n == 8, "a send counts once");
	test_person();
	ok(people_find(people, "b", NULL, NULL) ==
	    people_find(people, "me", NULL, NULL),
	    "who got it joins whom the address is of");
	ok(people_find(people, NULL, "c@x.com", NULL) == DICT_NONE,
	    "but not by what is rejected");
	history_free(sent);
	people_free(people);
	return finish();
}
