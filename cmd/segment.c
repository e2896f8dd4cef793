/*
 * segment - score customers by recency, frequency and spend, and name them
 *
 * Customers are compared with each other: how long ago they last bought (r),
 * how often (f), for how much (m).  Each measure is cut at its quantiles into
 * bins, 5 being the best of 5, and a segment map has a name for every three
 * scores.  Equal customers always share a score, and the cuts can be frozen,
 * so that somebody's segment changes only with what they do.
 *
 * With --pockets they are judged by their own rhythm too: at risk when silent
 * for longer than their usual gap, inactive at three times that.
 */

#include <stdio.h>

#include "conduct.h"
#include "customer.h"
#include "pocket.h"
#include "rank.h"
#include "rfm.h"
#include "rows.h"
#include "scoring.h"
#include "tally.h"

struct study {
	struct customers *customers;
	struct conducts *conducts;
	struct scoring scoring;
	struct instant as_of;
};

/* The order of the flags among the columns. */
static const enum pocket flags[POCKETS] = { POCKET_NEW, POCKET_ACTIVE,
    POCKET_HERO, POCKET_AT_RISK, POCKET_INACTIVE, POCKET_NEGATIVE,
    POCKET_CART };

/* Columns added; those from pocket on only with pockets. */
static const char *added[] = { "recency_days", "r", "f", "m", "rfm",
    "segment", "pocket", "pocket_reason", "is_new", "is_active", "is_hero",
    "is_at_risk", "is_inactive", "is_negative_experience",
    "is_cart_abandoner", NULL };
enum { SCORES = 6 };

static struct purchases purchases;
static struct scoring_wish wish = { .average = -1 };
static const char *write_path;
static bool pockets;
static struct lapse lapse;		/* 0: not said */
static struct list events, surveys, carts;

static value_parser monetary_parse;
static char map_help[128];

static const struct opt options[] = {
	{ 0, "bins", "N", "scores go from 1 to N, 3 to 10 (5)",
	    rank_parse_bins, &wish.bins },
	{ 0, "map", "MAP", map_help, text_parse, &wish.map },
	{ 0, "recency-days", "DAYS", "cut recency here: 30,90,180,365",
	    rank_parse, &wish.recency },
	{ 0, "frequency-counts", "COUNTS", "cut the number of orders here",
	    rank_parse, &wish.frequency },
	{ 0, "monetary-amounts", "AMOUNTS", "cut spend here", text_parse,
	    &wish.amounts },
	{ 0, "monetary", "WAY", "spend in total, or average an order (total)",
	    monetary_parse, &wish.average },
	{ 'w', "window", "SPAN", "score the orders of this last while alone",
	    span_parse, &purchases.window },
	{ 0, "cuts", "FILE", "score by the cuts in this file", text_parse,
	    &wish.cuts },
	{ 0, "write-cuts", "FILE", "write the cuts to this file", text_parse,
	    &write_path },
	{ 'p', "pockets", NULL, "add pocket, pocket_reason and flags", NULL,
	    &pockets },
	{ 0, "lapse", "SPANS", "at risk and inactive after these, where "
	    "nobody has a rhythm (90d,180d)", lapse_parse, &lapse },
	{ 0, "events", "FILE", "visits and clicks, for pockets", list_parse,
	    &events },
	{ 0, "surveys", "FILE", "survey responses, for pockets", list_parse,
	    &surveys },
	{ 0, "carts", "FILE", "cart-abandon triggers, for pockets",
	    list_parse, &carts },
	CUSTOMER_OPTIONS(purchases),
	{ .name = NULL }
};

static const struct tool segment = {
	.summary = "Score customers by recency, frequency and spend, and name "
	    "their segments.",
	.operands = "[ORDERS.csv | CUSTOMERS.csv ...]",
	.options = options
};

static const char *
monetary_parse(const char *text, void *into)
{
	static const char *const ways[] = { "total", "average", NULL };

	return choice_parse(text, ways, into);
}

/* Our own maps by their names. */
static void
name_maps(void)
{
	const char *const *names = segmap_names();
	size_t used = (size_t)snprintf(map_help, sizeof map_help,
	    "the segment map: ");

	for (; *names != NULL && used < sizeof map_help; names++)
		used += (size_t)snprintf(map_help + used,
		    sizeof map_help - used, "%s%s", *names,
		    names[1] != NULL ? ", " : " or a file (list125)");
}

