#ifndef BTYD_H
#define BTYD_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Models of buying until dying unseen: everybody buys at a pace of their own
 * until, after some purchase, they are gone.  BG/NBD (Fader, Hardie and Lee
 * 2005) lets them go after repeat purchases alone, so that whoever bought once
 * is always alive; MBG/NBD (Batislam and others 2007) after the first, too.
 * In Pareto/NBD (Schmittlein, Morrison and Colombo 1987) they go at any time.
 */
enum btyd_model { BTYD_BG, BTYD_MBG, BTYD_PARETO };

/* So many customers of one history.  Times are in any one unit, from the first
   purchase: x repeat purchases, the last at last, observed for all. */
struct btyd_history {
	int x;
	double last, all;
	size_t n;
};

enum { BTYD_PARAMETERS = 4 };

struct btyd_fit {
	enum btyd_model model;
	double p[BTYD_PARAMETERS];	/* r, alpha, a, b; Pareto: r, alpha, s,
					   beta; alpha and beta are times */
	double error[BTYD_PARAMETERS];	/* standard errors; if has_errors */
	bool on_bound[BTYD_PARAMETERS];	/* it ran away: data don't tell it */
	bool has_errors, converged;
	double log_likelihood, gradient_norm;
};

/*
 * Fit by maximum likelihood.  Histories are each there once, in an order that
 * doesn't depend on that of the input, and somebody bought again.  start is
 * where the search begins, in units in which the longest time is 1; NULL: where
 * it does as a rule.
 */
struct btyd_fit btyd_fit(enum btyd_model model, const struct btyd_history *h,
    size_t n, const double start[]);

/* The log-likelihood of one history. */
double btyd_log_likelihood(const struct btyd_fit *f,
    const struct btyd_history *h);

/* The chance that whoever has this history is still a customer. */
double btyd_alive(const struct btyd_fit *f, const struct btyd_history *h);

/* How many purchases are to be expected of them in a further time. */
double btyd_expected(const struct btyd_fit *f, const struct btyd_history *h,
    double further);

#endif
