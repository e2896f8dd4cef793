#include "stitch.h"

#include <stdio.h>

#include "tap.h"

static struct stitch *people;
static char unions[200];

static void
united(void *context, size_t from, size_t into)
{
	size_t len = strlen(unions);

	(void)context;
	snprintf(unions + len, sizeof unions - len, "%s>%s ",
	    stitch_name(people, from), stitch_name(people, into));
}

/* Somebody at a time, with a customer_id, e-mail, browser and token. */
static const char *
owner(int64_t at, const char *customer, const char *email,
    const char *browser, const char *token)
{
	struct step s = { .at = at };

	for (int t = 0; t < STEP_TEXTS; t++)
		s.text[t] = "";
	s.text[STEP_CUSTOMER] = customer;
	s.text[STEP_EMAIL] = email;
	s.text[STEP_ANONYMOUS] = browser;
	s.text[STEP_TOKEN] = token;
	return stitch_name(people, stitch_top(people,
	    stitch_whose(people, &s).owner));
}

static void
test_browser(void)
{
	people = stitch_new(united, NULL);
	unions[0] = '\0';
	is(owner(1, "", "", "b", ""), "anonymous:b", "nobody is named yet");
	(void)owner(2, "1", "", "b", "");
	is(unions, "1>anonymous:b ", "who is named first was it");
	is(owner(3, "", "", "b", ""), "anonymous:b", "one and the same now");
	(void)owner(4, "2", "", "b", "");
	is(owner(5, "", "", "b", ""), "2", "the last to be named is it");
	is(unions, "1>anonymous:b ", "and no two customers are one");
	(void)owner(5, "4", "", "b", "");
	(void)owner(5, "3", "", "b", "");
	is(owner(5, "", "", "b", ""), "4", "of one second, the first to be told");
	stitch_free(people);
}

static void
test_people(void)
{
	struct contact who;
	struct step s = { .at = 9 };

	people = stitch_new(united, NULL);
	unions[0] = '\0';
	(void)owner(1, "", "ann@example.com", "", "");
	(void)owner(2, "7", "", "", "");
	is(unions, "", "two, so far");
	(void)owner(3, "7", "ann@example.com", "", "");
	is(unions, "7>ann@example.com ", "a guest who is a customer");
	(void)owner(4, "7", "new@example.com", "b", "tok");
	for (int t = 0; t < STEP_TEXTS; t++)
		s.text[t] = "";
	s.text[STEP_EMAIL] = "ann@example.com";
	ok(stitch_contact(people, stitch_whose(people, &s).owner,
	    &who),
	    "can be reached");
	is(who.customer_id, "7", "by the customer's id");
	is(who.email, "ann@example.com", "the e-mail that was heard last");
	is(who.push_token, "tok", "and the token");
	stitch_free(people);
}

static void
test_nobody(void)
{
	struct contact who;
	struct step s = { .at = 1 };
	size_t one;

	people = stitch_new(united, NULL);
	for (int t = 0; t < STEP_TEXTS; t++)
		s.text[t] = "";
	s.text[STEP_SESSION] = "s";
	one = stitch_whose(people, &s).owner;
	ok(!stitch_contact(people, one, &who), "can't be reached");
	is(who.customer_id, "anonymous:s", "and has a name all the same");
	s.text[STEP_TOKEN] = "t";
	one = stitch_whose(people, &s).owner;
	ok(stitch_contact(people, one, &who), "but by push");
	stitch_free(people);
}

int
main(void)
{
	test_browser();
	test_people();
	test_nobody();
	return finish();
}
