#include "throttle.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "opt.h"
#include "pool.h"
#include "span.h"

/* The times of those that one throttle counts, of one domain where each is for
   itself; sorted. */
struct lane {
	int64_t *at;
	size_t n, room;
};

struct slots {
	const struct throttle *throttles;
	size_t n;
	struct dict *names;		/* "number/domain" */
	struct lane *lanes;
	size_t room;
};

size_t
throttle_print(const struct throttle *t, char *text, size_t room)
{
	char per[SPAN_ROOM];

	span_print((struct span){ .seconds = t->per }, per);
	return (size_t)snprintf(text, room, "%zu%s%s%s%s per %s%s", t->max,
	    t->channel != CHANNELS ? " " : "",
	    t->channel != CHANNELS ? channel_names()[t->channel] : "",
	    t->domain == NULL ? "" : " to ", t->domain == NULL ? "" :
	    strcmp(t->domain, "*") == 0 ? "a domain" : t->domain, per,
	    t->even ? ", evenly" : "");
}

const char *
throttle_per_parse(const char *text, void *into)
{
	static const char *const names[] = { "minute", "hour", "day", NULL };
	static const int64_t seconds[] = { 60, 3600, 86400 };
	struct span s;
	int which;
	const char *reason;

	if (choice_parse(text, names, &which) == NULL) {
		*(int64_t *)into = seconds[which];
		return NULL;
	}
	reason = span_parse(text, &s);
	if (reason != NULL || s.months != 0)
		return "not a stretch of time (want minute, hour, day, or such "
		    "as 15m)";
	if (s.seconds == 0 && s.days == 0)
		return "too short (want 1s or more)";
	*(int64_t *)into = s.seconds + (int64_t)s.days * 86400;
	return NULL;
}

const char *
throttle_domain(const char *address)
{
	const char *at = strrchr(address, '@');

	return at == NULL ? "" : at + 1;
}

struct slots *
slots_new(const struct throttle *throttles, size_t n)
{
	struct slots *s = calloc(1, sizeof *s);

	if (s == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	s->throttles = throttles;
	s->n = n;
	s->names = dict_new();
	return s;
}

void
slots_free(struct slots *s)
{
	for (size_t i = 0; i < dict_count(s->names); i++)
		free(s->lanes[i].at);
	dict_free(s->names);
	free(s->lanes);
	free(s);
}

/* The lane in which throttle i counts it; NULL: it doesn't. */
static struct lane *
lane_of(struct slots *s, size_t i, enum channel channel, const char *domain)
{
	const struct throttle *t = &s->throttles[i];
	bool each = t->domain != NULL && strcmp(t->domain, "*") == 0;
	char name[THROTTLE_ROOM];
	size_t n = dict_count(s->names), k;

	if ((t->channel != CHANNELS && t->channel != channel) ||
	    (t->domain != NULL && !each && strcmp(t->domain, domain) != 0) ||
	    (each && *domain == '\0'))
		return NULL;
	snprintf(name, sizeof name, "%zu/%s", i, each ? domain : "");
	k = dict_add(s->names, name, strlen(name));
	s->lanes = pool_grow(s->lanes, &s->room, k + 1, sizeof *s->lanes);
	if (k == n)
		s->lanes[k] = (struct lane){ .n = 0 };
	return &s->lanes[k];
}

/* How many of them are at t or earlier. */
static size_t
place_of(const struct lane *l, int64_t t)
{
	size_t from = 0, to = l->n;

	if (to == 0 || l->at[to - 1] <= t)
		return to;
	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (l->at[middle] <= t)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* The time at place i, if one at t took place k. */
static int64_t
with(const struct lane *l, size_t i, size_t k, int64_t t)
{
	return i < k ? l->at[i] : i == k ? t : l->at[i - 1];
}

/* The first instant at or after t at which a lane has room for one more of max
   in per. */
static int64_t
next_in(const struct lane *l, int64_t t, size_t max, int64_t per)
{
	for (;;) {
		size_t k = place_of(l, t), m = k < max ? 0 : k - max;

		while (m <= k && m + max <= l->n &&
		    with(l, m + max, k, t) - with(l, m, k, t) >= per)
			m++;
		if (m > k || m + max > l->n)
			return t;
		/* Until the first of those around it is far enough away. */
		m = place_of(l, t - per);
		t = l->at[m] + per;
	}
}

int64_t
slots_next(struct slots *s, enum channel channel, const char *domain,
    int64_t t, const struct throttle **by)
{
	bool again = true;

	*by = NULL;
	while (again) {
		again = false;
		for (size_t i = 0; i < s->n; i++) {
			const struct throttle *r = &s->throttles[i];
			const struct lane *l = lane_of(s, i, channel, domain);
			int64_t apart = r->even ? r->per / (int64_t)r->max : 0;
			int64_t next = l == NULL ? t : next_in(l, t, r->max,
			    r->per);

			if (l != NULL && apart > 0)
				next = next_in(l, next, 1, apart);
			if (next == t)
				continue;
			again = true;
			*by = r;
			t = next;
		}
	}
	return t;
}

void
slots_take(struct slots *s, enum channel channel, const char *domain,
    int64_t t)
{
	for (size_t i = 0; i < s->n; i++) {
		struct lane *l = lane_of(s, i, channel, domain);
		size_t k;

		if (l == NULL)
			continue;
		l->at = pool_grow(l->at, &l->room, l->n + 1, sizeof *l->at);
		k = place_of(l, t);
		memmove(l->at + k + 1, l->at + k, (l->n - k) * sizeof *l->at);
		l->at[k] = t;
		l->n++;
	}
}
