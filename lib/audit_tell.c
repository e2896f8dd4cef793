#include "audit_tell.h"

#include <ctype.h>
#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "audit_kind.h"
#include "often.h"
#include "phrase.h"

enum { WORST = 3 };			/* messages that are named of a kind */

/* "9,310 mails", or "1 message": of e-mail alone, or not. */
static const char *
say_count(const struct audit *a, size_t n, const char *one, const char *more)
{
	char count[PHRASE_COUNT_ROOM];

	return phrase_print(a->who.pool, "%s %s", phrase_count(n, count),
	    n == 1 ? one : more);
}

static bool
is_all_mail(const struct audit *a)
{
	size_t n;
	const struct mail *list = outbox_all(a->box, &n);

	for (size_t i = 0; i < n; i++)
		if (list[i].channel != CHANNEL_EMAIL)
			return false;
	return true;
}

static const char *
say_messages(const struct audit *a, size_t n)
{
	return is_all_mail(a) ? say_count(a, n, "mail", "mails") :
	    say_count(a, n, "message", "messages");
}

static const char *
say_people(const struct audit *a, size_t n)
{
	return say_count(a, n, "person", "people");
}

/* "214 of 9,310 mails went to 180 people who had already bought"; NULL: none */
static const char *
say_kind(const struct audit *a, const struct kind *k, size_t *messages)
{
	char count[PHRASE_COUNT_ROOM];
	size_t n, people;

	outbox_all(a->box, &n);
	*messages = kind_count(k, a, &people);
	return *messages == 0 ? NULL : phrase_print(a->who.pool,
	    "%s of %s went to %s %s", phrase_count(*messages, count),
	    say_messages(a, n), say_people(a, people), k->words);
}

/* "70 of 413 mails were wrong" */
static const char *
say_wrong(const struct audit *a, size_t wrong)
{
	char count[PHRASE_COUNT_ROOM];
	size_t n;

	outbox_all(a->box, &n);
	return phrase_print(a->who.pool, "%s of %s %s wrong",
	    phrase_count(wrong, count), say_messages(a, n), wrong == 1 ?
	    "was" : "were");
}

void
audit_tell_joined(const struct audit *a, size_t joined)
{
	char count[PHRASE_COUNT_ROOM];
	size_t n;

	outbox_all(a->box, &n);
	if (n > 0 && joined < n)
		tally_note("%s of %s went to people of whom the files know",
		    phrase_count(joined, count), say_messages(a, n));
}

/* Where what couldn't be judged is said: a line each. */
typedef void teller(const char *text);

static void
tell_note(const char *text)
{
	tally_note("%s", text);
}

static void
tell_line(const char *text)
{
	printf("  %s\n", text);
}

/* The message's, or where it has none its flow's. */
static const char *
name_of(const struct mail *m)
{
	return *m->message->name != '\0' ? m->message->name :
	    m->message->flow_name;
}

/* The messages at fault by that kind; *n of them.  The caller frees them. */
static struct often *
list_faulty(const struct audit *a, const struct kind *k, size_t *n)
{
	struct often *list = often_new(a->faults.n);

	*n = 0;
	for (size_t i = 0; i < a->faults.n; i++)
		if (kind_has(k, &a->faults.list[i]))
			list[(*n)++] = (struct often){
			    name_of(a->faults.list[i].mail), 1 };
	*n = often_sum(list, *n);
	return list;
}

/* Likewise those that are transactional by their names, which *mails have. */
static struct often *
list_guessed(const struct audit *a, size_t *n, size_t *mails)
{
	size_t all;
	const struct mail *m = outbox_all(a->box, &all);
	struct often *list = often_new(all);

	*mails = 0;
	for (size_t i = 0; i < all; i++)
		if (m[i].message->is_guessed &&
		    m[i].message->class == CLASS_TRANSACTIONAL)
			list[(*mails)++] = (struct often){ name_of(&m[i]), 1 };
	*n = often_sum(list, *mails);
	return list;
}

/* A name as a terminal bears it: what controls one is a blank. */
static const char *
say_name(const struct audit *a, const char *name)
{
	char *text = pool_text(a->who.pool, name, strlen(name));

	for (char *p = text; *p != '\0'; p++)
		if (iscntrl((unsigned char)*p))
			*p = ' ';
	return text;
}

/* Who opted out may have got these, and at night, and all are right. */
static void
tell_guessed(const struct audit *a, teller *tell)
{
	struct pool *p = a->who.pool;
	char count[PHRASE_COUNT_ROOM];
	const char *names = "", *more = "";
	size_t n, mails;
	struct often *list = list_guessed(a, &n, &mails);

	for (size_t i = 0; i < n && i < WORST; i++)
		names = phrase_print(p, "%s%s'%s'", names, i > 0 ? ", " : "",
		    say_name(a, list[i].name));
	if (n > WORST)
		more = phrase_print(p, " and %s more", phrase_count(n - WORST,
		    count));
	if (n > 0)
		tell(phrase_print(p, "not judged by consent, --suppress, "
		    "quiet hours, caps or gaps: %s, transactional by their "
		    "names: %s%s (--list-messages, --messages)",
		    say_messages(a, mails), names, more));
	free(list);
}

