#include "audit_tell.h"

#include <ctype.h>
#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "phrase.h"

enum { WORST = 3 };			/* messages that are named of a kind */

/* What is said of a kind: to %s, or of them. */
static const struct {
	enum code code;
	const char *words;		/* behind "to 180 people" */
} kinds[] = {
	{ CODE_ALREADY_SENT, "who had had the same already" },
	{ CODE_EXPIRED, "after it had gone stale" },
	{ CODE_NO_CONSENT, "who had opted out" },
	{ CODE_SUPPRESSED, "on a list of people not to be written to, or "
	    "whose mail had come back" },
	{ CODE_EXIT, "who had already bought, or done what ends the flow" },
	{ CODE_QUIET, "in their quiet hours" },
	{ CODE_CAP, "who had had as many as a cap allows" },
	{ CODE_GAP, "too soon after another" }
};

enum { KINDS = sizeof kinds / sizeof *kinds };

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

/* "214 of 9,310 mails went to 180 people who had already bought" */
static const char *
say_kind(const struct audit *a, size_t kind)
{
	enum code c = kinds[kind].code;
	char count[PHRASE_COUNT_ROOM];
	size_t n;

	outbox_all(a->box, &n);
	return phrase_print(a->who.pool, "%s of %s went to %s %s",
	    phrase_count(a->faults.messages[c], count), say_messages(a, n),
	    say_people(a, a->faults.people[c]), kinds[kind].words);
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
	for (size_t i = 0; i < KINDS; i++)
		if (a->faults.messages[kinds[i].code] > 0)
			tally_note("%s", say_kind(a, i));
	tell_unjudged(a, given, tell_note);
}

/* How often a message is at fault. */
struct often {
	const char *name;
	size_t n;
};

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct often *)a)->name,
	    ((const struct often *)b)->name);
}

static int
by_count(const void *a, const void *b)
{
	const struct often *l = a, *r = b;

	return l->n != r->n ? l->n > r->n ? -1 : 1 : strcmp(l->name, r->name);
}

/* The messages at fault by that code, the most frequent first; *n of them.  The
   caller frees them. */
static struct often *
count_messages(const struct audit *a, enum code code, size_t *n)
{
	struct often *list = calloc(a->faults.n + 1, sizeof *list);
	size_t k = 0;

	if (list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < a->faults.n; i++)
		if (a->faults.list[i].code == code)
			list[k++] = (struct often){
			    a->faults.list[i].mail->message->name, 1 };
	qsort(list, k, sizeof *list, by_name);
	*n = 0;
	for (size_t i = 0; i < k; i++)
		if (*n > 0 && by_name(&list[*n - 1], &list[i]) == 0)
			list[*n - 1].n++;
		else
			list[(*n)++] = list[i];
	qsort(list, *n, sizeof *list, by_count);
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

static void
print_worst(const struct audit *a, enum code code)
{
	char count[PHRASE_COUNT_ROOM];
	size_t n;
	struct often *list = count_messages(a, code, &n);

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

void
audit_tell_report(const struct audit *a, const struct audit_given *given)
{
	size_t n;

	outbox_all(a->box, &n);
	print_head(a);
	for (size_t i = 0; i < KINDS; i++) {
		size_t many = a->faults.messages[kinds[i].code];

		if (many == 0)
			continue;
		printf("\n%s (%zu.%zu%%)\n", say_kind(a, i), many * 100 / n,
		    many * 1000 / n % 10);
		print_worst(a, kinds[i].code);
	}
	printf("\n");
	if (a->faults.n == 0)
		printf("No message is at fault, as far as can be judged.\n");
	tell_unjudged(a, given, tell_line);
	if (fflush(stdout) == EOF)
		err(EXIT_TROUBLE, "<stdout>");
}
