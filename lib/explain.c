#include "explain.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "judge.h"
#include "source.h"

/* More than so many lines of a kind fill a screen: the last ones are told. */
enum { LINES = 12 };

static const char *
words(struct instant t, char text[INSTANT_ROOM])
{
	instant_print(t, text);
	return text;
}

/* The cells of the rows that have the id, as they stand in a file. */
static void
tell_record(const char *path, const char *id, const struct common *common)
{
	struct source *in = source_open_side(path, common);
	size_t own = source_find(in, "customer_id"), columns[256], n = 0;
	const char *const *names = source_names(in);

	while (n < 256 && names[n] != NULL) {
		columns[n] = source_find(in, names[n]);
		n++;
	}
	while (own != DICT_NONE && source_next(in)) {
		if (strcmp(source_cell(in, own).text, id) != 0)
			continue;
		printf("record %s:%lu\n", path, source_place(in).line);
		for (size_t i = 0; i < n; i++)
			if (source_cell(in, columns[i]).len > 0)
				printf("  %s: %s\n", names[i],
				    source_cell(in, columns[i]).text);
	}
	source_close(in);
}

static void
tell_events(const struct facts *f, size_t person)
{
	size_t n;
	const struct event *e = events_of(f->events, person, &n);
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
		    e[i]->action == EARLIER_HELD ? "held" : "send",
		    channel_names()[e[i]->channel], e[i]->flow, e[i]->step);
}

/* A verdict_teller. */
static void
tell_verdict(const struct candidate *c, enum code code, bool passes,
    const char *rule, const char *observed, const char *threshold)
{
	static const struct trigger *trigger;
	static size_t step;
	const char *id = candidate_step(c)->id;
	char at[INSTANT_ROOM];

	if (trigger != c->trigger || step != c->step)
		printf("candidate %s %s %s, planned %s, priority %d\n",
		    c->trigger->flow->name, id, c->trigger->id,
		    words(c->planned, at), candidate_step(c)->priority);
	trigger = c->trigger;
	step = c->step;
	printf("  %-4s %-12s %s: %s", passes ? "ok" : "no", code_name(code),
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
			printf(" at %s to %s", words(c->at, at), c->address);
		putchar('\n');
	}
	if (n == 0)
		printf("no step is due\n");
}

void
explain(struct facts *f, const char *customer_id, int catch_up,
    const struct list *customers, const struct common *common)
{
	struct listener to = { people_find(f->people, customer_id, NULL,
	    NULL), tell_verdict };
	struct judged judged;

	if (to.person == DICT_NONE)
		errx(EXIT_TROUBLE, "--explain: '%s': no row is about such a "
		    "customer_id", customer_id);
	for (size_t i = 0; i < customers->n; i++)
		tell_record(customers->items[i], customer_id, common);
	tell_events(f, to.person);
	tell_history(f, to.person);
	judged = judge_all(f, catch_up, &to);
	tell_all(&judged, to.person);
	free(judged.candidates.list);
	if (fflush(stdout) == EOF)
		err(EXIT_TROUBLE, "standard output");
}
