/*
 * churn-flag - who has silently left, and who is about to
 *
 * Nobody tells a shop that they won't come back.  A model of the customer base
 * tells how likely each of them still is a customer, by how often and how
 * lately they bought: at risk below one half, churned below one fifth.  Where
 * there is too little to learn from, a customer's own rhythm decides, or the
 * store's: at risk when silent for longer than the usual gap, churned at three
 * times that; and where nobody has any, how long they have been silent.
 */

#include "churn.h"
#include "holdout.h"
#include "tally.h"

static struct purchases purchases;
static int by = CHURN_MBG, unit = UNIT_DAY;
static bool is_chosen;
static struct churn_rules rules = {
	.horizon = { .days = 90 },
	.below = { [CHURN_AT_RISK] = 0.5, [CHURN_CHURNED] = 0.2 },
	.times = { [CHURN_AT_RISK] = 1, [CHURN_CHURNED] = 3 },
	.windows = { { { .days = 15 }, { .days = 30 }, { .days = 90 },
	    { .days = 120 } }, 4 }
};
static const char *model_path, *write_path;
static bool is_diagnosis, is_split;
static struct instant until;
static const char *plot_path;

static value_parser by_parse, until_parse;

static const struct opt options[] = {
	{ 0, "by", "WAY", "mbg-nbd, bg-nbd, pareto-nbd, gap or window "
	    "(mbg-nbd, where it can)", by_parse, &by },
	{ 0, "horizon", "SPAN", "orders are expected in this time (90d)",
	    span_parse_days, &rules.horizon },
	{ 0, "at-risk", "SHARE", "at risk with a p_alive below (0.5)",
	    churn_parse_share, &rules.below[CHURN_AT_RISK] },
	{ 0, "churned", "SHARE", "churned with a p_alive below (0.2)",
	    churn_parse_share, &rules.below[CHURN_CHURNED] },
	{ 0, "at-risk-gaps", "N", "at risk after so many usual gaps (1)",
	    churn_parse_times, &rules.times[CHURN_AT_RISK] },
	{ 0, "churned-gaps", "N", "churned after so many usual gaps (3)",
	    churn_parse_times, &rules.times[CHURN_CHURNED] },
	{ 0, "windows", "SPANS", "how long they have been silent "
	    "(15d,30d,90d,120d)", churn_parse_windows, &rules.windows },
	{ 0, "model", "FILE", "score by the model in this file",
	    text_parse, &model_path },
	{ 0, "write-model", "FILE", "write the model to this file",
	    text_parse, &write_path },
	{ 0, "diagnose", NULL, "tell how good the model is, instead",
	    NULL, &is_diagnosis },
	{ 0, "calibrate-until", "WHEN", "diagnose the model of then (the "
	    "middle)", until_parse, &until },
	{ 0, "plot", "FILE.svg", "draw the diagnosis into this file, too",
	    text_parse, &plot_path },
	{ 0, "time-unit", "UNIT", "day or week, of the file written (day)",
	    model_parse_unit, &unit },
	CUSTOMER_OPTIONS(purchases),
	{ .name = NULL }
};

static const struct tool churn_flag = {
	.summary = "Tell who has left, and who is about to.",
	.operands = "[ORDERS.csv | CUSTOMERS.csv ...]",
	.options = options
};

static const char *
by_parse(const char *text, void *into)
{
	is_chosen = true;
	return choice_parse(text, churn_ways(), into);
}

static const char *
until_parse(const char *text, void *into)
{
	const char *reason = instant_parse_as_of(text, into);

	is_split = reason == NULL;
	return reason;
}

static void
check_options(void)
{
	if (!is_diagnosis && (is_split || plot_path != NULL))
		opt_fail("--%s goes with --diagnose", is_split ?
		    "calibrate-until" : "plot");
	if (is_diagnosis && (model_path != NULL || write_path != NULL))
		opt_fail("--diagnose fits a model of its own, for --%s to "
		    "leave alone", model_path != NULL ? "model" :
		    "write-model");
	if (model_path != NULL && write_path != NULL)
		opt_fail("--model leaves nothing for --write-model");
	if (model_path != NULL && is_chosen)
		opt_fail("--model tells by what, so --by can't");
	if (by >= CHURN_GAP && (is_diagnosis || write_path != NULL))
		opt_fail("--by %s has no model", churn_ways()[by]);
	if (rules.below[CHURN_CHURNED] > rules.below[CHURN_AT_RISK])
		opt_fail("--churned %.3g is more than --at-risk %.3g",
		    rules.below[CHURN_CHURNED], rules.below[CHURN_AT_RISK]);
	if (rules.times[CHURN_CHURNED] < rules.times[CHURN_AT_RISK])
		opt_fail("--churned-gaps %.3g is less than --at-risk-gaps "
		    "%.3g", rules.times[CHURN_CHURNED],
		    rules.times[CHURN_AT_RISK]);
}

