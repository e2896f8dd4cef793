#include "holdout_form.h"

#include <err.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "figure.h"

const char *const *
holdout_columns(void)
{
	static const char *const names[] = { "measure", "of", "customers",
	    "model", "plain", "actual", NULL };

	return names;
}

static void
write_number(struct sink *out, bool is_known, double n)
{
	char text[64] = "";

	if (is_known)
		snprintf(text, sizeof text, "%.4f", n);
	sink_text(out, text);
}

static void
write_row(struct sink *out, const char *measure, const char *of,
    const struct bin *b, double by, bool has_plain)
{
	sink_text(out, measure);
	sink_text(out, of);
	sink_int(out, (int64_t)b->customers);
	write_number(out, true, b->model / by);
	write_number(out, has_plain, b->plain / by);
	write_number(out, true, b->actual / by);
	sink_end(out);
}

static void
write_errors(struct sink *out, const char *measure, size_t customers,
    double model, double plain)
{
	sink_text(out, measure);
	sink_text(out, "");
	sink_int(out, (int64_t)customers);
	write_number(out, !isnan(model), model);
	write_number(out, !isnan(plain), plain);
	sink_text(out, "");
	sink_end(out);
}

static double
bias(double expected, double actual)
{
	return actual > 0 ? 100 * (expected - actual) / actual : NAN;
}

/* Pearson's, of what was expected and what was; NAN: one of them is
   constant, but for rounding. */
static double
correlation(const struct errors *e, double expected, double actual, double n)
{
	double ee = e->ee - expected * expected / n;
	double aa = e->aa - actual * actual / n;

	return ee > 1e-9 * e->ee && aa > 1e-9 * e->aa ? (e->ea - expected * actual / n) /
	    sqrt(ee * aa) : NAN;
}

static void
write_all(const struct holdout *h, struct sink *out)
{
	const struct bin *all = &h->all;
	double n = (double)all->customers;

	write_row(out, "total", "", all, 1, true);
	write_errors(out, "mae", all->customers, h->model.off / n,
	    h->plain.off / n);
	write_errors(out, "bias-percent", all->customers,
	    bias(all->model, all->actual), bias(all->plain, all->actual));
	write_errors(out, "correlation", all->customers,
	    correlation(&h->model, all->model, all->actual, n),
	    correlation(&h->plain, all->plain, all->actual, n));
}

static void
name_bin(int i, char text[DAY_ROOM])
{
	snprintf(text, DAY_ROOM, "%d%s", i, i == HOLDOUT_BINS - 1 ? "+" : "");
}

void
holdout_write(const struct holdout *h, struct sink *out)
{
	char text[DAY_ROOM];

	write_all(h, out);
	for (int i = 0; i < HOLDOUT_BINS; i++) {
		name_bin(i, text);
		if (h->repeats[i].customers > 0)
			write_row(out, "orders-by-repeats", text,
			    &h->repeats[i], (double)h->repeats[i].customers,
			    true);
	}
	for (int i = 0; i < CHURN_STATES; i++)
		if (h->back[i].customers > 0)
			write_row(out, "came-back", churn_states()[i],
			    &h->back[i], (double)h->back[i].customers, false);
	for (size_t i = 0; i < h->n_weeks; i++) {
		day_print(holdout_week(h, i), text);
		write_row(out, "repeats-until", text, &h->weeks[i], 1, false);
	}
}

/* Bins as a figure wants them. */
struct drawn {
	double *model, *plain, *actual;
	char (*names)[DAY_ROOM];
	const char **labels;
};

/* mean: a customer's. */
static struct drawn
drawn_new(const struct bin *bins, size_t n, bool mean)
{
	struct drawn d = {
		.model = calloc(n + 1, sizeof *d.model),
		.plain = calloc(n + 1, sizeof *d.plain),
		.actual = calloc(n + 1, sizeof *d.actual),
		.names = calloc(n + 1, sizeof *d.names),
		.labels = calloc(n + 1, sizeof *d.labels)
	};

	if (d.model == NULL || d.plain == NULL || d.actual == NULL ||
	    d.names == NULL || d.labels == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < n; i++) {
		double by = mean ? (double)bins[i].customers : 1;

		d.model[i] = bins[i].model / by;
		d.plain[i] = bins[i].plain / by;
		d.actual[i] = bins[i].actual / by;
		d.labels[i] = d.names[i];
	}
	return d;
}

static void
drawn_free(struct drawn *d)
{
	free(d->model);
	free(d->plain);
	free(d->actual);
	free(d->names);
	free(d->labels);
}

/* The two that are usual: Fader, Hardie and Lee (2005), figures 1 and 2. */
void
holdout_plot(const struct holdout *h, const char *path,
    const struct common *common)
{
	const char *by = model_names()[h->by];
	struct drawn weeks = drawn_new(h->weeks, h->n_weeks, false);
	struct drawn bins = drawn_new(h->repeats, HOLDOUT_BINS, true);
	const struct series tracks[] = {
		{ "actual", LOOK_LINE, weeks.actual },
		{ by, LOOK_DASHED, weeks.model }
	};
	const struct series means[] = {
		{ "actual", LOOK_LINE, bins.actual },
		{ by, LOOK_DASHED, bins.model },
		{ "plain rule", LOOK_DASHED, bins.plain }
	};
	const struct chart charts[] = {
		{ "Repeat orders, all added up", "until", "orders",
		    h->n_weeks, weeks.labels, tracks, 2,
		    day_between(h->first, h->until) / 7.0 - 1, "fitted until here" },
		{ "Orders after that, by repeat orders before",
		    "repeat orders before", "orders a customer",
		    HOLDOUT_BINS, bins.labels, means, 3, 0, NULL }
	};

	for (size_t i = 0; i < h->n_weeks; i++)
		day_print(holdout_week(h, i), weeks.names[i]);
	for (int i = 0; i < HOLDOUT_BINS; i++)
		name_bin(i, bins.names[i]);
	figure_write(path, common, charts, 2);
	drawn_free(&weeks);
	drawn_free(&bins);
}
