#include "bfgs.h"

#include <math.h>
#include <string.h>

enum { ITERATIONS = 200, HALVINGS = 40, AGAINST = 3 };

static const double box = 13.815510557964274;	/* ln(1e6) */
static const double told = 11.512925464970229;	/* ln(1e5) */

/* Converged below the first; and below the second where no step helps. */
static const double fine = 1e-9, enough = 1e-6;
/* No step changes a variable by more than this. */
static const double longest = 1.5;

bool
bfgs_is_told(double logarithm)
{
	return fabs(logarithm) <= told;
}

struct state {
	double p[BFGS_MOST], g[BFGS_MOST], f;
};

static double
dot(const double *a, const double *b, int n)
{
	double sum = 0;

	for (int i = 0; i < n; i++)
		sum += a[i] * b[i];
	return sum;
}

/* Does the variable lie on the box, and the function fall beyond it? */
static bool
is_held(const struct state *s, int i)
{
	return (s->p[i] >= box && s->g[i] < 0) ||
	    (s->p[i] <= -box && s->g[i] > 0);
}

static double
norm_of(const struct bfgs_task *t, const struct state *s)
{
	double most = 0;

	for (int i = 0; i < t->n; i++)
		if (!is_held(s, i) && fabs(s->g[i]) > most)
			most = fabs(s->g[i]);
	return most / t->scale;
}

static void
evaluate(const struct bfgs_task *t, struct state *s)
{
	for (int i = 0; i < t->n; i++)
		s->p[i] = fmax(-box, fmin(box, s->p[i]));
	s->f = t->value(s->p, s->g, t->ctx);
}

/* Is the step good: lower, or as low as can be told and nearer to level? */
static bool
is_good(const struct bfgs_task *t, const struct state *from,
    const struct state *to, double slope)
{
	if (!isfinite(to->f))
		return false;
	if (to->f <= from->f + 1e-4 * slope)
		return true;
	return fabs(to->f - from->f) <= 1e-12 * fabs(from->f) &&
	    norm_of(t, to) < norm_of(t, from);
}

/* The direction in which h, the inverse of the curvature, says to go. */
static double
aim(const struct bfgs_task *t, const struct state *s,
    double h[BFGS_MOST][BFGS_MOST], double d[])
{
	double most = 0;

	for (int i = 0; i < t->n; i++) {
		d[i] = is_held(s, i) ? 0 : -dot(h[i], s->g, t->n);
		most = fmax(most, fabs(d[i]));
	}
	if (most > longest)
		for (int i = 0; i < t->n; i++)
			d[i] *= longest / most;
	return dot(d, s->g, t->n);
}

static void
level(double h[BFGS_MOST][BFGS_MOST], int n, double by)
{
	memset(h, 0, sizeof(double[BFGS_MOST][BFGS_MOST]));
	for (int i = 0; i < n; i++)
		h[i][i] = by;
}

static void
update(double h[BFGS_MOST][BFGS_MOST], const struct state *from,
    const struct state *to, int n, bool is_first)
{
	double s[BFGS_MOST], y[BFGS_MOST], hy[BFGS_MOST], sy, yhy;

	for (int i = 0; i < n; i++) {
		s[i] = to->p[i] - from->p[i];
		y[i] = to->g[i] - from->g[i];
	}
	sy = dot(s, y, n);
	if (sy <= 0)
		return;
	if (is_first)
		level(h, n, sy / dot(y, y, n));
	for (int i = 0; i < n; i++)
		hy[i] = dot(h[i], y, n);
	yhy = dot(y, hy, n);
	for (int i = 0; i < n; i++)
		for (int j = 0; j < n; j++)
			h[i][j] += (1 + yhy / sy) * s[i] * s[j] / sy -
			    (hy[i] * s[j] + s[i] * hy[j]) / sy;
}

/* One step; false: none helps. */
static bool
step(const struct bfgs_task *t, struct state *s,
    double h[BFGS_MOST][BFGS_MOST], bool is_first)
{
	double d[BFGS_MOST] = { 0 }, slope = aim(t, s, h, d), by = 1;
	struct state next;

	if (slope >= 0) {
		level(h, t->n, 1 / fmax(1, norm_of(t, s) * t->scale));
		slope = aim(t, s, h, d);
	}
	for (int i = 0; i < HALVINGS; i++, by /= 2) {
		next = *s;
		for (int k = 0; k < t->n; k++)
			next.p[k] += by * d[k];
		evaluate(t, &next);
		if (!is_good(t, s, &next, by * slope))
			continue;
		update(h, s, &next, t->n, is_first);
		*s = next;
		return true;
	}
	return false;
}

/* Does any variable lie on the box?  After some steps there it stays. */
static bool
is_against(const struct bfgs_task *t, const struct state *s)
{
	for (int i = 0; i < t->n; i++)
		if (is_held(s, i))
			return true;
	return false;
}

struct bfgs_result
bfgs_minimise(const struct bfgs_task *t, double p[])
{
	double h[BFGS_MOST][BFGS_MOST];
	struct bfgs_result r = { .value = 0 };
	struct state s;

	memcpy(s.p, p, (size_t)t->n * sizeof *p);
	evaluate(t, &s);
	level(h, t->n, 1 / fmax(1, norm_of(t, &s) * t->scale));
	for (int i = 0, held = 0; i < ITERATIONS && held < AGAINST &&
	    norm_of(t, &s) > fine; i++) {
		if (!step(t, &s, h, i == 0))
			break;
		held = is_against(t, &s) ? held + 1 : 0;
	}
	memcpy(p, s.p, (size_t)t->n * sizeof *p);
	r.value = s.f;
	r.norm = norm_of(t, &s);
	r.converged = r.norm <= enough;
	return r;
}

typedef double matrix[BFGS_MOST][BFGS_MOST];

/* By Cholesky's decomposition, l times itself turned over; false: there is
   none. */
static bool
decompose(matrix m, int n, matrix l)
{
	for (int i = 0; i < n; i++)
		for (int j = 0; j <= i; j++) {
			double sum = m[i][j] - dot(l[i], l[j], j);

			if (i == j && !(sum > 0))
				return false;
			l[i][j] = i == j ? sqrt(sum) : sum / l[j][j];
		}
	return true;
}

/* The c-th diagonal element of the inverse: the square of the length of the
   c-th column of the inverse of l. */
static double
inverse_at(matrix l, int n, int c)
{
	double x[BFGS_MOST] = { 0 };

	for (int i = c; i < n; i++)
		x[i] = ((i == c) - dot(l[i], x, i)) / l[i][i];
	return dot(x, x, n);
}

bool
bfgs_errors(const struct bfgs_task *t, const double p[], double errors[])
{
	static const double step = 1e-5;
	double up[BFGS_MOST], down[BFGS_MOST], at[BFGS_MOST];
	matrix curve, l = { { 0 } };

	for (int i = 0; i < t->n; i++) {
		memcpy(at, p, (size_t)t->n * sizeof *p);
		at[i] = p[i] + step;
		(void)t->value(at, up, t->ctx);
		at[i] = p[i] - step;
		(void)t->value(at, down, t->ctx);
		for (int j = 0; j < t->n; j++)
			curve[i][j] = (up[j] - down[j]) / (2 * step);
	}
	for (int i = 0; i < t->n; i++)
		for (int j = 0; j < i; j++)
			curve[i][j] = (curve[i][j] + curve[j][i]) / 2;
	if (!decompose(curve, t->n, l))
		return false;
	for (int i = 0; i < t->n; i++)
		errors[i] = sqrt(inverse_at(l, t->n, i));
	return true;
}
