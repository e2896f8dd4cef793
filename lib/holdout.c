#include "holdout.h"

#include <err.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "holdout_form.h"
#include "tally.h"

enum { WEEK = 7 };

static void
check_files(char *const files[])
{
	struct stat st;

	for (size_t i = 0; files[i] != NULL; i++)
		if (strcmp(files[i], "-") != 0 && stat(files[i], &st) != 0)
			err(EXIT_TROUBLE, "%s", files[i]);
		else if (strcmp(files[i], "-") == 0 || !S_ISREG(st.st_mode))
			errx(EXIT_TROUBLE, "%s: can't be read twice, as "
			    "--diagnose does", files[i]);
	if (files[0] == NULL)
		opt_fail("--diagnose: want files, for they are read twice");
}

struct day
holdout_week(const struct holdout *h, size_t i)
{
	struct day end = { h->first.number + WEEK * ((int)i + 1) };

	return end.number < h->as_of.number ? end : h->as_of;
}

/* When the model's time ends, if nobody says. */
static struct instant
middle(struct day first, struct day as_of)
{
	struct day day = { first.number + day_between(first, as_of) / 2 };
	struct instant at;
	char text[DAY_ROOM];

	day_print(day, text);
	(void)instant_parse_as_of(text, &at);
	return at;
}

static struct day
first_day(const struct customers *all, struct day as_of)
{
	struct day first = as_of;

	for (size_t i = 0; i < customers_count(all); i++) {
		struct day day = instant_day(customers_get(all, i)->first_at);

		if (day.number < first.number)
			first = day;
	}
	return first;
}

static void
add(struct bin *b, double model, double plain, double actual)
{
	b->customers++;
	b->model += model;
	b->plain += plain;
	b->actual += actual;
}

static void
add_error(struct errors *e, double expected, double actual)
{
	e->off += fabs(expected - actual);
	e->ee += expected * expected;
	e->aa += actual * actual;
	e->ea += expected * actual;
}

/* The chance of an order in a further time: none makes the history as likely
   as if it had just gone on for so long. */
static double
comes_back(const struct btyd_fit *f, struct btyd_history history,
    double further)
{
	double before = btyd_log_likelihood(f, &history);

	history.all += further;
	return -expm1(btyd_log_likelihood(f, &history) - before);
}

/* Gone, or on at the pace that they had. */
static double
by_plain_rule(const struct churn_rules *rules, const struct customer *c,
    const struct btyd_history *history, double further)
{
	struct churn_rules plain = *rules;
	struct churn_verdict v;

	plain.way = CHURN_WINDOW;
	churn_judge(&plain, c, &v);
	return v.state == CHURN_CHURNED || history->all <= 0 ? 0 :
	    history->x / history->all * further;
}

/* One customer, who bought on so many days more. */
static void
compare(struct holdout *h, const struct churn_rules *rules,
    const struct customer *c, int more)
{
	const struct btyd_fit *f = &rules->model->fit;
	struct btyd_history history = base_history(c, rules->as_of);
	double further = day_between(h->until, h->as_of);
	double model = btyd_expected(f, &history, further);
	double plain = by_plain_rule(rules, c, &history, further);
	struct churn_verdict v;
	int bin = history.x < HOLDOUT_BINS ? history.x : HOLDOUT_BINS - 1;

	churn_judge(rules, c, &v);
	add(&h->all, model, plain, more);
	add(&h->repeats[bin], model, plain, more);
	add(&h->back[v.state], comes_back(f, history, further), 0, more > 0);
	add_error(&h->model, model, more);
	add_error(&h->plain, plain, more);
}

/* Customers of both times are in one order, and who was one stays one, but for
   whose only order was cancelled since. */
static void
compare_all(struct holdout *h, const struct churn_rules *rules,
    const struct customers *before, const struct customers *after)
{
	size_t k = 0;

	for (size_t i = 0; i < customers_count(before); i++) {
		const struct customer *c = customers_get(before, i), *now;
		int days = c->order_days;

		while (k < customers_count(after) && strcmp(
		    customers_get(after, k)->id, c->id) < 0)
			k++;
		now = k < customers_count(after) ? customers_get(after, k) :
		    NULL;
		if (now != NULL && strcmp(now->id, c->id) == 0)
			days = now->order_days;
		compare(h, rules, c, days > c->order_days ?
		    days - c->order_days : 0);
	}
}

