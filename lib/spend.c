#include "spend.h"

#include <math.h>

#include "bfgs.h"

enum { P, Q, GAMMA };

static const double box = 13.815510557964274;	/* ln(1e6) */
static const double told = 11.512925464970229;	/* ln(1e5) */

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

struct problem {
	const struct spend_history *list;
	size_t n;
	double unit;		/* of money: the mean */
};

/* Minus the log-likelihood, by the logarithms of the parameters. */
static double
value(const double logs[], double g[], void *ctx)
{
	const struct problem *t = ctx;
	double p = exp(logs[P]), q = exp(logs[Q]), gamma = exp(logs[GAMMA]);
	double sum = 0, of_q = ln_gamma(q), slope_q = digamma(q);

	g[P] = g[Q] = g[GAMMA] = 0;
	for (size_t i = 0; i < t->n; i++) {
		double x = t->list[i].x, m = t->list[i].mean / t->unit;
		double px = p * x, spent = m * x, all = gamma + spent;
		double slope = digamma(px + q);

		sum += ln_gamma(px + q) - ln_gamma(px) - of_q +
		    q * log(gamma / all) + px * log(spent / all) - log(m);
		g[P] -= p * x * (slope - digamma(px) + log(spent / all));
		g[Q] -= q * (slope - slope_q + log(gamma / all));
		g[GAMMA] -= q - gamma * (px + q) / all;
	}
	return -sum;
}

struct spend_fit
spend_fit(const struct spend_history *h, size_t n)
{
	double logs[SPEND_PARAMETERS] = { 0, 0, 0 };
	struct problem t = { h, n, 0 };
	struct bfgs_task task = { value, &t, SPEND_PARAMETERS, box,
	    (double)n };
	struct spend_fit f = { .converged = false };
	struct bfgs_result r;

	for (size_t i = 0; i < n; i++)
		t.unit += h[i].mean;
	t.unit /= (double)n;
	r = bfgs_minimise(&task, logs);
	f.has_errors = bfgs_errors(&task, logs, f.error);
	for (int i = 0; i < SPEND_PARAMETERS; i++) {
		f.p[i] = exp(logs[i]) * (i == GAMMA ? t.unit : 1);
		f.error[i] *= f.p[i];
		f.on_bound[i] = fabs(logs[i]) > told;
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
