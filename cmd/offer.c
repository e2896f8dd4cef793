/*
 * offer - who is to hear now of an offer in the shop's calendar
 *
 * A calendar says which offers there are, on which days of which years, and
 * for whom: for Thanksgiving whoever lives in the US, for a sale those who buy
 * in sales.  They are told some days ahead, and until the offer's last minute,
 * by their own clocks.  Whoever has used its coupon hears no more of it.
 */

#include <string.h>

#include "asof.h"
#include "calendar.h"
#include "circle.h"
#include "coupon.h"
#include "data.h"
#include "dict.h"
#include "notice.h"
#include "phrase.h"
#include "record.h"
#include "roster.h"
#include "tally.h"

static const char *path;
static struct span lead = { .days = 14 };
static struct list orders;
static struct since since;

static const struct opt options[] = {
	{ 0, "calendar", "FILE", "which offers there are, when and for whom; "
	    "must be given", text_parse, &path },
	{ 0, "lead", "SPAN", "tell of an offer so many days ahead, unless the "
	    "calendar does (14d)", calendar_parse_lead, &lead },
	{ 0, "orders", "FILE", "orders, or events: who used its coupon isn't "
	    "told again", list_parse, &orders },
	SINCE_OPTION(since),
	{ .name = NULL }
};

static const struct tool offer = {
	.summary = "Find whom to tell of the offers of a calendar.",
	.operands = "[CUSTOMERS ...]",
	.options = options
};

/* A person: their rows, what they go by, how they are reached, and where. */
struct somebody {
	const struct entry *rows;
	size_t n;
	struct contact who;
	const struct zone *zone;
};

struct job {
	struct common *common;
	struct pool *pool;
	struct calendar *calendar;
	const struct showing *showings;	/* that hold about now */
	size_t n_showings;
	struct circle *circle;
	struct roster *roster;
	struct dict *ids;		/* of what was told, or accepted */
	bool *is_told;			/* by row of the calendar */
};

static bool
is_meant(const struct somebody *s, const struct showing *t)
{
	for (size_t i = 0; i < s->n; i++)
		if (((const bool *)s->rows[i].what)[t->row])
			return true;
	return false;
}

/* "Thanksgiving from 2026-11-26 to 2026-11-30, 2w ahead (US)" */
static const char *
reason_of(struct pool *p, const struct offer *o, const char *on,
    const char *last)
{
	char span[SPAN_ROOM];
	const char *text = phrase_print(p, strcmp(on, last) == 0 ?
	    "%s on %s" : "%s from %s to %s", o->name, on, last);

	span_print(o->lead, span);
	if (o->lead.days != 0 || o->lead.months != 0)
		text = phrase_print(p, "%s, %s ahead", text, span);
	return *o->country == '\0' ? text :
	    phrase_print(p, "%s (%s)", text, o->country);
}

static void
tell(struct job *j, const struct somebody *s, const struct showing *t,
    const struct stretch *when, const char *id, struct notices *all)
{
	struct notice n = { .flow = "offer", .id = id, .at = when->from,
	    .since = when->from, .expires = when->to, .who = s->who,
	    .item = t->offer->name };
	char on[DAY_ROOM], last[DAY_ROOM];

	day_print(t->on, on);
	day_print(t->last, last);
	n.reason = reason_of(j->pool, t->offer, on, last);
	n.data = data_make(j->pool, (struct member[]){
	    { "offer", t->offer->name, CELL_TEXT },
	    { "on", on, CELL_TEXT }, { "until", last, CELL_TEXT },
	    { "coupon", t->offer->coupon, CELL_TEXT },
	    { NULL, NULL, CELL_TEXT } });
	notices_add(all, &n);
	j->is_told[t->row] = true;
}

/* Has somebody used the coupon of any row for that offer and day? */
static bool
has_accepted(const struct job *j, const struct somebody *s,
    const struct showing *t)
{
	size_t n;
	const struct event *did = circle_did(j->circle, s->rows->person, &n);

	for (size_t i = 0; n != 0 && i < j->n_showings; i++) {
		const struct showing *of = &j->showings[i];

		if (of->on.number == t->on.number &&
		    strcmp(of->offer->name, t->offer->name) == 0 &&
		    coupon_used(of->offer->coupon, did, n, 0,
		    calendar_when(of, s->zone).from))
			return true;
	}
	return false;
}