/* By day, of those who came by until: how many came, and repeat orders. */
static void
count_days(const struct holdout *h, const struct customers *after,
    int *came, int *repeats)
{
	for (size_t i = 0; i < customers_count(after); i++) {
		struct instant first = customers_get(after, i)->first_at;
		struct day day = instant_day(first);

		if (!instant_is_known(first, h->split))
			continue;
		came[day.number - h->first.number]++;
		while (customers_next_day(after, i, &day))
			repeats[day.number - h->first.number]++;
	}
}

/* What is to be expected of somebody in so many days from the first order on. */
static double *
expect(const struct btyd_fit *f, int days)
{
	const struct btyd_history new = { .n = 1 };
	double *by_age = calloc((size_t)days, sizeof *by_age);

	for (int age = 0; by_age != NULL && age < days; age++)
		by_age[age] = btyd_expected(f, &new, age);
	return by_age;
}

/* The same of everybody, and what came of it. */
static void
track(struct holdout *h, const struct btyd_fit *f,
    const struct customers *after)
{
	int days = day_between(h->first, h->as_of) + 1, end;
	int *came = calloc((size_t)days, sizeof *came);
	int *repeats = calloc((size_t)days, sizeof *repeats);
	double *expected = expect(f, days);

	h->n_weeks = (size_t)(days - 1 + WEEK - 1) / WEEK;
	h->weeks = calloc(h->n_weeks + 1, sizeof *h->weeks);
	if (came == NULL || repeats == NULL || expected == NULL ||
	    h->weeks == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	count_days(h, after, came, repeats);
	for (size_t i = 0; i < h->n_weeks; i++) {
		struct bin *week = &h->weeks[i];

		end = day_between(h->first, holdout_week(h, i));
		for (int day = 0; day <= end; day++) {
			week->customers += (size_t)came[day];
			week->actual += repeats[day];
			week->model += came[day] * expected[end - day];
		}
	}
	free(came);
	free(repeats);
	free(expected);
}

struct holdout *
holdout_new(char *const files[], struct common *common,
    const struct purchases *how, const struct churn_rules *rules,
    const struct instant *until)
{
	struct holdout *h = calloc(1, sizeof *h);
	struct common then = *common;
	struct churn_rules r = *rules;
	struct model m = { .unit = UNIT_DAY };
	struct customers *before, *after;
	struct base base;
	const char *reason;
	char day[DAY_ROOM];

	if (h == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	check_files(files);
	after = customers_read(files, common, how);
	if (customers_count(after) == 0)
		errx(EXIT_TROUBLE, "--diagnose: nobody bought");
	h->as_of = instant_day(common->as_of);
	h->first = first_day(after, h->as_of);
	r.as_of = until != NULL ? *until : middle(h->first, h->as_of);
	r.model = &m;
	h->split = r.as_of;
	h->until = instant_day(r.as_of);
	h->by = (enum btyd_model)r.way;
	if (until == NULL && h->until.number >= h->as_of.number)
		errx(EXIT_TROUBLE, "--diagnose: all orders are of one day");
	if (h->until.number >= h->as_of.number)
		opt_fail("--calibrate-until: want an earlier day than as-of");
	then.as_of = r.as_of;
	then.as_of_given = true;
	tally_mute(true);
	before = customers_read(files, &then, how);
	tally_mute(false);
	base = base_new(before, r.as_of);
	day_print(h->until, day);
	if ((reason = model_fit(&m, h->by, &base, r.as_of)) != NULL)
		errx(EXIT_TROUBLE, "no %s by %s: %s", model_names()[h->by],
		    day, reason);
	tally_note("%s as of %s, held against what came after",
	    model_names()[h->by], day);
	compare_all(h, &r, before, after);
	track(h, &m.fit, after);
	base_free(&base);
	customers_free(before);
	customers_free(after);
	return h;
}

void
holdout_free(struct holdout *h)
{
	free(h->weeks);
	free(h);
}
