#include "summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "phrase.h"

enum { WEEK = 7 * 24 * 60 * 60, MANY = 7 };

static int
by_kind(const void *a, const void *b)
{
	const struct candidate *l = *(const struct candidate *const *)a;
	const struct candidate *r = *(const struct candidate *const *)b;
	int c = strcmp(l->trigger->flow->name, r->trigger->flow->name);

	if (c != 0)
		return c;
	if (l->step != r->step)
		return l->step < r->step ? -1 : 1;
	return l->code < r->code ? -1 : l->code > r->code;
}

static int
by_person(const void *a, const void *b)
{
	const struct candidate *l = *(const struct candidate *const *)a;
	const struct candidate *r = *(const struct candidate *const *)b;

	if (l->person != r->person)
		return l->person < r->person ? -1 : 1;
	return l->at.seconds < r->at.seconds ? -1 :
	    l->at.seconds > r->at.seconds;
}

static void
say_kinds(const struct candidate **list, size_t n)
{
	char count[PHRASE_COUNT_ROOM];

	if (n > 0)
		qsort(list, n, sizeof *list, by_kind);
	fprintf(stderr, "%-16s %-16s %-8s %-13s %s\n", "flow", "step",
	    "channel", "code", "count");
	for (size_t i = 0, end; i < n; i = end) {
		const struct candidate *c = list[i];

		for (end = i + 1; end < n &&
		    by_kind(&list[i], &list[end]) == 0; end++)
			;
		fprintf(stderr, "%-16s %-16s %-8s %-13s %s\n",
		    c->trigger->flow->name, candidate_step(c)->id,
		    channel_names()[candidate_step(c)->channel],
		    code_name(c->code), phrase_count(end - i, count));
	}
}

/* How many went to the person in the week before end, or at it. */
static size_t
count_earlier(const struct history *h, size_t person, int64_t end)
{
	size_t n, count = 0;
	const struct earlier *const *e = history_of(h, person, &n);

	for (size_t i = 0; i < n; i++)
		count += e[i]->action == ACTION_SEND &&
		    e[i]->send_at.seconds <= end &&
		    e[i]->send_at.seconds > end - WEEK;
	return count;
}

static void
say_pressure(const struct facts *f, const struct candidate **list, size_t n)
{
	size_t people[MANY + 1] = { 0 };
	char count[PHRASE_COUNT_ROOM];

	if (n > 0)
		qsort(list, n, sizeof *list, by_person);
	for (size_t i = 0, next; i < n; i = next) {
		int64_t end;
		size_t sends;

		for (next = i + 1; next < n &&
		    list[next]->person == list[i]->person; next++)
			;
		end = list[next - 1]->at.seconds;
		sends = count_earlier(f->history, list[i]->person, end);
		for (size_t k = i; k < next; k++)
			sends += list[k]->at.seconds > end - WEEK;
		people[sends < MANY ? sends : MANY]++;
	}
	fprintf(stderr, "%-16s %s\n", "sends in a week", "people");
	for (size_t i = 1; i <= MANY; i++)
		if (people[i] > 0)
			fprintf(stderr, "%zu%-15s %s\n", i,
			    i == MANY ? " or more" : "",
			    phrase_count(people[i], count));
}

void
summary_say(const struct facts *f, const struct candidates *all)
{
	const struct candidate **list = NULL;
	size_t room = 0, n = 0;

	list = pool_grow(list, &room, all->n + 1, sizeof *list);
	for (size_t i = 0; i < all->n; i++)
		list[n++] = &all->list[i];
	say_kinds(list, n);
	n = 0;
	for (size_t i = 0; i < all->n; i++)
		if (all->list[i].code == CODE_SEND)
			list[n++] = &all->list[i];
	say_pressure(f, list, n);
	free(list);
}
