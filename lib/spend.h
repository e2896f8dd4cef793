#ifndef SPEND_H
#define SPEND_H

#include <stdbool.h>
#include <stddef.h>

/*
 * How much a customer spends an order: the Gamma-Gamma model (Fader and Hardie
 * 2013).  An order's value varies about the customer's own mean, and that from
 * one customer to another; it must not depend on how often they buy.
 */

/* The repeat orders of a customer, and their mean value; both above 0. */
struct spend_history {
	double x, mean;
};

enum { SPEND_PARAMETERS = 3 };

struct spend_fit {
	double p[SPEND_PARAMETERS];	/* p, q, gamma (an amount) */
	double error[SPEND_PARAMETERS];	/* standard errors; if has_errors */
	bool on_bound[SPEND_PARAMETERS];
	bool has_errors, converged;
	double log_likelihood, gradient_norm;
};

/* Fit by maximum likelihood; n is at least 1.  It is sooner done where those of
   the same x are together. */
struct spend_fit spend_fit(const struct spend_history *h, size_t n);

/* The log-likelihood of one customer. */
double spend_log_likelihood(const struct spend_fit *f,
    const struct spend_history *h);

/* Is the mean of all customers finite?  If not, nothing can be expected. */
bool spend_has_mean(const struct spend_fit *f);

/* What the next order of one with that history is worth; of one without, x is
   0 and it is the mean of all customers. */
double spend_expected(const struct spend_fit *f,
    const struct spend_history *h);

#endif