/* All that somebody is told of.  Of the rows of the calendar for one offer and
   day the first that is meant for them is theirs, whether it holds or not. */
static void
decide(struct job *j, const struct somebody *s, struct notices *all)
{
	const char *why = "no offer", *name = phrase_part(j->pool,
	    s->who.customer_id);

	for (size_t i = 0; i < j->n_showings; i++) {
		const struct showing *t = &j->showings[i];
		struct stretch when = calendar_when(t, s->zone);
		size_t n = dict_count(j->ids);
		char on[DAY_ROOM];
		const char *id;

		if (!is_meant(s, t))
			continue;
		day_print(t->on, on);
		id = phrase_print(j->pool, "%s/%s/%s", name,
		    phrase_part(j->pool, t->offer->name), on);
		if (dict_add(j->ids, id, strlen(id)) != n ||
		    when.from > j->common->as_of.seconds ||
		    when.to <= j->common->as_of.seconds)
			continue;
		if (has_accepted(j, s, t)) {
			why = why == NULL ? NULL : "accepted";
		} else {
			tell(j, s, t, &when, id, all);
			why = NULL;
		}
	}
	if (why != NULL)
		tally_set_aside(why, s->n);
}

static void
read_customers(struct job *j, char *files[])
{
	static const struct list nothing;
	struct source *in = source_open(files, j->common, NULL);
	struct recipient_columns people = recipient_find(in, &nothing, j->pool);
	size_t created = source_find(in, "created_at");
	struct entry e = { .rank = 0 };
	struct asof asof;

	asof_find(&asof, in);
	j->showings = calendar_open(j->calendar, in, j->common->as_of,
	    &j->n_showings);
	while (source_next(in)) {
		bool is_first = !asof.any, *meant;

		asof_take_only(&asof, in, j->common);
		if (is_first)
			j->showings = calendar_open(j->calendar, in,
			    j->common->as_of, &j->n_showings);
		e.what = meant = pool_bytes(j->pool,
		    calendar_count(j->calendar) + 1);
		if (!roster_knows(in, created, j->common->as_of) ||
		    !recipient_read_named(in, &people, j->pool, &e.who) ||
		    !calendar_judge(j->calendar, in, e.who.country, meant))
			continue;
		roster_add(j->roster, &e);
	}
	source_close(in);
	circle_load(j->circle, "--orders", &orders);
	circle_close(j->circle, true);
	roster_close(j->roster);
}

static void
decide_all(struct job *j, struct notices *all)
{
	struct somebody s;
	size_t told = 0, of = calendar_count(j->calendar), at = 0;

	j->is_told = pool_bytes(j->pool, of + 1);
	while ((s.rows = roster_next(j->roster, &at, &s.n)) != NULL) {
		s.who = roster_contact(s.rows, s.n);
		s.zone = roster_zone(s.rows, s.n);
		decide(j, &s, all);
	}
	for (size_t i = 0; i < of; i++)
		told += j->is_told[i];
	tally_joined("--calendar", told, of);
}

int
main(int argc, char *argv[])
{
	static const char *cells[] = { "coupon" };
	static const struct list asked = { cells, 1, 1 };
	struct common common;
	char **files = opt_parse(&offer, &common, argc, argv);
	struct job j = { .common = &common, .pool = pool_new(),
	    .circle = circle_new(&common, &asked), .ids = dict_new() };
	struct notices *all = notices_new(since);
	struct sink *out;
	int status;

	if (path == NULL)
		opt_fail("no --calendar");
	j.roster = roster_new(j.circle);
	j.calendar = calendar_read(path, &common, lead);
	read_customers(&j, files);
	decide_all(&j, all);
	out = sink_open(common.output, &common, NULL,
	    record_columns(RECORD_TRIGGER));
	notices_write(all, out);
	notices_free(all);
	dict_free(j.ids);
	roster_free(j.roster);
	circle_free(j.circle);
	calendar_free(j.calendar);
	pool_free(j.pool);
	status = tally_close();
	sink_close(out);
	return status;
}
