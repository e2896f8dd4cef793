#include <math.h>

#include "btyd_form.h"

/* The positive nodes of Gauss and Legendre's rule of 16 points, and weights. */
static const struct {
	double at, weight;
} rule[] = {
	{ 0.0950125098376374402, 0.189450610455068496 },
	{ 0.281603550779258913, 0.182603415044923589 },
	{ 0.458016777657227386, 0.169156519395002538 },
	{ 0.617876244402643748, 0.149595988816576732 },
	{ 0.755404408355003034, 0.124628971255533872 },
	{ 0.865631202387831744, 0.0951585116824927848 },
	{ 0.944575023073232576, 0.0622535239386478929 },
	{ 0.989400934991649933, 0.0271524594117540949 }
};

enum { POINTS = sizeof rule / sizeof *rule };

/* What is integrated over the time since the last purchase, in which they may
   have gone; and, weighted by it, what its gradient needs. */
struct integral {
	double log;		/* of the integral */
	double ln_alpha, inv_alpha, ln_beta, inv_beta;	/* means */
};

struct shape {
	double from, shift;	/* y = from + shift * (e^v - 1) */
	double alpha, beta, pace, end;	/* (alpha+y)^-pace (beta+y)^-end */
	double first;		/* the logarithm at v = 0, taken out */
};

/* Add the rule's point at v. */
static double
add_point(const struct shape *s, double v, double weight,
    struct integral *sum)
{
	double y = s->from + s->shift * expm1(v);
	double ln_alpha = log(s->alpha + y), ln_beta = log(s->beta + y);
	double value = weight * exp(v - s->pace * ln_alpha -
	    s->end * ln_beta - s->first);

	sum->ln_alpha += value * ln_alpha;
	sum->inv_alpha += value / (s->alpha + y);
	sum->ln_beta += value * ln_beta;
	sum->inv_beta += value / (s->beta + y);
	return value;
}

/* Panels, each twice as wide as the one before, until one adds nothing. */
static struct integral
integrate(const struct shape *s, double until)
{
	struct integral sum = { .log = 0 };
	double all = 0, at = 0, width = 4 / (s->pace + s->end + 1), panel;

	do {
		double half = fmin(width, until - at) / 2;

		panel = 0;
		for (int i = 0; i < POINTS; i++) {
			double d = half * rule[i].at;
			double w = half * rule[i].weight;

			panel += add_point(s, at + half - d, w, &sum);
			panel += add_point(s, at + half + d, w, &sum);
		}
		all += panel;
		at += 2 * half;
		width *= 2;
	} while (at < until && panel >= 1e-18 * all);
	sum.ln_alpha /= all;
	sum.inv_alpha /= all;
	sum.ln_beta /= all;
	sum.inv_beta /= all;
	sum.log = log(all) + log(s->shift) + s->first;
	return sum;
}

/* The logarithms of the chances to be alive and to be gone, but for what they
   share; gone is -inf where they bought at the end. */
struct ways {
	double alive, gone;
	struct integral gone_in;
};

static struct ways
ways_of(const double p[], int x, double last, double all)
{
	double c = fmin(p[ALPHA], p[BETA]), pace = p[R] + x;
	struct shape s = { .from = last, .shift = c + last,
	    .alpha = p[ALPHA], .beta = p[BETA], .pace = pace,
	    .end = p[S] + 1 };
	struct ways w = { .alive = -pace * log(p[ALPHA] + all) -
	    p[S] * log(p[BETA] + all), .gone = -INFINITY };

	if (last >= all)
		return w;
	s.first = -pace * log(p[ALPHA] + last) - s.end * log(p[BETA] + last);
	w.gone_in = integrate(&s, log1p((all - last) / s.shift));
	w.gone = log(p[S]) + w.gone_in.log;
	return w;
}

double
pareto_value(enum btyd_model model, const double p[], const struct sums *s,
    const struct btyd_history *h, double unit, double g[])
{
	double all = h->all / unit, n = (double)h->n;
	struct ways w = ways_of(p, h->x, h->last / unit, all);
	const struct integral *in = &w.gone_in;
	double alive = form_sigmoid(w.alive - w.gone), gone = 1 - alive;
	double pace = p[R] + h->x;

	(void)model;
	g[R] += n * (s->inv_r[h->x] + log(p[ALPHA]) -
	    alive * log(p[ALPHA] + all) - gone * in->ln_alpha);
	g[ALPHA] += n * (p[R] / p[ALPHA] - pace *
	    (alive / (p[ALPHA] + all) + gone * in->inv_alpha));
	g[S] += n * (log(p[BETA]) - alive * log(p[BETA] + all) +
	    gone * (1 / p[S] - in->ln_beta));
	g[BETA] += n * (p[S] / p[BETA] - alive * p[S] / (p[BETA] + all) -
	    gone * (p[S] + 1) * in->inv_beta);
	return s->ln_r[h->x] + p[R] * log(p[ALPHA]) + p[S] * log(p[BETA]) +
	    (isinf(w.gone) ? w.alive :
	    w.gone + form_log1pexp(w.alive - w.gone));
}

double
pareto_alive(const struct btyd_fit *f, const struct btyd_history *h)
{
	struct ways w = ways_of(f->p, h->x, h->last, h->all);

	return isinf(w.gone) ? 1 : form_sigmoid(w.alive - w.gone);
}

/* No singularity where s is 1. */
double
pareto_expected(const struct btyd_fit *f, const struct btyd_history *h,
    double further)
{
	const double *p = f->p;
	double span = log1p(further / (p[BETA] + h->all));

	return (p[R] + h->x) * (p[BETA] + h->all) / (p[ALPHA] + h->all) *
	    span * form_phi(-(p[S] - 1) * span);
}
