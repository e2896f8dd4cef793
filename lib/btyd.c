#include "btyd.h"

#include <err.h>
#include <math.h>
#include <stdlib.h>

#include "bfgs.h"
#include "btyd_form.h"
#include "opt.h"

double
form_log1pexp(double u)
{
	return u > 0 ? u + log1p(exp(-u)) : log1p(exp(u));
}

double
form_sigmoid(double u)
{
	return u >= 0 ? 1 / (1 + exp(-u)) : exp(u) / (1 + exp(u));
}

double
form_phi(double z)
{
	return z == 0 ? 1 : expm1(z) / z;
}

static struct sums
sums_new(int most)
{
	struct sums s = { .most = most };
	double **tables[] = { &s.ln_r, &s.inv_r, &s.ln_ab, &s.inv_ab,
	    &s.inv_b };

	for (int i = 0; i < 5; i++)
		if ((*tables[i] = calloc((size_t)most + 1,
		    sizeof **tables[i])) == NULL)
			errx(EXIT_TROUBLE, "out of memory");
	return s;
}

static void
sums_free(struct sums *s)
{
	free(s->ln_r);
	free(s->inv_r);
	free(s->ln_ab);
	free(s->inv_ab);
	free(s->inv_b);
}

static void
sums_fill(struct sums *s, const double p[])
{
	for (int i = 0; i < s->most; i++) {
		double ab = p[A] + p[B] + i, b = p[B] + i, r = p[R] + i;

		s->ln_r[i + 1] = s->ln_r[i] + log(r);
		s->inv_r[i + 1] = s->inv_r[i] + 1 / r;
		s->ln_ab[i + 1] = s->ln_ab[i] + log(b / ab);
		s->inv_ab[i + 1] = s->inv_ab[i] + 1 / ab;
		s->inv_b[i + 1] = s->inv_b[i] + p[A] / (b * ab);
	}
}

/* A model, and where the search for its parameters begins. */
static const struct form {
	history_value *value;
	double (*alive)(const struct btyd_fit *f,
	    const struct btyd_history *h);
	double (*expected)(const struct btyd_fit *f,
	    const struct btyd_history *h, double further);
	bool is_time[BTYD_PARAMETERS];
	double start[BTYD_PARAMETERS];
} forms[] = {
	[BTYD_BG] = { beta_value, beta_alive, beta_expected,
	    { [ALPHA] = true }, { 1, .5, 1, 3 } },
	[BTYD_MBG] = { beta_value, beta_alive, beta_expected,
	    { [ALPHA] = true }, { 1, .5, 1, 3 } },
	[BTYD_PARETO] = { pareto_value, pareto_alive, pareto_expected,
	    { [ALPHA] = true, [BETA] = true }, { 1, .5, 1, .5 } }
};

struct problem {
	enum btyd_model model;
	const struct form *form;
	const struct btyd_history *list;
	size_t n;
	double unit;
	struct sums sums;
};

/* Minus the log-likelihood, by the logarithms of the parameters. */
static double
value(const double logs[], double gradient[], void *ctx)
{
	struct problem *q = ctx;
	double p[BTYD_PARAMETERS], sum = 0;

	for (int i = 0; i < BTYD_PARAMETERS; i++) {
		p[i] = exp(logs[i]);
		gradient[i] = 0;
	}
	sums_fill(&q->sums, p);
	for (size_t i = 0; i < q->n; i++)
		sum += (double)q->list[i].n * q->form->value(q->model, p, &q->sums,
		    &q->list[i], q->unit, gradient);
	for (int i = 0; i < BTYD_PARAMETERS; i++)
		gradient[i] *= -p[i];
	return -sum;
}

struct btyd_fit
btyd_fit(enum btyd_model model, const struct btyd_history *h, size_t n,
    const double start[])
{
	const struct form *form = &forms[model];
	double logs[BTYD_PARAMETERS];
	struct problem q = { .model = model, .form = form, .list = h,
	    .n = n };
	struct bfgs_task task = { value, &q, BTYD_PARAMETERS, 0 };
	struct btyd_fit f = { .model = model };
	struct bfgs_result r;
	int most = 0;
	double events = 0;

	for (size_t i = 0; i < n; i++) {
		most = h[i].x > most ? h[i].x : most;
		q.unit = fmax(q.unit, h[i].all);
		task.scale += (double)h[i].n;
		events += (double)h[i].n * h[i].x;
	}
	for (int i = 0; i < BTYD_PARAMETERS; i++)
		logs[i] = log(start != NULL ? start[i] : form->start[i]);
	q.sums = sums_new(most + 1);
	r = bfgs_minimise(&task, logs);
	for (int i = 0; i < BTYD_PARAMETERS; i++) {
		f.p[i] = exp(logs[i]);
		f.on_bound[i] = !bfgs_is_told(logs[i]);
	}
	f.has_errors = bfgs_errors(&task, logs, f.error);
	for (int i = 0; i < BTYD_PARAMETERS; i++)
		if (form->is_time[i])
			f.p[i] *= q.unit;
	for (int i = 0; i < BTYD_PARAMETERS; i++)
		f.error[i] *= f.p[i];
	f.log_likelihood = -r.value - events * log(q.unit);
	f.gradient_norm = r.norm;
	f.converged = r.converged;
	sums_free(&q.sums);
	return f;
}

double
btyd_log_likelihood(const struct btyd_fit *f, const struct btyd_history *h)
{
	struct sums s = sums_new(h->x + 1);
	struct btyd_history single = *h;
	double g[BTYD_PARAMETERS] = { 0 }, l;

	single.n = 1;
	sums_fill(&s, f->p);
	l = forms[f->model].value(f->model, f->p, &s, &single, 1, g);
	sums_free(&s);
	return l;
}

double
btyd_alive(const struct btyd_fit *f, const struct btyd_history *h)
{
	return forms[f->model].alive(f, h);
}

double
btyd_expected(const struct btyd_fit *f, const struct btyd_history *h,
    double further)
{
	return btyd_alive(f, h) * forms[f->model].expected(f, h, further);
}
