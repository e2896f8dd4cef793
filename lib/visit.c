#include "visit.h"

#include <err.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "opt.h"
#include "pool.h"

/* The visits of half an hour, and those of the one before it: what is in
   neither is over. */
struct half_hour {
	struct dict *texts;
	uint32_t *traces;
	size_t room;
};

struct visits {
	struct half_hour now, before;
	int64_t began;
};

struct visits *
visits_new(void)
{
	struct visits *v = calloc(1, sizeof *v);

	if (v == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	v->now.texts = dict_new();
	v->before.texts = dict_new();
	v->began = INT64_MIN;
	return v;
}

static void
clear(struct half_hour *h)
{
	dict_free(h->texts);
	free(h->traces);
}

void
visits_free(struct visits *v)
{
	clear(&v->now);
	clear(&v->before);
	free(v);
}

static bool
find(const struct half_hour *h, const char *text, size_t len, uint32_t *trace)
{
	size_t i = dict_find(h->texts, text, len);

	*trace = i == DICT_NONE ? UINT32_MAX : h->traces[i];
	return i != DICT_NONE;
}

uint32_t
visits_find(struct visits *v, const char *text, int64_t at)
{
	size_t len = strlen(text);
	uint32_t trace;

	if (v->began == INT64_MIN || at > v->began + VISIT_SECONDS) {
		clear(&v->before);
		v->before = v->now;
		v->now = (struct half_hour){ .texts = dict_new() };
		v->began = at;
	}
	if (!find(&v->now, text, len, &trace))
		(void)find(&v->before, text, len, &trace);
	return trace;
}

void
visits_set(struct visits *v, const char *text, uint32_t trace)
{
	struct half_hour *h = &v->now;
	size_t i = dict_add(h->texts, text, strlen(text));

	h->traces = pool_grow(h->traces, &h->room, i + 1, sizeof *h->traces);
	h->traces[i] = trace;
}

void
visits_move(struct visits *v, const uint32_t moved[])
{
	struct half_hour *halves[] = { &v->now, &v->before };

	for (int k = 0; k < 2; k++)
		for (size_t i = 0; i < dict_count(halves[k]->texts); i++)
			if (halves[k]->traces[i] != UINT32_MAX)
				halves[k]->traces[i] =
				    moved[halves[k]->traces[i]];
}
