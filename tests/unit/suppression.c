#include "suppression.h"

#include <stdlib.h>
#include <unistd.h>

#include "opt.h"
#include "tally.h"
#include "tap.h"

static struct common common = { .quiet = true };
static struct people *people;
static struct suppression *list;

/* Read a suppression file of this text. */
static void
load(const char *text)
{
	char path[] = "/tmp/suppression.XXXXXX";
	int fd = mkstemp(path);
	FILE *out = fdopen(fd, "w");

	fputs(text, out);
	fclose(out);
	list = suppression_new();
	suppression_load(list, path, &common);
	suppression_match(list, people);
	unlink(path);
}

/* The line by which this customer is suppressed; 0: not. */
static unsigned long
line(const char *customer_id, enum channel channel, enum send_class class,
    const char *at)
{
	struct suppressed s = { .line = 0 };
	struct instant t;

	instant_parse(at, &t);
	if (!suppression_find(list, people_find(people, customer_id, NULL,
	    NULL), channel, class, t, &s))
		return 0;
	return s.line;
}

static unsigned long
mail(const char *customer_id)
{
	return line(customer_id, CHANNEL_EMAIL, CLASS_MARKETING,
	    "2026-11-16T09:00:00Z");
}

static void
test_keys(void)
{
	struct suppressed s;

	load("email,phone,customer_id,email_sha256,phone_sha256\n"
	    "A@EXAMPLE.COM,,,,\n"
	    ",+1 202 555 0123,,,\n"
	    ",,3,,\n"
	    ",,,8c87b489ce35cf2e2f39f80e282cb2e804932a56a213983eeeb428407d43b"
	    "52d,\n"
	    ",,,,40D3F4E02DB27D66CF4CFDDA506C2C945F115A7955CC8491DDA98CE5BEABC"
	    "DA0\n"
	    "nobody@example.com,,,,\n");
	ok(mail("1") == 2, "by e-mail, in any case");
	ok(mail("2") == 3, "by phone, however it is written");
	ok(mail("3") == 4, "by customer_id");
	ok(mail("4") == 5, "by the digest of an e-mail");
	ok(mail("5") == 6, "by the digest of a phone, in capitals");
	ok(suppression_find(list, people_find(people, "5", NULL, NULL),
	    CHANNEL_EMAIL, CLASS_MARKETING, (struct instant){ 0 }, &s),
	    "at any time");
	is(s.text, "+14155550100", "and is told plainly");
	is(s.class, "", "for all classes");
	ok(mail("6") == 0, "another person isn't");
	ok(suppression_count(list) == 6, "rows are counted");
	ok(suppression_matched(list) == 5, "and those that list someone");
	suppression_free(list);
}

static void
test_scope(void)
{
	load("customer_id,channel,class,from,until\n"
	    "1,sms,,,\n1,email,transactional,,\n"
	    "2,,,2026-11-16,2026-11-17\n"
	    "3,,,2026-11-16T09:00:00Z,2026-11-16T10:00:00Z\n"
	    "4,,,,\n4,email,,,\n");
	ok(mail("1") == 0, "a row for another channel or class isn't meant");
	ok(line("1", CHANNEL_SMS, CLASS_MARKETING, "2026-11-16") == 2,
	    "one for the channel is");
	ok(line("1", CHANNEL_EMAIL, CLASS_TRANSACTIONAL, "2026-11-16") == 3,
	    "and one for the class");
	ok(line("2", CHANNEL_SMS, CLASS_MARKETING,
	    "2026-11-15T23:59:59Z") == 0, "not before its first day");
	ok(line("2", CHANNEL_SMS, CLASS_MARKETING,
	    "2026-11-16T00:00:00Z") == 4, "but from its start");
	ok(line("2", CHANNEL_SMS, CLASS_MARKETING,
	    "2026-11-17T23:59:59Z") == 4, "to the end of its last day");
	ok(line("2", CHANNEL_SMS, CLASS_MARKETING,
	    "2026-11-18T00:00:00Z") == 0, "and not after that");
	ok(mail("3") == 5, "from is inside");
	ok(line("3", CHANNEL_EMAIL, CLASS_MARKETING,
	    "2026-11-16T10:00:00Z") == 0, "until is not");
	ok(mail("4") == 6, "of two rows the first is told");
	suppression_free(list);
}

int
main(void)
{
	tally_open(&common);
	people = people_new();
	people_join(people, "1", "a@example.com", NULL);
	people_join(people, "2", NULL, "+12025550123");
	people_join(people, "3", "c@example.com", NULL);
	people_join(people, "4", "jane@example.com", NULL);
	people_join(people, "5", NULL, "+14155550100");
	people_join(people, "6", "f@example.com", "+14155550199");
	test_keys();
	test_scope();
	people_free(people);
	return finish();
}
