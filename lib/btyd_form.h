#ifndef BTYD_FORM_H
#define BTYD_FORM_H

#include "btyd.h"

/* The formulas of each model, for btyd.c alone. */

/* r is of the pace; then a and b, or s and beta, of the end. */
enum { R, ALPHA, A, B, S = A, BETA = B };

/* What the likelihoods of all histories have in common: sums over i < k. */
struct sums {
	double *ln_r, *inv_r;		/* ln(r+i), 1/(r+i) */
	double *ln_ab, *inv_ab;		/* ln(b+i) - ln(a+b+i), 1/(a+b+i) */
	double *inv_b;			/* 1/(b+i) - 1/(a+b+i) */
	int most;
};

/* The log-likelihood of one history, in units of a time, and its gradient by p,
   for all who have it, added to g. */
typedef double history_value(enum btyd_model model, const double p[],
    const struct sums *s, const struct btyd_history *h, double unit,
    double g[]);
history_value beta_value, pareto_value;

/* The chance that they are alive, and what is to be expected of them if they
   are. */
double beta_alive(const struct btyd_fit *f, const struct btyd_history *h);
double beta_expected(const struct btyd_fit *f, const struct btyd_history *h,
    double further);
double pareto_alive(const struct btyd_fit *f, const struct btyd_history *h);
double pareto_expected(const struct btyd_fit *f, const struct btyd_history *h,
    double further);

/* ln(1 + e^u), 1 / (1 + e^-u), and (e^z - 1) / z. */
double form_log1pexp(double u);
double form_sigmoid(double u);
double form_phi(double z);

#endif
