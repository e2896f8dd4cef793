/*
 * btyd-cover MODEL CUSTOMERS TIMES SEED: how honest the standard errors are.
 * Customers are drawn from known parameters so many times, and the model is
 * fitted to them; told is how many percent of the 95 % intervals, from p *
 * exp(-1.96 error / p) to p * exp(1.96 error / p), hold what was drawn from,
 * by parameter, and how many fits had intervals.  MODEL is a number of enum
 * btyd_model, or 3 for Gamma-Gamma.
 */

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "btyd.h"
#include "spend.h"

enum { SPEND = 3, MODELS };

static const double truth[MODELS][BTYD_PARAMETERS] = {
	[BTYD_BG] = { 0.8, 30, 0.8, 2.5 },
	[BTYD_MBG] = { 0.8, 30, 0.8, 2.5 },
	[BTYD_PARETO] = { 0.8, 30, 0.8, 60 },
	[SPEND] = { 6, 4, 15 }
};

static uint64_t state;

/* Of 0 to 1, neither included: xorshift64*. */
static double
uniform(void)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return ((double)((state * UINT64_C(2685821657736338717)) >> 11) +
	    0.5) / 9007199254740992.0;
}

static double
normal(void)
{
	return sqrt(-2 * log(uniform())) * cos(2 * acos(-1) * uniform());
}

/* Marsaglia and Tsang (2000); of a rate of 1. */
static double
gamma_of(double shape)
{
	double d, c, x, v;

	if (shape < 1)
		return gamma_of(shape + 1) * pow(uniform(), 1 / shape);
	d = shape - 1.0 / 3;
	c = 1 / sqrt(9 * d);
	for (;;) {
		x = normal();
		v = pow(1 + c * x, 3);
		if (v > 0 && log(uniform()) < x * x / 2 + d - d * v +
		    d * log(v))
			return d * v;
	}
}

static double
beta_of(double a, double b)
{
	double of_a = gamma_of(a);

	return of_a / (of_a + gamma_of(b));
}

/* Somebody who first bought 100 to 700 days ago. */
static struct btyd_history
live(enum btyd_model model)
{
	const double *p = truth[model];
	struct btyd_history h = { .all = floor(100 + 600 * uniform()),
	    .n = 1 };
	double pace = gamma_of(p[0]) / p[1], end = h.all;
	double leaves = model == BTYD_PARETO ? 0 : beta_of(p[2], p[3]);

	if (model == BTYD_PARETO)
		end = fmin(end, -log(uniform()) / (gamma_of(p[2]) / p[3]));
	for (double at = 0;;) {
		if ((h.x > 0 || model == BTYD_MBG) && uniform() < leaves)
			return h;
		at += -log(uniform()) / pace;
		if (at >= end)
			return h;
		h.x++;
		h.last = at;
	}
}

static void
count(const double p[], const double error[], const double of[], int n,
    int held[])
{
	for (int i = 0; i < n; i++)
		held[i] += fabs(log(p[i] / of[i])) < 1.959964 * error[i] /
		    p[i];
}

static bool
try_orders(enum btyd_model model, int customers, int held[])
{
	struct btyd_history *list = calloc((size_t)customers, sizeof *list);
	struct btyd_fit f;

	for (int i = 0; list != NULL && i < customers; i++)
		list[i] = live(model);
	f = btyd_fit(model, list, (size_t)customers, NULL);
	free(list);
	if (f.converged && f.has_errors)
		count(f.p, f.error, truth[model], BTYD_PARAMETERS, held);
	return f.converged && f.has_errors;
}

static bool
try_spend(int customers, int held[])
{
	const double *p = truth[SPEND];
	struct spend_history *list = calloc((size_t)customers, sizeof *list);
	struct spend_fit f;

	for (int i = 0; list != NULL && i < customers; i++) {
		double x = 1 + floor(5 * uniform() * uniform());
		double rate = gamma_of(p[1]) / p[2];

		list[i] = (struct spend_history){ x,
		    gamma_of(p[0] * x) / (rate * x) };
	}
	f = spend_fit(list, (size_t)customers);
	free(list);
	if (f.converged && f.has_errors)
		count(f.p, f.error, p, SPEND_PARAMETERS, held);
	return f.converged && f.has_errors;
}

int
main(int argc, char *argv[])
{
	int model = argc == 5 ? atoi(argv[1]) : -1, held[BTYD_PARAMETERS] = { 0 };
	int customers = argc == 5 ? atoi(argv[2]) : 0, told = 0;

	if (model < 0 || model >= MODELS || customers < 1) {
		fputs("usage: btyd-cover MODEL CUSTOMERS TIMES SEED\n", stderr);
		return 2;
	}
	state = strtoull(argv[4], NULL, 10) * 2 + 1;
	for (int i = 0; i < atoi(argv[3]); i++)
		told += model == SPEND ? try_spend(customers, held) :
		    try_orders((enum btyd_model)model, customers, held);
	for (int i = 0; i < (model == SPEND ? SPEND_PARAMETERS :
	    BTYD_PARAMETERS); i++)
		printf("%.1f ", 100.0 * held[i] / told);
	printf("of %d\n", told);
	return 0;
}