/* The next simpler way, where there is nothing to go by. */
static enum churn_way
fall_back(const struct base *b, const char *reason)
{
	enum churn_way way = b->store_gap > 0 ? CHURN_GAP : CHURN_WINDOW;

	if (b->customers > 0)
		tally_note("by %s, not %s: %s", churn_ways()[way],
		    churn_ways()[by], reason);
	return way;
}

/* Find what they are judged by. */
static void
settle(struct model *m, const struct base *b, const struct common *common)
{
	const char *reason = NULL;

	rules.as_of = common->as_of;
	rules.store_gap = b->store_gap;
	rules.model = m;
	rules.way = (enum churn_way)by;
	m->unit = (enum time_unit)unit;
	if (model_path != NULL) {
		model_read(m, model_path);
		rules.way = (enum churn_way)m->fit.model;
	} else if (by < CHURN_GAP) {
		reason = model_fit(m, (enum btyd_model)by, b, common->as_of);
	} else if (by == CHURN_GAP && b->store_gap <= 0) {
		reason = "nobody bought on two days or more";
	}
	if (reason != NULL)
		rules.way = fall_back(b, reason);
}

/* The thresholds, and how many are on which side of them. */
static void
tell(const size_t n[])
{
	const struct windows *w = &rules.windows;
	char first[SPAN_ROOM], last[SPAN_ROOM];

	span_print(w->list[0], first);
	span_print(w->list[w->n - 1], last);
	if (n[CHURN_ACTIVE] + n[CHURN_AT_RISK] + n[CHURN_CHURNED] == 0) {
		tally_note("nobody bought");
		return;
	}
	if (rules.way < CHURN_GAP)
		tally_note("by %s: at-risk below p_alive %.3g, churned below "
		    "%.3g", churn_ways()[rules.way],
		    rules.below[CHURN_AT_RISK], rules.below[CHURN_CHURNED]);
	else if (rules.way == CHURN_GAP)
		tally_note("by gap: at-risk after %.3g times the usual gap, "
		    "churned after %.3g; the store's is %.1f d",
		    rules.times[CHURN_AT_RISK], rules.times[CHURN_CHURNED],
		    rules.store_gap);
	else
		tally_note("by window: at-risk when silent for %s, churned "
		    "for %s", first, last);
	tally_note("%zu active, %zu at-risk, %zu churned", n[CHURN_ACTIVE],
	    n[CHURN_AT_RISK], n[CHURN_CHURNED]);
}

/* Somebody whose table knows no purchase stays, with blanks. */
static void
write_all(const struct customers *all, struct sink *out)
{
	size_t n[CHURN_STATES] = { 0 };

	for (size_t i = 0; i < customers_count(all); i++) {
		const struct customer *c = customers_get(all, i);
		struct churn_verdict v;

		customers_write(all, i, out);
		if (c->orders != 0) {
			churn_judge(&rules, c, &v);
			n[v.state]++;
		}
		churn_write(c->orders != 0 ? &v : NULL, out);
		sink_end(out);
	}
	tell(n);
}

/* How good the model is, and nothing of single customers. */
static int
diagnose(char *files[], struct common *common)
{
	struct holdout *h;
	struct sink *out = sink_open(common->output, common, NULL,
	    holdout_columns());
	int status;

	purchases.needs_orders = "diagnose";
	rules.way = (enum churn_way)by;
	h = holdout_new(files, common, &purchases, &rules, is_split ? &until :
	    NULL);
	holdout_write(h, out);
	status = tally_close();
	if (plot_path != NULL)
		holdout_plot(h, plot_path, common);
	sink_close(out);
	holdout_free(h);
	return status;
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files = opt_parse(&churn_flag, &common, argc, argv);
	struct model model = { .customers = 0 };
	struct customers *all;
	struct base base;
	struct sink *out;
	int status;

	check_options();
	if (is_diagnosis)
		return diagnose(files, &common);
	all = customers_read(files, &common, &purchases);
	base = base_new(all, common.as_of);
	settle(&model, &base, &common);
	out = customers_open(all, &common, churn_columns());
	write_all(all, out);
	status = tally_close();
	if (write_path != NULL && rules.way < CHURN_GAP)
		model_write(&model, write_path, &common);
	else if (write_path != NULL)
		tally_note("--write-model: no model to rely on, so none is "
		    "written");
	sink_close(out);
	base_free(&base);
	customers_free(all);
	return status;
}
