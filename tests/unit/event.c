#include "event.h"

#include <stdlib.h>
#include <unistd.h>

#include "tally.h"
#include "tap.h"

static struct common common = { .quiet = true };
static struct people *people;
static struct consents *consents;
static struct list asked;

/* Read a file of this text. */
static struct events *
load(const char *text)
{
	char path[] = "/tmp/event.XXXXXX";
	FILE *out = fdopen(mkstemp(path), "w");
	struct events *e = events_new(&asked);

	fputs(text, out);
	fclose(out);
	consents = consents_new();
	events_load(e, path, &common, people, consents);
	consents_close(consents, people);
	events_close(e, people);
	unlink(path);
	return e;
}

/* What a customer did: "click/mug purchase/" and so on. */
static const char *
did(const struct events *e, const char *customer)
{
	static char text[400];
	size_t n, used = 0;
	const struct event *list = events_of(e, people_find(people, customer,
	    NULL, NULL), &n);

	text[0] = '\0';
	for (size_t i = 0; i < n; i++)
		used += (size_t)snprintf(text + used, sizeof text - used,
		    "%s%s/%s", i > 0 ? " " : "", list[i].cells[1],
		    list[i].cells[0]);
	return text;
}

static enum consent
email_of(const char *customer)
{
	struct consented r;

	return consents_find(consents, people_find(people, customer, NULL,
	    NULL), CHANNEL_EMAIL, (struct instant){ .seconds = INT64_MAX },
	    &r) ? r.state : CONSENT_UNKNOWN;
}

static void
test_events(void)
{
	struct events *e = load("event_at,event,customer_id,sku,email\n"
	    "2026-01-03T00:00:00Z,click,1,mug,\n"
	    "2026-01-02T00:00:00Z,purchase,1,,a@example.com\n"
	    "2026-01-02T00:00:00Z,open,1,tea,\n"
	    "2026-01-02T00:00:00Z,open,1,cup,\n"
	    "2026-02-01T00:00:01Z,click,1,late,\n"
	    "2026-01-31T00:00:00Z,heartbeat,1,,\n"
	    "2026-01-30T00:00:00Z,click,,,\n"
	    "2026-01-02T00:00:00Z,subscribe,2,,\n"
	    "2026-01-02T00:00:00Z,unsubscribe,3,,\n"
	    "2026-01-02T00:00:00Z,complaint,4,,\n"
	    "2026-01-01T00:00:00Z,page-view,,,A@example.com\n");
	struct instant newest;
	bool none[8] = { false };
	size_t of;

	is(did(e, "1"), "page-view/ open/cup open/tea purchase/ click/mug",
	    "by time, then by what they are, and of the person");
	ok(events_newest(e, &newest) && newest.seconds == 1769817600,
	    "the newest is, used or not");
	ok(events_matched(e, none, &of) == 0 && of == 8, "later, unused ones and those of nobody "
	    "are set aside");
	ok(email_of("2") == CONSENT_EXPLICIT, "to subscribe is consent");
	ok(email_of("3") == CONSENT_DENIED, "to unsubscribe isn't");
	ok(email_of("4") == CONSENT_DENIED, "nor is it to complain");
	events_free(e);
	consents_free(consents);
}

static void
test_orders(void)
{
	struct events *e = load(
	    "order_id,ordered_at,status,cancelled_at,customer_id,sku\n"
	    "a,2026-01-02,paid,,5,x\n"
	    "b,2026-01-03,placed,,5,y\n"
	    "c,2026-01-04,cancelled,,5,\n"
	    "d,2026-01-05,paid,2026-01-06,5,\n"
	    "e,2026-01-06,paid,2026-02-02,5,z\n"
	    "f,2026-01-07,refunded,,5,w\n"
	    "g,2026-01-08,pending,,5,\n");

	is(did(e, "5"), "purchase/x purchase/y purchase/z purchase/w",
	    "an order is a purchase, if it is one as of then");
	is(events_of(e, people_find(people, "5", NULL, NULL),
	    &(size_t){ 0 })[0].cells[2], "2026-01-02",
	    "its event_at is when it was ordered");
	events_free(e);
	consents_free(consents);
}

static void
test_added(void)
{
	struct events *e = events_new(&asked);
	size_t who = people_join(people, "6", NULL, NULL), n;
	struct instant t = { .seconds = 10 };
	const struct event *list;

	events_add(e, who, "purchase", t, "last_order_at");
	events_close(e, people);
	is(did(e, "6"), "purchase/", "one is added");
	list = events_of(e, people_find(people, "6", NULL, NULL), &n);
	ok(n == 1 && list->line == 0, "of no line");
	is(list->file, "last_order_at", "but of a column");
	events_free(e);
}

int
main(void)
{
	people = people_new();
	list_parse("sku", &asked);
	list_parse("event", &asked);
	list_parse("event_at", &asked);
	instant_parse("2026-02-01T00:00:00Z", &common.as_of);
	tally_open(&common);
	test_events();
	test_orders();
	test_added();
	people_free(people);
	free(asked.items);
	return finish();
}
