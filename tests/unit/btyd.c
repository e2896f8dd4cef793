#include "btyd.h"

#include <math.h>
#include <stdlib.h>

#include "tap.h"

static const struct btyd_fit bg = { .model = BTYD_BG,
    .p = { 0.25, 4, 0.8, 2.5 } };
static const struct btyd_fit bg_cdnow = { .model = BTYD_BG,
    .p = { 0.2425929, 4.413532, 0.7928862, 2.425753 } };
static const struct btyd_fit bg_walk = { .model = BTYD_BG,
    .p = { 0.2425982, 4.4136842, 0.7929899, 2.4261667 } };
static const struct btyd_fit mbg_cdnow = { .model = BTYD_MBG,
    .p = { 0.524838, 6.182992, 0.8913562, 1.613999 } };
static const struct btyd_fit pareto_cdnow = { .model = BTYD_PARETO,
    .p = { 0.5532755, 10.57761, 0.6062135, 11.66791 } };

static struct btyd_history
history(int x, double last, double all)
{
	return (struct btyd_history){ x, last, all, 1 };
}

static void
near(double got, double want, double by, const char *name)
{
	int good = fabs(got - want) <= by;

	ok(good, name);
	if (!good)
		printf("# got %.12g, want %.12g\n", got, want);
}

static double
likelihood(const struct btyd_fit *f, int x, double last, double all)
{
	struct btyd_history h = history(x, last, all);

	return btyd_log_likelihood(f, &h);
}

static double
alive(const struct btyd_fit *f, int x, double last, double all)
{
	struct btyd_history h = history(x, last, all);

	return btyd_alive(f, &h);
}

static double
expected(const struct btyd_fit *f, int x, double last, double all,
    double further)
{
	struct btyd_history h = history(x, last, all);

	return btyd_expected(f, &h, further);
}

/* Hardie's notes and what was published from them; pymc-marketing's and
   ColtAllen's tests. */
static void
test_likelihood(void)
{
	static const struct btyd_fit mbg = { .model = BTYD_MBG,
	    .p = { 0.53, 6.18, 0.89, 1.614 } };
	static const struct btyd_fit wild = { .model = BTYD_PARETO,
	    .p = { 10.465, 7.98565181e-3, 3.0516, 2.82 } };

	near(likelihood(&bg, 0, 0, 40), -0.5994738182, 1e-9, "BG, x 0");
	near(likelihood(&bg, 200, 38, 40), 100.7956931, 1e-6, "BG, x 200");
	near(likelihood(&mbg, 200, 38, 40), 91.80824183, 1e-6, "MBG");
	near(likelihood(&wild, 400, 5, 6), 1323.1889, 1e-3,
	    "Pareto, where powers overflow");
	near(likelihood(&wild, 500, 1, 37), 2594.4045, 1e-3, "and");
	near(likelihood(&wild, 500, 4, 37), 1888.8212, 1e-3, "again");
}

static void
test_alive(void)
{
	ok(alive(&bg_cdnow, 0, 0, 38.86) == 1,
	    "BG: whoever bought once is alive, by construction");
	near(alive(&bg_walk, 26, 30.857143, 31), 0.96885215, 1e-7, "BG");
	near(alive(&bg_cdnow, 1000, 10, 100), 0, 1e-12, "BG, long gone");
	near(alive(&mbg_cdnow, 2, 30.43, 38.86), .70612567, 2e-6, "MBG");
	near(alive(&mbg_cdnow, 0, 0, 38.86), .38971500, 2e-6, "MBG, x 0");
	near(alive(&mbg_cdnow, 7, 29.43, 38.86), .62263865, 2e-6, "MBG, x 7");
	near(alive(&pareto_cdnow, 2, 30.43, 38.86), .86911566, 5e-6,
	    "Pareto");
	near(alive(&pareto_cdnow, 7, 29.43, 38.86), .74941158, 5e-6, "x 7");
	ok(alive(&pareto_cdnow, 23, 39, 39) == 1, "at the end they are");
}

/* Rows of what was published: BTYD's walkthrough and lifetimes' tests. */
struct row {
	const struct btyd_fit *fit;
	int x;
	double last, all, further;
	double want, by;
};

