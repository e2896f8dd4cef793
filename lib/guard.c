#include "guard.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"
#include "pool.h"

enum { RUNS = 14 };

const char *
brake_parse(const char *text, void *into)
{
	static const char reason[] = "not a factor (want such as 3x or 2.5x)";
	size_t digits = strspn(text, "0123456789"), more = 0;
	const char *rest = text + digits;
	int n = 0;

	if (digits == 0 || digits > 4)
		return reason;
	if (*rest == '.') {
		more = strspn(++rest, "0123456789");
		if (more == 0 || more > 2)
			return reason;
	}
	if (strcmp(rest + more, "x") != 0)
		return reason;
	for (size_t i = 0; i < digits; i++)
		n = n * 10 + text[i] - '0';
	for (size_t i = 0; i < 2; i++)
		n = n * 10 + (i < more ? rest[i] - '0' : 0);
	if (n == 0)
		return reason;
	*(int *)into = n;
	return NULL;
}

static bool
is_none(struct span s)
{
	return s.seconds == 0 && s.days == 0 && s.months == 0;
}

const char *
max_age_parse(const char *text, void *into)
{
	struct span s;
	const char *reason = span_parse(text, &s);

	if (reason == NULL && is_none(s))
		reason = "no time at all (want such as 36h)";
	if (reason == NULL)
		*(struct span *)into = s;
	return reason;
}

/* A day ends with its last second, as far as anyone knows. */
static int64_t
end_of(struct instant t)
{
	return t.is_date ? instant_move(t, (struct span){ .days = 1 }, 1,
	    instant_zone()).seconds : t.seconds;
}

void
guard_age(const struct guard *g, const struct facts *f)
{
	struct instant newest, limit;
	char at[INSTANT_ROOM], until[INSTANT_ROOM], age[SPAN_ROOM];

	if (is_none(g->max_age))
		return;
	limit = instant_move(f->as_of, g->max_age, -1, instant_zone());
	span_print(g->max_age, age);
	if (!events_newest(f->who.events, &newest))
		errx(EXIT_TROUBLE, "--max-age: no order or event tells how "
		    "old the export is (want --events, or a customer table)");
	instant_print(newest, at);
	instant_print(f->as_of, until);
	if (end_of(newest) < limit.seconds)
		errx(EXIT_TROUBLE, "--max-age: the newest order or event is "
		    "of %s, more than %s before %s: has the export stopped?",
		    at, age, until);
}

static int
by_time(const void *a, const void *b)
{
	const int64_t *l = a, *r = b;

	return *l < *r ? -1 : *l > *r;
}

static int
by_number(const void *a, const void *b)
{
	const size_t *l = a, *r = b;

	return *l < *r ? -1 : *l > *r;
}

/* When each send of the flow was decided, sorted; *n of them. */
static int64_t *
times_of(const struct history *h, const char *flow, size_t *n)
{
	int64_t *times = NULL;
	size_t room = 0, all;
	const struct earlier *e = history_all(h, &all);

	*n = 0;
	for (size_t i = 0; i < all; i++, e++) {
		if (e->action == ACTION_RETRACT ||
		    strcmp(e->flow, flow) != 0)
			continue;
		times = pool_grow(times, &room, *n + 1, sizeof *times);
		times[(*n)++] = e->decided_at.seconds;
	}
	if (*n > 0)
		qsort(times, *n, sizeof *times, by_time);
	return times;
}

/* How many sends of the flow each of its last runs had; how many runs. */
static size_t
runs_of(const struct history *h, const char *flow, size_t runs[RUNS])
{
	size_t n, used = 0;
	int64_t *times = times_of(h, flow, &n);

	for (int64_t at = 0; n > 0; at = times[n]) {
		if (used > 0 && at == times[n - 1])
			runs[used - 1]++;
		else if (used == RUNS)
			break;
		else
			runs[used++] = 1;
		n--;
	}
	free(times);
	return used;
}

/* Twice the median of the flow's last runs; 0: there is none. */
static size_t
median_twice(const struct facts *f, const char *flow)
{
	size_t runs[RUNS], n = f->ledger != NULL ? batch_runs(f->ledger, flow,
	    f->as_of, runs, RUNS) : runs_of(f->history, flow, runs);

	if (n == 0)
		return 0;
	qsort(runs, n, sizeof *runs, by_number);
	return runs[(n - 1) / 2] + runs[n / 2];
}

static size_t
count_of(const struct candidates *all, const struct flow *flow)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n; i++)
		n += all->list[i].trigger->flow == flow &&
		    all->list[i].code <= CODE_HELD;
	return n;
}

void
guard_brake(const struct guard *g, const struct facts *f,
    const struct candidates *all)
{
	const struct flow *done = NULL;

	if (g->brake == 0)
		return;
	for (size_t i = 0; i < triggers_count(f->triggers); i++) {
		const struct flow *flow = triggers_get(f->triggers, i)->flow;
		size_t n, twice;

		if (flow == done)
			continue;
		done = flow;
		n = count_of(all, flow);
		twice = median_twice(f, flow->name);
		if (twice > 0 && n * 200 > (size_t)g->brake * twice)
			errx(EXIT_TROUBLE, "--brake: %s: %zu sends, more than "
			    "%d.%02d times %zu.%d, the median of its last "
			    "runs", flow->name, n, g->brake / 100,
			    g->brake % 100, twice / 2, twice % 2 ? 5 : 0);
	}
}
