/*
 * greet-birthday - whose birthday it is soon
 *
 * Every year, some days before a customer's birthday, there is an occasion to
 * write to them, with an offer that is good until some days after it.  Days are
 * those where the customer lives: they begin when they begin there.  Whoever was
 * born on 29 February has a birthday every year.  It is over for whoever has used
 * the offer.
 *
 * With --anniversary it is the day of their first order, or of their sign-up,
 * that comes again.
 */

#include "asof.h"
#include "circle.h"
#include "greeting.h"
#include "notice.h"
#include "phrase.h"
#include "record.h"
#include "roster.h"
#include "sink.h"
#include "tally.h"

static struct greeting_rules rules = { .of = GREETED_BIRTHDAY,
    .yearly = { .lead = { .days = 7 }, .expires = { .days = 14 } } };
static bool is_lead_given;
static const char *missing;
static struct list orders;
static struct since since;

static value_parser lead_parse;

static const struct opt options[] = {
	{ 0, "anniversary", "EVENT", "of a first-order or sign-up, not of "
	    "birth", greeting_parse, &rules.of },
	{ 0, "coupon", "CODE", "what is offered, as data.coupon", text_parse,
	    &rules.coupon },
	{ 0, "expires", "SPAN", "it is over so long after the day (14d)",
	    yearly_parse_span, &rules.yearly.expires },
	{ 0, "lead", "SPAN", "it begins so long before the day (7d; of an "
	    "anniversary 0d)", lead_parse, &rules.yearly.lead },
	{ 0, "leap-day", "DAY", "what 29 February is in other years, feb28 or "
	    "mar1 (feb28)", birthday_parse_leap_day, &rules.yearly.leap_day },
	{ 0, "missing", "FILE", "write to FILE who has no birthday or phone",
	    text_parse, &missing },
	{ 0, "orders", "FILE", "orders or events: nothing for whoever used the "
	    "coupon", list_parse, &orders },
	SINCE_OPTION(since),
	{ .name = NULL }
};

static const struct tool greet_birthday = {
	.summary = "Find whose birthday it is soon.",
	.operands = "[CUSTOMERS ...]",
	.options = options
};

static const char *
lead_parse(const char *text, void *into)
{
	is_lead_given = true;
	return yearly_parse_span(text, into);
}

struct job {
	struct common *common;
	struct pool *pool;
	struct circle *circle;
	struct roster *roster;
	struct notices *notices;
};

static void
settle(void)
{
	if (rules.of != GREETED_BIRTHDAY && !is_lead_given)
		rules.yearly.lead = (struct span){ .days = 0 };
	if (!yearly_is_apart(&rules.yearly))
		opt_fail("--lead and --expires: want less than a year in all");
	if (orders.n != 0 && rules.coupon == NULL)
		opt_fail("--orders: want --coupon CODE");
	if (missing != NULL && rules.of != GREETED_BIRTHDAY)
		opt_fail("--missing has no bearing on --anniversary");
}

static void
read_customers(struct job *j, char *files[])
{
	static const struct list nothing;
	struct source *in = source_open(files, j->common, NULL);
	struct recipient_columns people = recipient_find(in, &nothing, j->pool);
	size_t day = greeting_column(in, rules.of);
	size_t created = source_find(in, "created_at");
	struct asof asof;

	asof_find(&asof, in);
	while (source_next(in)) {
		struct entry e = { .has = false };

		asof_take_only(&asof, in, j->common);
		if (roster_knows(in, created, j->common->as_of) &&
		    recipient_read_named(in, &people, j->pool, &e.who) &&
		    greeting_read(in, day, rules.of, j->common->as_of, &e))
			roster_add(j->roster, &e);
	}
	source_close(in);
}

/* Whoever used a coupon can't be told where no coupon is. */
static void
say_if_none(struct job *j)
{
	size_t of = 0, n, people = people_count(circle_people(j->circle));
	const struct event *e;

	for (size_t person = 0; person < people; person++) {
		e = circle_did(j->circle, person, &n);
		of += n;
		for (size_t i = 0; i < n; i++)
			if (*e[i].cells[0] != '\0')
				return;
	}
	if (of != 0)
		tally_note("--orders: no row has a coupon");
}

static void
read_beside(struct job *j)
{
	circle_load(j->circle, "--orders", &orders);
	circle_close(j->circle, true);
	roster_close(j->roster);
	say_if_none(j);
}

/* Write what a person hasn't told, to ask them for it, unless they want no
   e-mail, or can't be reached at all. */
static void
write_missing(struct job *j, const struct entry *e, size_t n,
    struct sink *out)
{
	struct contact who = roster_contact(e, n);
	bool has_phone = *who.phone != '\0', has_day = false;

	for (size_t i = 0; i < n; i++)
		has_day |= e[i].has;
	if ((has_day && has_phone) || (*who.email == '\0' && !has_phone &&
	    *who.push_token == '\0') || recipient_says(circle_people(j->circle),
	    e->person, CHANNEL_EMAIL, CONSENT_DENIED))
		return;
	sink_text(out, who.customer_id);
	sink_text(out, who.email);
	sink_text(out, who.phone);
	sink_text(out, has_day ? "phone" : has_phone ? "birthday" :
	    "birthday phone");
	sink_end(out);
}

static void
write_all(struct job *j, struct sink *out, struct sink *lacking)
{
	const struct entry *e;
	struct notice notice;
	char text[PHRASE_COUNT_ROOM];
	size_t n, differ = 0;

	for (size_t at = 0; (e = roster_next(j->roster, &at, &n)) != NULL; ) {
		if (greeting_make(&rules, e, n, j->circle, j->common->as_of,
		    j->pool, &notice))
			notices_add(j->notices, &notice);
		differ += rules.of == GREETED_BIRTHDAY &&
		    greeting_differs(e, n);
		if (lacking != NULL)
			write_missing(j, e, n, lacking);
	}
	if (differ != 0)
		tally_note("%s %s two birthdays: that of the first "
		    "customer_id counts", phrase_count(differ, text),
		    differ == 1 ? "person has" : "people have");
	notices_write(j->notices, out);
}

int
main(int argc, char *argv[])
{
	static const char *const lacks[] = { "customer_id", "email", "phone",
	    "missing", NULL };
	static const char *cells[] = { "coupon" };
	static const struct list asked = { cells, 1, 1 };
	struct common common;
	char **files = opt_parse(&greet_birthday, &common, argc, argv);
	struct job j = { .common = &common, .pool = pool_new(),
	    .circle = circle_new(&common, &asked),
	    .notices = notices_new(since) };
	struct sink *out, *lacking = NULL;
	int status;

	settle();
	j.roster = roster_new(j.circle);
	read_customers(&j, files);
	read_beside(&j);
	out = sink_open(common.output, &common, NULL,
	    record_columns(RECORD_TRIGGER));
	if (missing != NULL)
		lacking = sink_open(missing, &common, NULL, lacks);
	write_all(&j, out, lacking);
	notices_free(j.notices);
	roster_free(j.roster);
	circle_free(j.circle);
	pool_free(j.pool);
	status = tally_close();
	if (lacking != NULL)
		sink_close(lacking);
	sink_close(out);
	return status;
}
