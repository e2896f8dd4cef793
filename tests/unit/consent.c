#include "consent.h"

#include <stdlib.h>
#include <unistd.h>

#include "dict.h"
#include "tally.h"
#include "tap.h"

static struct common common = { .quiet = true };
static struct people *people;

/* Read consents of this text, behind the header. */
static struct consents *
load(const char *rows)
{
	char path[] = "/tmp/consent.XXXXXX";
	FILE *out = fdopen(mkstemp(path), "w");
	struct consents *c = consents_new();

	fprintf(out, "customer_id,email,phone,channel,state,basis,at\n%s",
	    rows);
	fclose(out);
	consents_load(c, path, &common, people);
	consents_close(c, people);
	unlink(path);
	return c;
}

/* "denied form 2" of a customer's e-mail: state, basis and line; of what was
   known by then, in seconds. */
static const char *
stood(const struct consents *c, const char *customer, enum channel channel,
    int64_t by)
{
	static char text[80];
	struct consented r;

	if (!consents_find(c, people_find(people, customer, NULL, NULL),
	    channel, (struct instant){ .seconds = by }, &r))
		return "none";
	snprintf(text, sizeof text, "%s %s %lu", record_consents()[r.state],
	    r.basis, r.line);
	return text;
}

static const char *
stands(const struct consents *c, const char *customer, enum channel channel)
{
	return stood(c, customer, channel, INT64_MAX);
}

static void
test_latest(void)
{
	struct consents *c = load(
	    "1,,,email,explicit,form,2026-01-02T00:00:00Z\n"
	    "1,,,email,denied,link,2026-01-01T00:00:00Z\n"
	    "1,,,sms,denied,stop,2026-01-01T00:00:00Z\n"
	    "2,,,email,explicit,b,2026-01-01T00:00:00Z\n"
	    "2,,,email,unknown,u,2026-01-01T00:00:00Z\n"
	    "2,,,email,implied,i,2026-01-01T00:00:00Z\n"
	    "3,,,email,explicit,z,2026-01-01T00:00:00Z\n"
	    "3,,,email,explicit,a,2026-01-01T00:00:00Z\n"
	    "4,,,email,explicit,x,2026-02-01T00:00:01Z\n"
	    "5,a@example.com,,email,explicit,x,2026-01-01\n"
	    "6,A@example.com,,email,denied,y,2026-01-02\n"
	    "7,,,email,denied,d,2026-01-05\n"
	    "7,,,email,explicit,e,2026-01-05T09:00:00Z\n"
	    "8,,,email,denied,d,2026-01-05\n"
	    "8,,,email,explicit,e,2026-01-06T00:00:00Z\n");

	is(stands(c, "1", CHANNEL_EMAIL), "explicit form 2",
	    "the latest stands");
	/* 1767312000 is 2026-01-02. */
	is(stood(c, "1", CHANNEL_EMAIL, 1767312000 - 1), "denied link 3",
	    "before it, what stood before");
	is(stood(c, "1", CHANNEL_EMAIL, 1767312000), "explicit form 2",
	    "from its instant on");
	is(stood(c, "1", CHANNEL_EMAIL, 0), "none", "nothing, at first");
	is(stood(c, "7", CHANNEL_EMAIL, 1767571200), "none",
	    "a day isn't known before it is over");
	is(stands(c, "1", CHANNEL_SMS), "denied stop 4", "of the channel");
	is(stands(c, "1", CHANNEL_PUSH), "none", "or there is none");
	is(stands(c, "2", CHANNEL_EMAIL), "unknown u 6",
	    "of one instant the one that allows least");
	is(stands(c, "3", CHANNEL_EMAIL), "explicit a 9",
	    "whatever the order of the rows");
	ok(people_find(people, "4", NULL, NULL) == DICT_NONE,
	    "of what is later, not even who it is of is known");
	is(stands(c, "5", CHANNEL_EMAIL), "denied y 12",
	    "it is a person's, under any of their texts");
	is(stands(c, "7", CHANNEL_EMAIL), "denied d 13",
	    "a no of a day stands against a yes of that day");
	is(stands(c, "8", CHANNEL_EMAIL), "explicit e 16",
	    "but not of the next");
	ok(consents_count(c) == 14, "later ones aren't counted");
	consents_free(c);
}

static void
test_rejected(void)
{
	struct consents *c = load(
	    ",,,email,explicit,,2026-01-01\n"
	    "7,,,fax,explicit,,2026-01-01\n"
	    "7,,,email,yes,,2026-01-01\n"
	    "7,,,email,explicit,,\n"
	    "7,@,,email,explicit,,2026-01-01\n");

	ok(consents_count(c) == 0, "nobody, no channel, state, time or "
	    "address: rejected");
	ok(tally_close() == EXIT_REJECTS, "which is told");
	consents_free(c);
}

static void
test_matched(void)
{
	struct consents *c = load(
	    "8,,,email,explicit,,2026-01-01\n"
	    "9,,,email,explicit,,2026-01-01\n");
	bool *wanted = calloc(people_count(people) + 1, 1);

	wanted[people_find(people, "9", NULL, NULL)] = true;
	ok(consents_matched(c, wanted) == 1, "those of whom one wants");
	free(wanted);
	consents_free(c);
}

int
main(void)
{
	people = people_new();
	instant_parse("2026-02-01T00:00:00Z", &common.as_of);
	tally_open(&common);
	test_latest();
	test_matched();
	test_rejected();
	people_free(people);
	return finish();
}
