#include "holdout.h"

#include <err.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tally.h"

/* Those of so many repeats and more are told of together. */
enum { BINS = 8 };

struct bin {
	size_t customers;
	double expected, made;
};

struct holdout {
	struct bin bins[BINS], all;
	double off, squares[3];		/* sums: |e - m|; ee, mm, em */
};

static void
check_files(char *const files[])
{
	struct stat st;

	for (size_t i = 0; files[i] != NULL; i++)
		if (stat(files[i], &st) != 0)
			err(EXIT_TROUBLE, "%s", files[i]);
		else if (!S_ISREG(st.st_mode))
			errx(EXIT_TROUBLE, "%s: can't be read twice, as "
			    "--calibrate-until does", files[i]);
	if (files[0] == NULL)
		opt_fail("--calibrate-until: want files, for they are read "
		    "twice");
}

static void
add(struct holdout *h, int repeats, double expected, double made)
{
	struct bin *bins[] = { &h->bins[repeats < BINS ? repeats : BINS - 1],
	    &h->all };

	for (int i = 0; i < 2; i++) {
		bins[i]->customers++;
		bins[i]->expected += expected;
		bins[i]->made += made;
	}
	h->off += fabs(expected - made);
	h->squares[0] += expected * expected;
	h->squares[1] += made * made;
	h->squares[2] += expected * made;
}

/* Customers of both times are in one order, and who was one stays one. */
static void
compare(struct holdout *h, const struct customers *before,
    const struct customers *after, const struct btyd_fit *f,
    struct instant until, struct instant as_of)
{
	double further = day_between(instant_day(until), instant_day(as_of));
	size_t k = 0;

	for (size_t i = 0; i < customers_count(before); i++) {
		const struct customer *c = customers_get(before, i);
		struct btyd_history history = base_history(c, until);
		int days = c->order_days;

		while (k < customers_count(after) && strcmp(
		    customers_get(after, k)->id, c->id) < 0)
			k++;
		if (k < customers_count(after) && strcmp(
		    customers_get(after, k)->id, c->id) == 0)
			days = customers_get(after, k)->order_days;
		add(h, history.x, btyd_expected(f, &history, further),
		    days - c->order_days);
	}
}

struct holdout *
holdout_new(char *const files[], struct common *common,
    const struct purchases *how, enum btyd_model by, struct instant until)
{
	struct holdout *h = calloc(1, sizeof *h);
	struct common then = *common;
	struct customers *before, *after;
	struct model m = { .unit = UNIT_DAY };
	struct base base;
	const char *reason;

	if (h == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	check_files(files);
	then.as_of = until;
	then.as_of_given = true;
	tally_mute(true);
	before = customers_read(files, &then, how);
	tally_mute(false);
	after = customers_read(files, common, how);
	base = base_new(before, until);
	if ((reason = model_fit(&m, by, &base, until)) != NULL)
		errx(EXIT_TROUBLE, "--calibrate-until: no %s: %s",
		    model_names()[by], reason);
	compare(h, before, after, &m.fit, until, common->as_of);
	base_free(&base);
	customers_free(before);
	customers_free(after);
	return h;
}

void
holdout_free(struct holdout *h)
{
	free(h);
}

const char *const *
holdout_columns(void)
{
	static const char *const names[] = { "measure", "repeats",
	    "customers", "expected", "made", NULL };

	return names;
}

static void
write_number(struct sink *out, double n)
{
	char text[64];

	snprintf(text, sizeof text, "%.4f", n);
	sink_text(out, text);
}

static void
write_row(struct sink *out, const char *measure, const char *repeats,
    const struct bin *b, double by)
{
	sink_text(out, measure);
	sink_text(out, repeats);
	sink_int(out, (int64_t)b->customers);
	write_number(out, b->expected / by);
	write_number(out, b->made / by);
	sink_end(out);
}

static void
write_error(struct sink *out, const char *measure, size_t customers,
    double error)
{
	sink_text(out, measure);
	sink_text(out, "");
	sink_int(out, (int64_t)customers);
	write_number(out, error);
	sink_text(out, "");
	sink_end(out);
}

void
holdout_write(const struct holdout *h, struct sink *out)
{
	double n = (double)h->all.customers, e = h->all.expected;
	double m = h->all.made, ee, mm, em;
	char repeats[16];

	for (int i = 0; i < BINS; i++) {
		snprintf(repeats, sizeof repeats, "%d%s", i,
		    i == BINS - 1 ? "+" : "");
		if (h->bins[i].customers > 0)
			write_row(out, "mean", repeats, &h->bins[i],
			    (double)h->bins[i].customers);
	}
	write_row(out, "sum", "", &h->all, 1);
	ee = h->squares[0] - e * e / n;
	mm = h->squares[1] - m * m / n;
	em = h->squares[2] - e * m / n;
	write_error(out, "mean absolute error", h->all.customers,
	    h->off / n);
	write_error(out, "bias percent", h->all.customers, m > 0 ?
	    100 * (e - m) / m : 0);
	write_error(out, "correlation", h->all.customers, ee > 0 && mm > 0 ?
	    em / sqrt(ee * mm) : 0);
}
