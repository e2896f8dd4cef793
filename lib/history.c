#include "history.h"

#include <err.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "dict.h"
#include "grouped.h"
#include "pool.h"
#include "recipient.h"
#include "send_row.h"
#include "throttle.h"

struct history {
	struct dict *words;	/* flows, steps, tags: few, and often */
	struct dict *triggers;
	size_t *first_about, about_room;	/* in list, by trigger */
	struct earlier *list;
	size_t n, room;
	const struct earlier **by_person;
	size_t *first, people;	/* by person, where theirs begin there */
};

struct history *
history_new(void)
{
	struct history *h = calloc(1, sizeof *h);

	if (h == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	h->words = dict_new();
	h->triggers = dict_new();
	return h;
}

void
history_free(struct history *h)
{
	if (h == NULL)
		return;
	dict_free(h->words);
	dict_free(h->triggers);
	free(h->first_about);
	free(h->by_person);
	free(h->first);
	free(h->list);
	free(h);
}

/* Does what e says stand before what old says of the same send?  The later
   decision does; of two at once, the send. */
static bool
stands_before(const struct earlier *e, const struct earlier *old)
{
	if (e->decided_at.seconds != old->decided_at.seconds)
		return e->decided_at.seconds > old->decided_at.seconds;
	if (e->action != old->action)
		return e->action < old->action;
	return e->send_at.seconds < old->send_at.seconds;
}

/* The entry of this send among those of its trigger, or DICT_NONE; flows and
   steps that are the same are the same text. */
static size_t
find_send(const struct history *h, size_t trigger, const struct earlier *e)
{
	size_t i = h->first_about[trigger];

	while (i != DICT_NONE && (h->list[i].flow != e->flow ||
	    h->list[i].step != e->step))
		i = h->list[i].next;
	return i;
}

/* Keep e, which is of that trigger, unless its send is known better. */
static void
keep(struct history *h, size_t trigger, struct earlier *e)
{
	size_t i = find_send(h, trigger, e);

	if (i != DICT_NONE) {
		e->next = h->list[i].next;
		if (stands_before(e, &h->list[i]))
			h->list[i] = *e;
		return;
	}
	e->next = h->first_about[trigger];
	h->first_about[trigger] = h->n;
	h->list = pool_grow(h->list, &h->room, h->n + 1, sizeof *h->list);
	h->list[h->n++] = *e;
}

/* The trigger's number, and a text that lives as long as the history. */
static size_t
trigger_of(struct history *h, const char *id, struct earlier *e)
{
	size_t n = dict_count(h->triggers);
	size_t i = dict_add(h->triggers, id, strlen(id));

	h->first_about = pool_grow(h->first_about, &h->about_room, i + 1,
	    sizeof *h->first_about);
	if (i == n)
		h->first_about[i] = DICT_NONE;
	e->trigger_id = dict_key(h->triggers, i);
	return i;
}

const char *
history_word(struct history *h, const char *text)
{
	return dict_key(h->words, dict_add(h->words, text, strlen(text)));
}

void
history_put(struct history *h, const struct earlier *e,
    const char *trigger_id)
{
	struct earlier kept = *e;

	keep(h, trigger_of(h, trigger_id, &kept), &kept);
}

static void
add(struct history *h, const struct send *s, struct people *people,
    const char *file, unsigned long line)
{
	struct earlier e = { .file = file, .line = line, .send_at = s->at,
	    .triggered_at = s->triggered_at, .decided_at = s->decided_at,
	    .channel = s->channel, .class = s->class, .action = s->action };

	e.person = people_join(people, s->customer_id,
	    e.channel == CHANNEL_EMAIL ? s->address : NULL,
	    e.channel == CHANNEL_SMS ? s->address : NULL);
	e.flow = history_word(h, s->flow);
	e.step = history_word(h, s->step);
	e.tags = history_word(h, s->tags);
	e.domain = history_word(h, e.channel == CHANNEL_EMAIL ?
	    throttle_domain(s->address) : "");
	history_put(h, &e, s->trigger_id);
}

void
history_load(struct history *h, const char *path, const struct common *common,
    struct people *people)
{
	struct source *in = source_open_side(path, common);
	struct send_columns at = send_columns_find(in);
	struct send s;

	while (source_next(in))
		if (recipient_shows(source_cell(in, at.customer).text) &&
		    send_row_read(in, &at, common->as_of, &s))
			add(h, &s, people, path,
			    source_place(in).line);
	source_close(in);
}

static void *
list_of(size_t n, size_t size)
{
	void *list = calloc(n + 1, size);

	if (list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	return list;
}

static int
by_time(const void *a, const void *b)
{
	const struct earlier *l = *(const struct earlier *const *)a;
	const struct earlier *r = *(const struct earlier *const *)b;
	int c;

	if (l->send_at.seconds != r->send_at.seconds)
		return l->send_at.seconds < r->send_at.seconds ? -1 : 1;
	if ((c = strcmp(l->trigger_id, r->trigger_id)) != 0 ||
	    (c = strcmp(l->flow, r->flow)) != 0)
		return c;
	return strcmp(l->step, r->step);
}

/* By person, those that weren't retracted. */
static void
close_people(struct history *h, struct people *people)
{
	size_t n = h->n, *of = list_of(n, sizeof *of);
	struct grouped g;

	h->people = people_count(people);
	for (size_t i = 0; i < n; i++) {
		struct earlier *e = &h->list[i];

		e->person = people_text(people, e->person, NULL, NULL);
		of[i] = e->action == ACTION_RETRACT ? DICT_NONE : e->person;
	}
	g = grouped_make(of, n, h->people);
	free(of);
	h->first = g.first;
	h->by_person = list_of(n, sizeof *h->by_person);
	for (size_t i = 0; i < h->first[h->people]; i++)
		h->by_person[i] = &h->list[g.things[i]];
	free(g.things);
}

void
history_close(struct history *h, struct people *people)
{
	close_people(h, people);
	for (size_t i = 0; i < h->people; i++)
		if (h->first[i + 1] > h->first[i] + 1)
			qsort(h->by_person + h->first[i],
			    h->first[i + 1] - h->first[i],
			    sizeof *h->by_person, by_time);
}

/* The first from i on that wasn't retracted. */
static const struct earlier *
standing(const struct history *h, size_t i)
{
	while (i != DICT_NONE && h->list[i].action == ACTION_RETRACT)
		i = h->list[i].next;
	return i != DICT_NONE ? &h->list[i] : NULL;
}

const struct earlier *
history_about(const struct history *h, const char *trigger_id,
    const struct earlier *before)
{
	size_t i;

	if (before != NULL)
		return standing(h, before->next);
	i = dict_find(h->triggers, trigger_id, strlen(trigger_id));
	return i != DICT_NONE ? standing(h, h->first_about[i]) : NULL;
}

const struct earlier *const *
history_of(const struct history *h, size_t person, size_t *n)
{
	const struct earlier *const *list = h->by_person + h->first[person];

	*n = h->first[person + 1] - h->first[person];
	while (*n > 0 && list[*n - 1]->is_called_back)
		(*n)--;
	return list;
}

/* They are behind all others. */
void
history_call_back(struct history *h, const struct earlier *e)
{
	size_t from = h->first[e->person], to = h->first[e->person + 1];

	h->list[e - h->list].is_called_back = true;
	while (from < to && h->by_person[from] != e)
		from++;
	for (; from + 1 < to; from++)
		h->by_person[from] = h->by_person[from + 1];
	if (from < to)
		h->by_person[from] = e;
}

const struct earlier *
history_all(const struct history *h, size_t *n)
{
	*n = h->n;
	return h->list;
}
