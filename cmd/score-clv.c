/*
 * score-clv - what each customer is worth
 *
 * What they have paid so far is known.  What is to come is how many orders are
 * to be expected of them, by a model of the customer base that lets them leave
 * unseen, times what an order of theirs is worth, by another that draws those
 * of few orders to the mean of all, less what waiting for it costs.  Where
 * there is too little to learn from, their own rhythm and mean take the place
 * of the models, and that is said.
 */

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "churn.h"
#include "clv.h"
#include "tally.h"

/* Above this, spend and frequency aren't each for itself. */
static const double too_close = 0.3;

static const double month = 365.25 / 12;

static const char *added[] = { "clv_historic", "clv_orders",
    "clv_order_value", "clv", "clv_rank", "clv_decile", NULL };
enum { VALUES = 4 };

static struct purchases purchases = { .needs_repeat_spent = true };
static int by = CHURN_MBG, unit = UNIT_DAY;
static struct clv_rules rules = {
	.horizon = { 365.25 },
	.discount = { .1, { 365.25 } }, .margin = 1
};
static const char *model_path, *write_path;
static bool ranks, is_chosen;

static value_parser by_parse;

static const struct opt options[] = {
	{ 0, "by", "WAY", "orders by mbg-nbd, bg-nbd, pareto-nbd or gap "
	    "(mbg-nbd, where it can)", by_parse, &by },
	{ 0, "horizon", "TIME", "how far ahead (12m)", clv_parse_time,
	    &rules.horizon },
	{ 0, "step", "TIME", "discount at the end of each (1m, or the "
	    "horizon)",
	    clv_parse_time, &rules.step },
	{ 0, "discount", "RATE", "what waiting costs (10%/y)",
	    clv_parse_discount, &rules.discount },
	{ 0, "margin", "PERCENT", "what is left of an order (100%)",
	    clv_parse_percent, &rules.margin },
	{ 0, "rank", NULL, "add clv_rank and clv_decile, 1 the best", NULL,
	    &ranks },
	{ 0, "model", "FILE", "score by the models in this file",
	    text_parse, &model_path },
	{ 0, "write-model", "FILE", "write the models to this file",
	    text_parse, &write_path },
	{ 0, "time-unit", "UNIT", "day or week, of the file written (day)",
	    model_parse_unit, &unit },
	CUSTOMER_OPTIONS(purchases),
	{ .name = NULL }
};

static const struct tool score_clv = {
	.summary = "Tell what each customer is worth.",
	.operands = "[ORDERS.csv | CUSTOMERS.csv ...]",
	.options = options
};

static const char *
by_parse(const char *text, void *into)
{
	static const char *const words[] = { "bg-nbd", "mbg-nbd",
	    "pareto-nbd", "gap", NULL };

	is_chosen = true;
	return choice_parse(text, words, into);
}

static void
fit_orders(struct model *m, const struct base *b)
{
	const char *reason = by == CHURN_GAP ? "as asked" : model_fit(m,
	    (enum btyd_model)by, b, rules.as_of);

	rules.by_model = reason == NULL;
	if (reason != NULL && by != CHURN_GAP && b->customers > 0)
		tally_note("orders by gap, not %s: %s", churn_ways()[by],
		    reason);
	else if (reason == NULL)
		tally_note("orders by %s", churn_ways()[by]);
}

static void
fit_spend(struct model *m, const struct customers *all)
{
	size_t n;
	struct spend_history *list = clv_spend(all, rules.unit, &n);
	const char *reason = model_fit_spend(m, list, n,
	    customers_currency(all));
	double together = clv_correlation(list, n);

	rules.by_spend = reason == NULL;
	if (reason != NULL && customers_count(all) > 0)
		tally_note("order values by each one's mean and the store's, "
		    "not gamma-gamma: %s", reason);
	else if (fabs(together) > too_close)
		tally_note("spend and frequency go together (correlation "
		    "%.2f): gamma-gamma takes them for independent, so that "
		    "clv is %s for who buys often", together, together > 0 ?
		    "too low" : "too high");
	free(list);
}

/* Find what they are scored by. */
static void
settle(struct model *m, const struct customers *all,
    const struct common *common)
{
	struct currency in = customers_currency(all);
	struct base b = base_new(all, common->as_of);

	rules.as_of = common->as_of;
	rules.unit = pow(10, in.places);
	rules.model = m;
	rules.store_gap = b.store_gap;
	rules.store_mean = clv_store_mean(all, rules.unit);
	m->unit = (enum time_unit)unit;
	if (model_path != NULL) {
		model_read(m, model_path);
		rules.by_model = true;
		rules.by_spend = m->has_spend && (in.code[0] == '\0' ||
		    currency_same(in, m->currency));
		if (!rules.by_spend)
			opt_fail("--model: %s: has no order values%s%s",
			    model_path, m->has_spend ? " in " : "",
			    m->has_spend ? in.code : "");
	} else {
		fit_orders(m, &b);
		fit_spend(m, all);
	}
	base_free(&b);
}

static void
write_money(struct sink *out, int64_t minor, struct currency in)
{
	char text[MONEY_ROOM];

	money_print(minor, in, text);
	sink_text(out, text);
}

static void
write_row(const struct customers *all, const struct clv_score *s, size_t n,
    struct sink *out)
{
	const struct customer *c = customers_get(all, s->nth);
	struct currency in = customers_currency(all);
	char orders[64];

	customers_write(all, s->nth, out);
	if (c->orders == 0) {
		for (int k = 0; added[k] != NULL; k++)
			sink_text(out, "");
		sink_end(out);
		return;
	}
	snprintf(orders, sizeof orders, "%.4f", s->clv.orders);
	write_money(out, c->spent, in);
	sink_text(out, orders);
	write_money(out, clv_minor(s->clv.order_value, &rules), in);
	write_money(out, s->minor, in);
	if (ranks) {
		sink_int(out, (int64_t)s->rank);
		sink_int(out, (int64_t)((s->rank - 1) * 10 / n + 1));
	}
	sink_end(out);
}

int
main(int argc, char *argv[])
{
	struct common common;
	char **files = opt_parse(&score_clv, &common, argc, argv);
	struct model model = { .customers = 0 };
	struct customers *all;
	struct clv_score *scores;
	struct sink *out;
	size_t n;
	int status;

	if (model_path != NULL && write_path != NULL)
		opt_fail("--model leaves nothing for --write-model");
	if (model_path != NULL && is_chosen)
		opt_fail("--model tells by what, so --by can't");
	if (rules.step.days <= 0)
		rules.step.days = fmin(month, rules.horizon.days);
	if (rules.step.days > rules.horizon.days ||
	    rules.horizon.days / rules.step.days > 10000)
		opt_fail("--horizon: want one to 10,000 of --step in it");
	if (!ranks)
		added[VALUES] = NULL;
	all = customers_read(files, &common, &purchases);
	settle(&model, all, &common);
	scores = clv_score_all(&rules, all, &n);
	out = customers_open(all, &common, added);
	for (size_t i = 0; i < customers_count(all); i++)
		write_row(all, &scores[i], n, out);
	status = tally_close();
	if (write_path != NULL && rules.by_model && rules.by_spend)
		model_write(&model, write_path, &common);
	else if (write_path != NULL)
		tally_note("--write-model: no model to rely on, so none is "
		    "written");
	sink_close(out);
	free(scores);
	customers_free(all);
	return status;
}
