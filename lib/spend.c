#include "spend.h"

#include <math.h>

#include "bfgs.h"

enum { P, Q, GAMMA };

/* The derivative of the logarithm of the gamma function: by recurrence up to
   8, then by its asymptotic series. */
static double
digamma(double x)
{
	double below = 0, z;

	for (; x < 8; x++)
		below += 1 / x;
	z = 1 / (x * x);
	return log(x) - 0.5 / x - z * (1.0 / 12 - z * (1.0 / 120 - z *
	    (1.0 / 252 - z * (1.0 / 240 - z * (1.0 / 132 - z *
	    (691.0 / 32760 - z / 12)))))) - below;
}

static double
ln_gamma(double x)
{
	int sign;

	return lgamma_r(x, &sign);
}

/* What a customer's likelihood has of how often they bought alone. */
struct counted {
	double x, ln, slope_p, slope_q;
};

static struct counted
count(const double p[], double x)
{
	double px = p[P] * x, slope = digamma(px + p[Q]);

	return (struct counted){ x, ln_gamma(px + p[Q]) - ln_gamma(px) -
	    ln_gamma(p[Q]), slope - digamma(px), slope - digamma(p[Q]) };
}

struct problem {
	const struct spend_history *list;
	size_t n;
	double unit;		/* of money: the mean */
	double log_means;	/* the sum of the means' logarithms */
};

/* Minus the log-likelihood, by the logarithms of the parameters. */
static double
value(const double logs[], double g[], void *ctx)
{
	const struct problem *t = ctx;
	double p[] = { exp(logs[P]), exp(logs[Q]), exp(logs[GAMMA]) };
	double sum = -t->log_means;
	struct counted c = { 0, 0, 0, 0 };

	g[P] = g[Q] = g[GAMMA] = 0;
	for (size_t i = 0; i < t->n; i++) {
		double x = t->list[i].x, px = p[P] * x;
		double spent = t->list[i].mean / t->unit * x;
		double all = p[GAMMA] + spent;
		double theirs = log(spent / all), others = log(p[GAMMA] / all);

		if (x != c.x)
			c = count(p, x);
		sum += c.ln + p[Q] * others + px * theirs;
		g[P] -= px * (c.slope_p + theirs);
		g[Q] -= p[Q] * (c.slope_q + others);
		g[GAMMA] -= p[Q] - p[GAMMA] * (px + p[Q]) / all;
	}
	return -sum;
}

double
spend_log_likelihood(const struct spend_fit *f, const struct spend_history *h)
{
	const double *p = f->p;
	double spent = h->mean * h->x, all = p[GAMMA] + spent;

	return count(p, h->x).ln + p[Q] * log(p[GAMMA] / all) +
	    p[P] * h->x * log(spent / all) - log(h->mean);
}

struct spend_fit
spend_fit(const struct spend_history *h, size_t n)
{
	double logs[SPEND_PARAMETERS] = { 0, 0, 0 };
	struct problem t = { h, n, 0, 0 };
	struct bfgs_task task = { value, &t, SPEND_PARAMETERS,
	    (double)n };
	struct spend_fit f = { .converged = false };
	struct bfgs_result r;

	for (size_t i = 0; i < n; i++)
		t.unit += h[i].mean;
	t.unit /= (double)n;
	for (size_t i = 0; i < n; i++)
		t.log_means += log(h[i].mean / t.unit);
	r = bfgs_minimise(&task, logs);
	f.has_errors = bfgs_errors(&task, logs, f.error);
	for (int i = 0; i < SPEND_PARAMETERS; i++) {
		f.p[i] = exp(logs[i]) * (i == GAMMA ? t.unit : 1);
		f.error[i] *= f.p[i];
		f.on_bound[i] = !bfgs_is_told(logs[i]);
	}
	f.log_likelihood = -r.value - (double)n * log(t.unit);
	f.gradient_norm = r.norm;
	f.converged = r.converged;
	return f;
}

bool
spend_has_mean(const struct spend_fit *f)
{
	return f->p[Q] > 1;
}

double
spend_expected(const struct spend_fit *f, const struct spend_history *h)
{
	const double *p = f->p;

	return p[P] * (p[GAMMA] + h->x * h->mean) /
	    (p[P] * h->x + p[Q] - 1);
}