/* Read the customers, and what else is known of them. */
static void
read_all(struct study *s, char *files[], struct common *common)
{
	s->customers = customers_read(files, common, &purchases);
	s->as_of = common->as_of;
	s->conducts = conducts_new(s->customers, common);
	conducts_read_events(s->conducts, &events);
	conducts_read_surveys(s->conducts, &surveys);
	conducts_read_carts(s->conducts, &carts);
	conducts_settle(s->conducts);
}

/* Find what each is measured against. */
static void
compare(struct study *s)
{
	struct scoring *by = &s->scoring;

	scoring_cut(by, &wish, s->customers, purchases.window, s->as_of);
	if (!by->frozen && (pockets || write_path != NULL))
		pocket_cut(&by->cuts, s->customers, s->conducts,
		    events.n != 0);
	if (customers_currency(s->customers).code[0] == '\0')
		tally_note("no purchases, so nobody to score");
	else if (pockets && by->cuts.store_gap == 0)
		tally_note("nobody bought on two days, so --lapse decides");
}

static void
write_scores(const struct study *s, const struct customer *c,
    struct sink *out)
{
	struct rfm score = rfm_score(&s->scoring.cuts, c, s->as_of);
	const int scores[] = { score.r, score.f, score.m };
	char rfm[16], *p = rfm;

	sink_int(out, score.recency_days);
	sink_int(out, score.r);
	sink_int(out, score.f);
	sink_int(out, score.m);
	for (int i = 0; i < 3; i++) {
		if (i > 0 && s->scoring.bins > 9)
			*p++ = ';';
		if (scores[i] > 9)
			*p++ = (char)('0' + scores[i] / 10);
		*p++ = (char)('0' + scores[i] % 10);
	}
	*p = '\0';
	sink_text(out, rfm);
	sink_text(out, segmap_segment(s->scoring.map, score.r, score.f,
	    score.m));
}

static void
write_pocket(const struct study *s, size_t i, struct sink *out)
{
	struct pocket_limits limits = { s->as_of, lapse,
	    &s->scoring.cuts };
	struct conduct known = conducts_of(s->conducts, i);
	struct pocket_verdict v;

	pocket_judge(&limits, customers_get(s->customers, i), &known, &v);
	sink_text(out, pocket_name(v.pocket));
	sink_text(out, v.reason);
	for (size_t f = 0; f < POCKETS; f++)
		sink_text(out, v.is[flags[f]] ? "yes" : "no");
}

/* Somebody whose table knows no purchase stays, with blanks. */
static void
write_row(void *study, size_t i, struct sink *out)
{
	const struct study *s = study;
	const struct customer *c = customers_get(s->customers, i);

	customers_write(s->customers, i, out);
	if (c->orders != 0) {
		write_scores(s, c, out);
		if (pockets)
			write_pocket(s, i, out);
	} else {
		for (size_t k = 0; added[k] != NULL; k++)
			sink_text(out, "");
	}
	sink_end(out);
}

int
main(int argc, char *argv[])
{
	struct common common;
	static struct study s;
	struct sink *out;
	char **files;
	int status;

	name_maps();
	files = opt_parse(&segment, &common, argc, argv);
	if (!pockets && (events.n != 0 || surveys.n != 0 || carts.n != 0))
		opt_fail("--events, --surveys and --carts need --pockets");
	if (!pockets && lapse.days[0] != 0)
		opt_fail("--lapse needs --pockets");
	if (lapse.days[0] == 0)
		lapse = (struct lapse){ { 90, 180 } };
	if (wish.cuts != NULL && write_path != NULL)
		opt_fail("--cuts leaves nothing for --write-cuts");
	if (!pockets)
		added[SCORES] = NULL;
	scoring_settle(&s.scoring, &wish, &purchases.window, &common);
	read_all(&s, files, &common);
	compare(&s);
	out = customers_open(s.customers, &common, added);
	rows_write(out, customers_count(s.customers), write_row, &s);
	status = tally_close();
	if (write_path != NULL)
		cuts_write(write_path, &common, &s.scoring.cuts);
	sink_close(out);
	conducts_free(s.conducts);
	customers_free(s.customers);
	segmap_free(s.scoring.map);
	return status;
}
