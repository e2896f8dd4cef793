/*
 * win-back - who used to buy, has gone quiet, and may be won back
 *
 * Somebody has lapsed who was silent for longer than three of their usual gaps,
 * or the store's where they have none of their own; or for as long as a window
 * says, by what they are if need be.  Any order ends the silence, whatever became
 * of it.  Who clicks then has answered, and who said no to any channel is left
 * alone.  Who got the last message and let it pass becomes, once a grace is over
 * and unless they bought within a year, a row of a suppression file.  If that is
 * wanted, who lets messages pass is won back before they lapse.
 */

#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "base.h"
#include "churn.h"
#include "delays.h"
#include "idle.h"
#include "lapse.h"
#include "notice.h"
#include "phrase.h"
#include "record.h"
#include "regulars.h"
#include "sunset.h"
#include "tally.h"

static const char flow[] = "win-back";

static struct purchases purchases = { .keeps_all = true };
static struct lapse_rules lapsing = { .way = LAPSE_GAP,
    .window = { .days = 90 } };
static const char *windows_path, *sunset_path, *last_step = "last";
static struct regulars_files beside;
static struct span unengaged;
static bool count_opens;
static struct sunset_rules leaving = { .grace = { .days = 7 },
    .spare = { .days = 365 } };
static struct since since;

static const struct opt options[] = {
	LAPSE_OPTIONS(lapsing, windows_path),
	{ 0, "engagement", "FILE", "who clicked, or ordered", list_parse,
	    &beside.engagement },
	{ 0, "count-opens", NULL, "who opened a message has answered, too",
	    NULL, &count_opens },
	{ 0, "suppress", "FILE", "who isn't to be written to", list_parse,
	    &beside.suppress },
	{ 0, "history", "FILE", "what was sent", list_parse,
	    &beside.history },
	{ 0, "unengaged", "SPAN", "who let messages pass for so long, too, "
	    "though they haven't lapsed", span_parse_days, &unengaged },
	SUNSET_OPTIONS(sunset_path, last_step, leaving),
	CUSTOMER_OPTIONS(purchases),
	SINCE_OPTION(since),
	{ .name = NULL }
};

static const struct tool win_back = {
	.summary = "Find customers who have lapsed.",
	.operands = "[ORDERS | CUSTOMERS ...]",
	.options = options
};

struct job {
	struct common common;
	struct pool *pool;
	struct delays *delays;
	struct regulars *people;
	struct notices *notices;
	struct sunsets *sunsets;
	size_t bought, lapsed;		/* people */
};

/* Somebody who may have lapsed, by their last order. */
struct lapser {
	const struct regular *r;
	const char *id, *by;		/* by: what chose their window */
	struct lapse lapse;
	struct series series;
	struct answer answer;
	struct idle idle;
	bool has_lapsed;
};

static void
check_options(void)
{
	if (windows_path != NULL && lapsing.way != LAPSE_WINDOW)
		opt_fail("--windows goes with --by window");
	if (lapsing.times != 0 && lapsing.way == LAPSE_WINDOW)
		opt_fail("--times goes with --by gap");
	if (beside.history.n == 0 && (sunset_path != NULL ||
	    unengaged.days + unengaged.months != 0))
		opt_fail("--%s needs --history", sunset_path != NULL ?
		    "sunset" : "unengaged");
	if (count_opens && beside.engagement.n == 0)
		opt_fail("--count-opens needs --engagement");
	if (lapsing.times == 0)
		lapsing.times = 3;
}

/* Read it all, and find the store's gap. */
static void
read_people(struct job *j, char *files[])
{
	const char *column = delays_column(j->delays);
	struct list asked = { &column, column != NULL, 1 };
	struct base base;

	purchases.needs_table = column != NULL ? "windows" : NULL;
	purchases.people = &asked;
	j->people = regulars_read(files, &j->common, &purchases, &beside);
	purchases.people = NULL;
	base = base_new(regulars_customers(j->people), j->common.as_of);
	lapsing.store_gap = base.store_gap;
	base_free(&base);
}

