#include "clv.h"

#include <err.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Silent for so many usual gaps, and nothing is expected any more. */
enum { GONE = 3, NUMBER_ROOM = 24 };

/* Orders within a time, of those who go by a rhythm. */
static double
orders_by_gap(const struct clv_rules *r, const struct btyd_history *h,
    double further)
{
	double gap = h->x >= 2 ? h->last / h->x : r->store_gap;

	return gap <= 0 || h->all - h->last > GONE * gap ? 0 : further / gap;
}

static double
orders_of(const struct clv_rules *r, const struct btyd_history *h,
    double further)
{
	return r->by_model ? btyd_expected(&r->model->fit, h, further) :
	    orders_by_gap(r, h, further);
}

/* What an order of theirs is worth: by the model, else their own mean, drawn
   to the store's as by one order more. */
static double
worth_of(const struct clv_rules *r, const struct customer *c,
    const struct btyd_history *h)
{
	struct spend_history s = { 0, 0 };
	double spent = (double)c->repeat_spent / r->unit;

	if (!r->by_spend)
		return fmax(0, r->store_mean + (double)c->spent / r->unit) /
		    (1 + c->order_days);
	if (h->x > 0 && spent > 0)
		s = (struct spend_history){ h->x, spent / h->x };
	return spend_expected(&r->model->spend, &s);
}

/* Each step's orders are discounted to its end. */
static struct clv
clv_of(const struct clv_rules *r, const struct customer *c)
{
	struct btyd_history h = base_history(c, r->as_of);
	struct clv v = { .order_value = worth_of(r, c, &h) };
	double before = 0, discounted = 0;
	long steps = lround(ceil(r->horizon.days / r->step.days - 1e-9));

	for (long i = 1; i <= steps; i++) {
		double end = fmin((double)i * r->step.days, r->horizon.days);
		double until = orders_of(r, &h, end);

		discounted += (until - before) * pow(1 + r->discount.rate,
		    -end / r->discount.per.days);
		before = until;
	}
	v.orders = before;
	v.value = discounted * v.order_value * r->margin;
	return v;
}

double
clv_store_mean(const struct customers *all, double unit)
{
	int64_t spent = 0, days = 0;

	for (size_t i = 0; i < customers_count(all); i++) {
		const struct customer *c = customers_get(all, i);

		if (c->orders == 0)
			continue;
		if (!money_add(&spent, c->spent))
			errx(EXIT_TROUBLE, "what all spent is too large");
		days += c->order_days;
	}
	return days > 0 ? (double)spent / unit / (double)days : 0;
}

int64_t
clv_minor(double amount, const struct clv_rules *r)
{
	static const double most = 9e18;

	if (!(fabs(amount * r->unit) <= most))
		errx(EXIT_TROUBLE, "%.3g: more than an amount can be", amount);
	return llround(amount * r->unit);
}

static int
by_value(const void *a, const void *b)
{
	const struct clv_score *l = a, *r = b;

	if (l->minor != r->minor)
		return l->minor > r->minor ? -1 : 1;
	return (l->nth > r->nth) - (l->nth < r->nth);
}

static int
by_nth(const void *a, const void *b)
{
	const struct clv_score *l = a, *r = b;

	return (l->nth > r->nth) - (l->nth < r->nth);
}

struct clv_score *
clv_score_all(const struct clv_rules *r, const struct customers *all, size_t *n)
{
	size_t count = customers_count(all);
	struct clv_score *list = calloc(count + 1, sizeof *list);

	if (list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	*n = 0;
	for (size_t i = 0; i < count; i++) {
		const struct customer *c = customers_get(all, i);

		list[i].nth = i;
		list[i].minor = INT64_MIN;
		if (c->orders == 0)
			continue;
		list[i].clv = clv_of(r, c);
		list[i].minor = clv_minor(list[i].clv.value, r);
		(*n)++;
	}
	qsort(list, count, sizeof *list, by_value);
	for (size_t i = 0; i < count; i++)
		list[i].rank = i > 0 && list[i].minor == list[i - 1].minor ?
		    list[i - 1].rank : i + 1;
	qsort(list, count, sizeof *list, by_nth);
	return list;
}

static int
by_history(const void *a, const void *b)
{
	const struct spend_history *l = a, *r = b;

	if (l->x != r->x)
		return l->x < r->x ? -1 : 1;
	return (l->mean > r->mean) - (l->mean < r->mean);
}

/* In an order of their own, or sums would differ by that of the rows. */
struct spend_history *
clv_spend(const struct customers *all, double unit, size_t *n)
{
	size_t count = customers_count(all);
	struct spend_history *list = calloc(count + 1, sizeof *list);

	if (list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	*n = 0;
	for (size_t i = 0; i < count; i++) {
		const struct customer *c = customers_get(all, i);
		double x = c->order_days - 1;

		if (c->orders > 0 && x > 0 && c->repeat_spent > 0)
			list[(*n)++] = (struct spend_history){ x,
			    (double)c->repeat_spent / unit / x };
	}
	qsort(list, *n, sizeof *list, by_history);
	return list;
}

double
clv_correlation(const struct spend_history *h, size_t n)
{
	double x = 0, m = 0, xx = 0, mm = 0, xm = 0;

	for (size_t i = 0; i < n; i++) {
		x += h[i].x / (double)n;
		m += h[i].mean / (double)n;
	}
	for (size_t i = 0; i < n; i++) {
		xx += (h[i].x - x) * (h[i].x - x);
		mm += (h[i].mean - m) * (h[i].mean - m);
		xm += (h[i].x - x) * (h[i].mean - m);
	}
	return xx > 0 && mm > 0 ? xm / sqrt(xx * mm) : 0;
}

const char *
clv_parse_time(const char *text, void *into)
{
	static const struct {
		const char *unit;
		double days;
	} units[] = { { "d", 1 }, { "w", 7 }, { "m", 365.25 / 12 },
	    { "mo", 365.25 / 12 }, { "y", 365.25 } };
	double n;
	const char *rest = number_begin(text, &n);

	for (size_t i = 0; rest != NULL && i < sizeof units / sizeof *units;
	    i++)
		if (strcmp(rest, units[i].unit) == 0 && n > 0 && n < 1e5) {
			((struct clv_time *)into)->days = n * units[i].days;
			return NULL;
		}
	return "not a time with its unit (want such as 12m, 52w, 90d or 1y)";
}

const char *
clv_parse_percent(const char *text, void *into)
{
	double n;
	const char *rest = number_begin(text, &n);

	if (rest == NULL || strcmp(rest, "%") != 0 || n > 100)
		return "not a percentage (want such as 25%)";
	*(double *)into = n / 100;
	return NULL;
}

const char *
clv_parse_discount(const char *text, void *into)
{
	struct clv_discount d;
	const char *slash = strchr(text, '/');
	char percent[NUMBER_ROOM], per[NUMBER_ROOM];

	if (slash != NULL && slash - text < NUMBER_ROOM) {
		snprintf(percent, sizeof percent, "%.*s", (int)(slash - text),
		    text);
		snprintf(per, sizeof per, "%s%s", slash[1] >= '0' &&
		    slash[1] <= '9' ? "" : "1", slash + 1);
		if (clv_parse_percent(percent, &d.rate) == NULL &&
		    clv_parse_time(per, &d.per) == NULL) {
			*(struct clv_discount *)into = d;
			return NULL;
		}
	}
	return "not a discount (want such as 10%/y or 1%/30d)";
}
