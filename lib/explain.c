#include "explain.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "contact.h"
#include "judge.h"
#include "send.h"
#include "source.h"
#include "tally.h"

/* More than so many lines of a kind fill a screen: the last ones are told. */
enum { LINES = 12, COLUMNS = 256 };

static const char *
words(struct instant t, char text[INSTANT_ROOM])
{
	instant_print(t, text);
	return text;
}

static void
tell_cells(const struct source *in, const size_t columns[], size_t n)
{
	const char *const *names = source_names(in);

	for (size_t i = 0; i < n; i++)
		if (source_cell(in, columns[i]).len > 0)
			printf("  %s: %s\n", names[i],
			    source_cell(in, columns[i]).text);
}

/* The rows of a file that are about the person, as they stand there.  They were
   read before, and what is wrong with others was said then. */
static void
tell_records(struct facts *f, const char *path, size_t person,
    const struct common *common)
{
	static const struct list none = { .n = 0 };
	struct source *in = source_open_side(path, common);
	struct recipient_columns at = recipient_find(in, &none, f->pool);
	size_t columns[COLUMNS], n = 0;
	struct recipient r;

	tally_mute(true);
	for (; n < COLUMNS && source_names(in)[n] != NULL; n++)
		columns[n] = source_find(in, source_names(in)[n]);
	while (source_next(in)) {
		if (!recipient_read(in, &at, f->pool, &r) ||
		    people_find(f->who.people, recipient_name(&r), NULL, NULL) !=
		    person)
			continue;
		printf("record %s:%lu\n", path, source_place(in).line);
		tell_cells(in, columns, n);
	}
	source_close(in);
	tally_mute(false);
}

static void
tell_events(const struct facts *f, size_t person)
{
	size_t n;
	const struct event *e = events_of(f->who.events, person, &n);
	char at[INSTANT_ROOM];

	printf("events %zu%s\n", n, n > LINES ? ", the last of them" : "");
	for (size_t i = n > LINES ? n - LINES : 0; i < n; i++) {
		printf("  %s %s", words(e[i].at, at), e[i].name);
		if (*e[i].file != '\0')
			printf(" %s", e[i].file);
		if (e[i].line > 0)
			printf(":%lu", e[i].line);
		putchar('\n');
	}
}

static void
tell_history(const struct facts *f, size_t person)
{
	size_t n;
	const struct earlier *const *e = history_of(f->history, person, &n);
	char at[INSTANT_ROOM];

	printf("history %zu%s\n", n, n > LINES ? ", the last of them" : "");
	for (size_t i = n > LINES ? n - LINES : 0; i < n; i++)
		printf("  %s %s %s %s %s\n", words(e[i]->send_at, at),
		    e[i]->action == ACTION_HELD ? "held" : "send",
		    channel_names()[e[i]->channel], e[i]->flow, e[i]->step);
}

/* A verdict_teller. */
static void
tell_verdict(const struct candidate *c, enum code code, bool passes,
    const char *rule, const char *observed, const char *threshold)
{
	static const struct trigger *trigger;
	static size_t step;
	const char *name = c->trigger->flow->name;
	const char *id = candidate_step(c)->id;
	char at[INSTANT_ROOM], send[SEND_ID_ROOM];

	if (trigger != c->trigger || step != c->step) {
		send_id(name, id, c->trigger->id, send);
		printf("candidate %s %s %s, of %s, planned %s, priority %d, "
		    "send_id %s\n", name, id, c->trigger->id,
		    c->trigger->customer_id, words(c->planned, at),
		    candidate_step(c)->priority, send);
	}
	trigger = c->trigger;
	step = c->step;
	printf("  %-4s %-12s %s: %s", passes ? "ok" :
	    code == CODE_HELD ? "held" : "no", code_name(code),
	    rule, *observed != '\0' ? observed : "-");
	if (*threshold != '\0')
		printf(" (%s)", threshold);
	putchar('\n');
}

static void
tell_all(const struct judged *judged, size_t person)
{
	char at[INSTANT_ROOM];
	size_t n = 0;

	for (size_t i = 0; i < judged->candidates.n; i++) {
		const struct candidate *c = &judged->candidates.list[i];

		if (c->person != person)
			continue;
		n++;
		printf("verdict %s %s %s: %s", c->trigger->flow->name,
		    candidate_step(c)->id, c->trigger->id,
		    code_name(c->code));
		if (c->code <= CODE_HELD)
			printf("%s at %s to %s", c->code == CODE_HELD ?
			    " instead of going" : "", words(c->at, at),
			    c->address);
		putchar('\n');
	}
	if (n == 0)
		printf("no step is due\n");
}

/* The person of this customer_id, or else of this e-mail. */
static size_t
find_person(struct facts *f, const char *customer)
{
	char email[1024];
	size_t person = people_find(f->who.people, customer, NULL, NULL);

	if (person == DICT_NONE &&
	    email_normalise(customer, email, sizeof email))
		person = people_find(f->who.people, email, email, NULL);
	if (person == DICT_NONE)
		errx(EXIT_TROUBLE, "--explain: '%s': no row is about such a "
		    "customer_id or e-mail", customer);
	return person;
}

void
explain(struct facts *f, const char *customer, int catch_up,
    const struct list *customers, const struct common *common)
{
	struct listener to = { find_person(f, customer), tell_verdict };
	struct judged judged;

	for (size_t i = 0; i < customers->n; i++)
		tell_records(f, customers->items[i], to.person, common);
	tell_events(f, to.person);
	tell_history(f, to.person);
	judged = judge_all(f, catch_up, &to);
	tell_all(&judged, to.person);
	free(judged.candidates.list);
	if (fflush(stdout) == EOF)
		err(EXIT_TROUBLE, "standard output");
}