static void
tell_missing(const struct audit_given *given, teller *tell)
{
	if (!given->events)
		tell("not judged: who had bought (--events)");
	if (!given->noes)
		tell("not judged: who had opted out (--consent, --events, "
		    "--suppress)");
}

static void
tell_unjudged(const struct audit *a, const struct audit_given *given,
    teller *tell)
{
	struct pool *p = a->who.pool;

	tell_missing(given, tell);
	tell_guessed(a, tell);
	if (a->of_no_flow > 0)
		tell(phrase_print(p, "not judged as late, or as after buying: "
		    "%s of no flow that is known (--list-messages, "
		    "--messages)", say_messages(a, a->of_no_flow)));
	if (a->unsettled > 0 && given->events)
		tell(phrase_print(p, "not judged by all that ends their flow: "
		    "%s, such as of %s, of which the log doesn't tell what it "
		    "turns on", say_messages(a, a->unsettled),
		    a->unsettled_flow->name));
	if (a->of_no_zone > 0)
		tell(phrase_print(p, "not judged by quiet hours: %s to people "
		    "of no known time zone (--customers, --tz-default)",
		    say_messages(a, a->of_no_zone)));
	if (a->undated_people > 0)
		tell(phrase_print(p, "not judged by a no of which the time "
		    "isn't known: messages to %s", say_people(a,
		    a->undated_people)));
}

void
audit_tell(const struct audit *a, const struct audit_given *given)
{
	size_t n;

	if (a->faults.n > 0)
		tell_note(say_wrong(a, audit_wrong(a)));
	for (const struct kind *k = kinds_first(); k->words != NULL; k++) {
		const char *text = say_kind(a, k, &n);

		if (text != NULL)
			tell_note(text);
	}
	tell_unjudged(a, given, tell_note);
}

static void
print_worst(const struct audit *a, const struct kind *k)
{
	char count[PHRASE_COUNT_ROOM];
	size_t n;
	struct often *list = list_faulty(a, k, &n);

	for (size_t i = 0; i < n && i < WORST; i++)
		printf("      %s of '%s'\n", phrase_count(list[i].n, count),
		    say_name(a, list[i].name));
	if (n > WORST)
		printf("      and of %s more\n", phrase_count(n - WORST,
		    count));
	free(list);
}

/* The days from which and to which it goes, by the shop's clocks. */
static void
print_head(const struct audit *a)
{
	struct instant first = { .seconds = INT64_MAX }, last = { .seconds = 0 };
	char from[DAY_ROOM], to[DAY_ROOM];
	size_t n;
	const struct mail *list = outbox_all(a->box, &n);

	printf("%s to %s", say_messages(a, n), say_people(a, a->people));
	for (size_t i = 0; i < n; i++) {
		if (list[i].at < first.seconds)
			first.seconds = list[i].at;
		if (i == 0 || list[i].at > last.seconds)
			last.seconds = list[i].at;
	}
	if (n > 0) {
		day_print(instant_day(first), from);
		day_print(instant_day(last), to);
		printf(", %s to %s", from, to);
	}
	printf("\n");
}

/* Which part of all it is: " (33.3%)" */
static void
print_part(const struct audit *a, size_t part)
{
	size_t n;

	outbox_all(a->box, &n);
	printf(" (%zu.%zu%%)", part * 100 / n, part * 1000 / n % 10);
}

static void
print_wrong(const struct audit *a)
{
	size_t n, wrong = audit_wrong(a);

	outbox_all(a->box, &n);
	if (wrong == 0) {
		printf("%s\n", n == 0 ? "Nothing to judge." :
		    "No message is at fault, as far as can be judged.");
		return;
	}
	printf("%s", say_wrong(a, wrong));
	print_part(a, wrong);
	printf("%s\n", a->faults.n > wrong ? ", some in several ways" : "");
}

void
audit_tell_report(const struct audit *a, const struct audit_given *given)
{
	size_t n;

	print_head(a);
	print_wrong(a);
	for (const struct kind *k = kinds_first(); k->words != NULL; k++) {
		const char *text = say_kind(a, k, &n);

		if (text == NULL)
			continue;
		printf("\n%s", text);
		print_part(a, n);
		printf("\n");
		print_worst(a, k);
	}
	printf("\n");
	tell_unjudged(a, given, tell_line);
	if (fflush(stdout) == EOF)
		err(EXIT_TROUBLE, "<stdout>");
}
