#ifndef BFGS_H
#define BFGS_H

#include <stdbool.h>

/*
 * The least value of a smooth function of a few variables, by its gradient:
 * the method of Broyden, Fletcher, Goldfarb and Shanno.  A step is taken, too,
 * where the value falls by no more than its last digits and the gradient
 * shrinks, or a flat function would never be done with.
 */
enum { BFGS_MOST = 4 };

/* Variables are logarithms, and each stays between those of a millionth and a
   million; beyond those of a hundred thousandth and of a hundred thousand it
   isn't told by the data. */
bool bfgs_is_told(double logarithm);

/* The value at p, and the gradient there into it. */
typedef double bfgs_function(const double p[], double gradient[], void *ctx);

struct bfgs_task {
	bfgs_function *value;
	void *ctx;
	int n;			/* variables */
	double scale;		/* of the gradient: it is small by this */
};

struct bfgs_result {
	double value, norm;	/* norm: the largest part of the gradient that
				   isn't against the box, in units of scale */
	bool converged;
};

/* Start at p, and leave there where it ends: soon, where a variable runs
   against the box, for then there is no least value. */
struct bfgs_result bfgs_minimise(const struct bfgs_task *t, double p[]);

/* The standard errors of what is minus a log-likelihood, by its curvature at
   the least value; false: it isn't one that tells. */
bool bfgs_errors(const struct bfgs_task *t, const double p[], double errors[]);

#endif