static void
test_rows(void)
{
	static const struct btyd_fit walk = { .model = BTYD_PARETO,
	    .p = { .5534, 10.5802, .6061, 11.6562 } };
	static const struct btyd_fit days = { .model = BTYD_PARETO,
	    .p = { .5532771, 10.57768, .6062399, 11.66873 } };
	static const struct btyd_fit new = { .model = BTYD_PARETO,
	    .p = { .55, 10.56, .61, 11.64 } };
	const struct row rows[] = {
		{ &bg_cdnow, 0, 0, 0, .1429, .00781607, 1e-7 },
		{ &bg_cdnow, 0, 0, 0, 1, .05318476, 1e-7 },
		{ &bg_cdnow, 0, 0, 0, 3, .15063197, 1e-7 },
		{ &bg_cdnow, 0, 0, 0, 31.8571, 1.04049451, 1e-6 },
		{ &bg_walk, 0, 0, 0, 52, 1.4440048, 1e-6 },
		{ &bg_walk, 10, 20, 39, 52, .3474602, 1e-6 },
		{ &bg_walk, 15, 20, 39, 52, .04283395, 1e-7 },
		{ &bg_walk, 20, 20, 39, 52, .004158986, 1e-8 },
		{ &days, 26, 30.857143, 31, 52, 25.455186, 1e-4 },
		{ &days, 0, 0, 0, 52, 1.4734348, 1e-5 },
		{ &walk, 10, 20, 39, 52, .7062289, 4e-4 },
		{ &walk, 15, 20, 39, 52, .1442396, 1e-4 },
		{ &walk, 20, 20, 39, 52, .02250658, 2e-5 },
		{ &walk, 25, 20, 39, 52, .00309267, 3e-6 },
		{ &new, 0, 0, 0, 0, 0, 0 },
		{ &new, 0, 0, 0, 1, .05077821, 1e-8 },
		{ &new, 0, 0, 0, 2, .09916088, 1e-8 },
		{ &new, 0, 0, 0, 5, .23247466, 1e-8 },
		{ &new, 0, 0, 0, 8, .35181024, 1e-8 }
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		near(expected(rows[i].fit, rows[i].x, rows[i].last,
		    rows[i].all, rows[i].further), rows[i].want, rows[i].by,
		    "a row that was published");
	near(alive(&walk, 26, 30.86, 31), .9979, 1e-4, "Pareto, alive");
	near(alive(&days, 0, 0, 39), .2942762, 3e-6, "x 0");
	near(exp(likelihood(&(struct btyd_fit){ .model = BTYD_BG,
	    .p = { .243, 4.414, .793, 2.426 } }, 0, 0, 39)), .5737863521, 1e-9,
	    "BG, the chance of no order in 39 weeks");
}

/*
 * The chance of n purchases by t of somebody new: the likelihood of the last at
 * any time, and of those before it at any time before that, by Simpson's rule.
 */
static double
chance(const struct btyd_fit *f, int n, double t)
{
	enum { STEPS = 4000 };
	double sum = 0, step = t / STEPS;

	for (int i = 1; i <= STEPS; i++) {
		double at = i * step, weight = i == STEPS ? 1 : i % 2 ? 4 : 2;

		sum += weight * exp(likelihood(f, n, at, t) +
		    (n - 1) * log(at) - lgamma(n));
	}
	return sum * step / 3;
}

/* What is to be expected of somebody for ever, less so much for later. */
static double
discounted(const struct btyd_fit *f, int x, double last, double all,
    double discount)
{
	const double step = 0.25;
	double sum = 0, before = 0;

	for (double end = step; end <= 8000; end += step) {
		double until = expected(f, x, last, all, end);

		sum += (until - before) * exp(-discount * (end - step / 2));
		before = until;
	}
	return sum;
}

static void
test_chances(void)
{
	static const struct btyd_fit f = { .model = BTYD_BG,
	    .p = { .243, 4.414, .793, 2.426 } };
	static const struct btyd_fit dert = { .model = BTYD_PARETO,
	    .p = { .5629966, 12.559037, .4081095, 10.5148048 } };
	static const double by_30[] = { .0019995214, .0015170236, .0011633150,
	    .0009003148, .0007023638, .0005517902, .0004361913, .0003467171,
	    .0002769613, .0002222260 };

	near(chance(&f, 10, 2), 1.07868964e-07, 1e-14, "BG, 10 in 2 weeks");
	for (int i = 0; i < 10; i++)
		near(chance(&f, 11 + i, 30), by_30[i], 1e-9,
		    "BG, 11 to 20 in 30 weeks");
	near(discounted(&dert, 7, 35, 77.86, .0027), 1.86418332807, 1e-5,
	    "Pareto, discounted expected residual transactions");
}

static void
test_stability(void)
{
	static const struct btyd_fit stable = { .model = BTYD_PARETO,
	    .p = { .5143, 2.8845, .2856, 14.1087 } };
	static const struct btyd_fit wild = { .model = BTYD_PARETO,
	    .p = { 10.465, 7.98565181e-3, 3.0516, 2.82 } };

	near(alive(&stable, 221, 103.42857, 103.57143), .999596052, 1e-8,
	    "Pareto, where a series fails");
	near(alive(&stable, 254, 97.14286, 97.28571), .999558226, 1e-8, "2");
	near(alive(&stable, 161, 94.71429, 98), .749487752, 1e-7, "3");
	near(alive(&stable, 204, 98.57143, 99.42857), .994255080, 1e-7, "4");
	near(alive(&wild, 40, 5, 6), 1.885128e-3, 1e-8, "overflow, 1");
	near(log(alive(&wild, 50, 1, 37)), log(1.4171e-96), 1e-3, "2");
	near(log(alive(&wild, 50, 4, 37)), log(6.7330e-60), 1e-3, "3");
}

static void
test_expected(void)
{
	static const struct btyd_fit many = { .model = BTYD_PARETO,
	    .p = { .55, 10.58, .61, 11.67 } };
	static const struct btyd_fit new = { .model = BTYD_PARETO,
	    .p = { .55, 10.56, .61, 11.64 } };
	static const struct btyd_fit one = { .model = BTYD_BG,
	    .p = { .5, 5, 1, 2 } };
	static const struct btyd_fit near_one = { .model = BTYD_BG,
	    .p = { .5, 5, 1 + 1e-10, 2 } };

	near(expected(&bg_cdnow, 2, 30.43, 38.86, 39), 1.225910, 1e-5,
	    "BG, Hardie's note 004");
	near(expected(&bg_walk, 26, 30.857143, 31, 52), 25.756538, 1e-4,
	    "BG, customer 1516");
	near(expected(&bg_walk, 25, 20, 39, 52), .000358370, 1e-8,
	    "BG, increasing frequency paradox");
	near(expected(&bg_cdnow, 0, 0, 0, 32), 1.04373743, 1e-6,
	    "BG, somebody new");
	near(expected(&bg_cdnow, 0, 0, 0, 78), 1.8579721, 1e-5,
	    "BG, E[X(78)]: not 1.8576, the series cut short");
	near(expected(&one, 3, 4, 9, 10), expected(&near_one, 3, 4, 9, 10),
	    1e-8, "no singularity at a = 1");
	near(expected(&many, 132, 200, 200, 10), 6.2060517889632418, 1e-9,
	    "Pareto, x 132");
	near(expected(&many, 133, 200, 200, 10), 6.2528722475748113, 1e-9,
	    "Pareto, x 133");
	near(expected(&new, 0, 0, 0, 9), .38909211, 1e-8,
	    "Pareto, somebody new");
}

enum { CUSTOMERS = 300, STARTS = 200 };

static double
draw(void)
{
	return (rand() + 1.0) / (RAND_MAX + 2.0);
}

/* Somebody of a pace and a chance to leave of their own. */
static struct btyd_history
live(void)
{
	double pace = -log(draw()) * .15 * pow(draw(), 2);
	double leaves = pow(draw(), 2);
	struct btyd_history h = history(0, 0, 20 + floor(draw() * 60));

	for (double at = 0; draw() > leaves;) {
		at += -log(draw()) / pace;
		if (at >= h.all)
			break;
		h.x++;
		h.last = at;
	}
	return h;
}

/* Is the fit the same as the one from where it begins as a rule? */
static bool
agrees(const struct btyd_fit *f, const struct btyd_fit *usual)
{
	bool good = f->converged &&
	    fabs(f->log_likelihood - usual->log_likelihood) < 1e-6;

	for (int i = 0; i < BTYD_PARAMETERS; i++)
		good = good && fabs(f->p[i] / usual->p[i] - 1) < 1e-2;
	if (!good)
		printf("# model %d: %.9f, not %.9f\n", (int)f->model,
		    f->log_likelihood, usual->log_likelihood);
	return good;
}

static void
test_fit(enum btyd_model model, const struct btyd_history *list)
{
	static struct btyd_history weeks[CUSTOMERS];
	struct btyd_fit usual = btyd_fit(model, list, CUSTOMERS, NULL), f;
	double repeats = 0, start[BTYD_PARAMETERS];
	bool same = usual.converged;

	for (int i = 0; i < STARTS && same; i++) {
		for (int k = 0; k < BTYD_PARAMETERS; k++)
			start[k] = exp(4 * draw() - 2);
		f = btyd_fit(model, list, CUSTOMERS, start);
		same = agrees(&f, &usual);
	}
	ok(same, "200 random starts reach one optimum");
	for (int i = 0; i < CUSTOMERS; i++) {
		weeks[i] = list[i];
		weeks[i].last *= 7;
		weeks[i].all *= 7;
		repeats += list[i].x;
	}
	f = btyd_fit(model, weeks, CUSTOMERS, NULL);
	near(f.log_likelihood, usual.log_likelihood - repeats * log(7), 1e-6,
	    "another unit of time shifts the log-likelihood by so much");
	ok(fabs(f.p[1] / usual.p[1] - 7) < 1e-5 &&
	    fabs(f.p[0] / usual.p[0] - 1) < 1e-6, "and alpha by its factor");
}

static void
test_fits(void)
{
	static struct btyd_history list[CUSTOMERS];

	srand(42);
	for (int i = 0; i < CUSTOMERS; i++)
		list[i] = live();
	test_fit(BTYD_BG, list);
	test_fit(BTYD_MBG, list);
	test_fit(BTYD_PARETO, list);
}

int
main(void)
{
	is("", "", "the functions are those of the papers");
	test_likelihood();
	test_alive();
	test_rows();
	test_chances();
	test_stability();
	test_expected();
	test_fits();
	return finish();
}