static struct lapser
look_at(struct job *j, const struct regular *r)
{
	const struct customer *c = r->customer;
	struct lapser l = { .r = r, .by = "" };
	struct span wait = lapsing.window;
	const struct event *did;
	char ordered[INSTANT_ROOM];
	size_t n;

	instant_print(r->last, ordered);
	l.id = phrase_print(j->pool, "%s/%s", phrase_part(j->pool, c->id),
	    ordered);
	if (r->who.cells != NULL && delays_find(j->delays, r->who.cells[0],
	    &wait))
		l.by = r->who.cells[0];
	l.lapse = lapse_find(&lapsing, r->last, base_gap(c), wait);
	did = regulars_did(j->people, r->person, &n);
	l.series = series_find(regulars_history(j->people), flow, last_step,
	    l.id, did, n);
	/* What has begun goes on, though the store's gap be another now. */
	if (l.series.has_begun)
		l.lapse.at = l.series.triggered_at;
	l.answer = answer_find(did, n, r->last, l.lapse.at, count_opens);
	l.has_lapsed = !l.answer.has_ordered && instant_is_known(l.lapse.at,
	    j->common.as_of);
	if (!l.has_lapsed)
		l.idle = idle_find(regulars_history(j->people), r->person,
		    c->id, &l.answer, unengaged, j->common.as_of, j->pool);
	return l;
}

/* Why they aren't to be won back, or NULL. */
static const char *
why_not(struct job *j, const struct lapser *l)
{
	const char *why = NULL;

	if (!l->has_lapsed && !l->idle.is_so)
		return l->answer.has_ordered ? "ordered since" : "not due yet";
	if (l->has_lapsed)
		why = sunsets_judge(j->sunsets, &l->series, &l->answer,
		    l->r->last, notice_contact(&l->r->who));
	if (why != NULL)
		return why;
	if (l->answer.has_refused || regulars_refused(j->people, l->r->person,
	    j->common.as_of))
		return "opted out";
	return l->has_lapsed && l->answer.is_given ? "answered" : NULL;
}

static void
win(struct job *j, const struct lapser *l)
{
	const struct customer *c = l->r->customer;
	struct currency in = customers_currency(regulars_customers(j->people));
	struct notice n = { .flow = flow, .id = l->id,
	    .at = l->lapse.at.seconds, .since = l->r->last.seconds,
	    .who = notice_contact(&l->r->who) };
	char spent[MONEY_ROOM];

	money_print(c->spent, in, spent);
	n.value = phrase_print(j->pool, "%s", spent);
	n.currency = phrase_print(j->pool, "%s", in.code);
	if (l->has_lapsed) {
		n.reason = lapse_reason(&l->lapse, l->r->last,
		    j->common.as_of, l->by, j->pool);
	} else {
		n.id = l->idle.id;
		n.at = l->idle.at.seconds;
		n.since = l->answer.last.seconds;
		n.reason = l->idle.reason;
	}
	notices_add(j->notices, &n);
}

static void
judge(struct job *j)
{
	size_t n = customers_count(regulars_customers(j->people));

	for (size_t i = 0; i < n; i++) {
		const struct regular *r = regulars_get(j->people, i);
		struct lapser l;
		const char *why;

		if (!r->is_last) {
			tally_set_aside(r->customer->orders == 0 ?
			    "never bought" : "not the last of the person", 1);
			continue;
		}
		j->bought++;
		l = look_at(j, r);
		j->lapsed += l.has_lapsed;
		if ((why = why_not(j, &l)) != NULL)
			tally_set_aside(why, 1);
		else
			win(j, &l);
	}
}

int
main(int argc, char *argv[])
{
	struct job j = { .pool = pool_new() };
	char **files = opt_parse(&win_back, &j.common, argc, argv);
	struct sink *out;
	int status;

	check_options();
	j.delays = delays_read(windows_path, &j.common);
	read_people(&j, files);
	out = sink_open(j.common.output, &j.common, NULL,
	    record_columns(RECORD_TRIGGER));
	j.sunsets = sunsets_open(sunset_path, &j.common, &leaving);
	j.notices = notices_new(since);
	judge(&j);
	lapse_tell(&lapsing, j.lapsed, j.bought);
	delays_say(j.delays, "--windows");
	notices_write(j.notices, out);
	sunsets_write(j.sunsets);
	status = tally_close();
	sunsets_close(j.sunsets);
	sink_close(out);
	notices_free(j.notices);
	regulars_free(j.people);
	delays_free(j.delays);
	pool_free(j.pool);
	return status;
}
