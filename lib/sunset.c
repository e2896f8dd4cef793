#include "sunset.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "notice.h"
#include "pool.h"
#include "record.h"
#include "sink.h"

struct row {
	struct contact who;
	int64_t from;
};

struct sunsets {
	const struct sunset_rules *rules;
	struct instant as_of;
	char spared[SPAN_ROOM + sizeof "bought within "];
	struct sink *out;		/* NULL: no file */
	struct row *list;
	size_t n, room;
};

/* Of a date that may have been later on its day. */
static void
find_bounce(struct series *s, const struct event *e, size_t n)
{
	for (size_t i = 0; i < n && s->has_last && !s->has_bounced; i++) {
		s->bounced_at = e[i].at.seconds;
		s->has_bounced = notice_at(e[i].at) - e[i].at.is_date >=
		    s->last_at.seconds && (strcmp(e[i].name, "bounce") == 0 ||
		    strcmp(e[i].name, "hard-bounce") == 0);
	}
}

/* What was held back never reached them, so that they can't have answered. */
struct series
series_find(const struct history *h, const char *flow, const char *last_step,
    const char *trigger_id, const struct event *did, size_t n)
{
	const struct earlier *e = history_about(h, trigger_id, NULL);
	struct series s = { .has_begun = false };

	for (; e != NULL; e = history_about(h, trigger_id, e)) {
		if (strcmp(e->flow, flow) != 0)
			continue;
		if (!s.has_begun || e->triggered_at.seconds <
		    s.triggered_at.seconds)
			s.triggered_at = e->triggered_at;
		s.has_begun = true;
		if (e->action != ACTION_SEND ||
		    strcmp(e->step, last_step) != 0)
			continue;
		s.has_last = true;
		s.last_at = e->send_at;
	}
	find_bounce(&s, did, n);
	return s;
}

struct sunsets *
sunsets_open(const char *path, const struct common *common,
    const struct sunset_rules *rules)
{
	struct sunsets *all = calloc(1, sizeof *all);
	struct common csv = *common;
	char spare[SPAN_ROOM];

	if (all == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	all->rules = rules;
	all->as_of = common->as_of;
	span_print(rules->spare, spare);
	snprintf(all->spared, sizeof all->spared, "bought within %s", spare);
	/* Without rows it must still be such a file: NDJSON would be none. */
	csv.json = false;
	if (path != NULL)
		all->out = sink_open(path, &csv, NULL,
		    record_columns(RECORD_SUPPRESSION));
	return all;
}

static int64_t
after(struct instant t, struct span s)
{
	return notice_at(instant_move(t, s, 1, instant_zone()));
}

static void
add(struct sunsets *all, struct contact who, int64_t from)
{
	/* In a suppression file that would be a pattern, or two addresses. */
	if (strpbrk(who.email, "*<>,;") != NULL)
		who.email = "";
	all->list = pool_grow(all->list, &all->room, all->n + 1,
	    sizeof *all->list);
	all->list[all->n++] = (struct row){ who, from };
}

const char *
sunsets_judge(struct sunsets *all, const struct series *s,
    const struct answer *a, struct instant ordered, struct contact who)
{
	int64_t grace, spare, from;

	if (all->out == NULL || !s->has_last)
		return NULL;
	grace = after(s->last_at, all->rules->grace);
	spare = after(ordered, all->rules->spare);
	from = grace > spare ? grace : spare;
	if (grace > all->as_of.seconds || (a->is_given && a->at < from) ||
	    (s->has_bounced && s->bounced_at < grace))
		return NULL;
	if (spare > all->as_of.seconds)
		return all->spared;
	add(all, who, from);
	return "sunset";
}

static int
compare(const void *a, const void *b)
{
	const struct row *l = a, *r = b;

	if (l->from != r->from)
		return l->from < r->from ? -1 : 1;
	return strcmp(l->who.customer_id, r->who.customer_id);
}

void
sunsets_write(struct sunsets *all)
{
	struct sink *out = all->out;

	if (all->n != 0)
		qsort(all->list, all->n, sizeof *all->list, compare);
	for (size_t i = 0; i < all->n; i++) {
		const struct row *row = &all->list[i];

		sink_text(out, row->who.email);
		sink_text(out, row->who.phone);
		sink_text(out, row->who.customer_id);
		sink_text(out, "");
		sink_text(out, "");
		sink_text(out, "");
		sink_text(out, class_names()[CLASS_MARKETING]);
		sink_text(out, "sunset");
		sink_instant(out, (struct instant){ .seconds = row->from });
		sink_text(out, "");
		sink_end(out);
	}
}

void
sunsets_close(struct sunsets *all)
{
	if (all->out != NULL)
		sink_close(all->out);
	free(all->list);
	free(all);
}
