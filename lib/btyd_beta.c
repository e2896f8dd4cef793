#include <err.h>
#include <math.h>

#include "btyd_form.h"
#include "opt.h"

/* More than any history of days wants. */
enum { TERMS = 10000000 };

/* How many times they could have gone: after each repeat purchase, and in MBG
   after the first, too. */
static int
chances(enum btyd_model model, int x)
{
	return model == BTYD_MBG ? x + 1 : x;
}

/* The logarithm of the odds that they are gone. */
static double
log_odds_gone(enum btyd_model model, const double p[], int x, double last,
    double all)
{
	int k = chances(model, x);

	return log(p[A]) - log(p[B] + k - 1) +
	    (p[R] + x) * log1p((all - last) / (p[ALPHA] + last));
}

/* The log-likelihood of one history, and its gradient by p added to g. */
double
beta_value(enum btyd_model model, const double p[], const struct sums *s,
    const struct btyd_history *h, double unit, double g[])
{
	double last = h->last / unit, all = h->all / unit;
	double ends = p[ALPHA] + all, stops = p[ALPHA] + last;
	int x = h->x, k = chances(model, x);
	double u, w, l, n = (double)h->n;

	l = -p[R] * log1p(all / p[ALPHA]);
	if (k == 0) {
		g[R] += n * (log(p[ALPHA]) - log(ends));
		g[ALPHA] += n * (p[R] / p[ALPHA] - p[R] / ends);
		return l;
	}
	u = log_odds_gone(model, p, x, last, all);
	w = form_sigmoid(u);
	g[R] += n * (s->inv_r[x] + log(p[ALPHA]) - log(ends) +
	    w * log(ends / stops));
	g[ALPHA] += n * (p[R] / p[ALPHA] - (p[R] + x) / ends +
	    w * (p[R] + x) * (1 / ends - 1 / stops));
	g[A] += n * (w / p[A] - s->inv_ab[k]);
	g[B] += n * (s->inv_b[k] - w / (p[B] + k - 1));
	return l + s->ln_r[x] - x * log(ends) + s->ln_ab[k] + form_log1pexp(u);
}

double
beta_alive(const struct btyd_fit *f, const struct btyd_history *h)
{
	if (chances(f->model, h->x) == 0)
		return 1;
	return form_sigmoid(-log_odds_gone(f->model, f->p, h->x, h->last,
	    h->all));
}

/*
 * The sum of Gauss's hypergeometric series times exp(e), of which one may be
 * too large and the other too small for a number, and not their product.  NAN:
 * it doesn't end.
 */
static double
series(double a, double b, double c, double z, double e)
{
	static const double large = 460.51701859880914;	/* ln(1e200) */
	double term = b * z, sum = 0;

	for (double n = 1; n < TERMS; n++) {
		sum += term;
		if (fabs(term) <= 1e-17 * fabs(sum) && n > 2)
			return sum * exp(e);
		term *= (a + n - 1) * (b + n) * z / ((c + n) * (n + 1));
		if (fabs(sum) > 1e200) {
			sum *= 1e-200;
			term *= 1e-200;
			e += large;
		}
	}
	return NAN;
}

/* Euler's form of it, without what cancels at a = 1 and at a + b + x = 1. */
double
beta_expected(const struct btyd_fit *f, const struct btyd_history *h,
    double further)
{
	const double *p = f->p;
	double big = p[B] + chances(f->model, h->x);
	double c = p[A] + big - 1, b = c - (p[R] + h->x);
	double z = further / (p[ALPHA] + h->all + further);
	double q = log1p(-z), e = (p[A] - 1) * q;
	double sum = series(p[A], b, c, z, e);

	if (isnan(sum))
		errx(EXIT_TROUBLE, "what is to be expected can't be computed: "
		    "the model's alpha is too small beside the horizon");
	return -c * q * form_phi(e) - sum;
}
