#include "churn.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const *
churn_ways(void)
{
	static const char *const words[] = { "bg-nbd", "mbg-nbd",
	    "pareto-nbd", "gap", "window", NULL };

	return words;
}

const char *const *
churn_states(void)
{
	static const char *const words[] = { "active", "at-risk", "churned",
	    NULL };

	return words;
}

/* The days of a span, as it is from as-of on. */
static int
days_of(const struct churn_rules *r, struct span s, int by)
{
	struct instant end = instant_move(r->as_of, s, by, instant_zone());

	return abs(day_between(instant_day(r->as_of), instant_day(end)));
}

static void
judge_by_model(const struct churn_rules *r, const struct btyd_history *h,
    struct churn_verdict *v)
{
	const struct btyd_fit *f = &r->model->fit;
	double wait = (f->p[1] + h->all) / (f->p[0] + h->x);

	v->by_model = true;
	v->alive = btyd_alive(f, h);
	v->expected = btyd_expected(f, h, days_of(r, r->horizon, 1));
	v->state = v->alive < r->below[CHURN_CHURNED] ? CHURN_CHURNED :
	    v->alive < r->below[CHURN_AT_RISK] ? CHURN_AT_RISK :
	    CHURN_ACTIVE;
	v->has_next = v->state != CHURN_CHURNED && wait < 36525;
	if (v->has_next)
		v->next.number = instant_day(r->as_of).number +
		    (int)lround(wait);
	if (v->state == CHURN_ACTIVE)
		snprintf(v->reason, sizeof v->reason, "p_alive %.2f by %s",
		    v->alive, model_names()[f->model]);
	else
		snprintf(v->reason, sizeof v->reason, "p_alive %.2f by %s "
		    "(%s below %.3g)", v->alive, model_names()[f->model],
		    churn_states()[v->state], r->below[v->state]);
}

/* By their own rhythm, else the store's. */
static void
judge_by_gap(const struct churn_rules *r, const struct customer *c,
    struct churn_verdict *v)
{
	double gap = v->gap > 0 ? v->gap : r->store_gap;
	const char *whose = v->gap > 0 ? "their usual gap" : "the store's gap";

	v->state = v->silent > r->times[CHURN_CHURNED] * gap ?
	    CHURN_CHURNED : v->silent > r->times[CHURN_AT_RISK] * gap ?
	    CHURN_AT_RISK : CHURN_ACTIVE;
	v->has_next = v->state != CHURN_CHURNED;
	if (v->has_next)
		v->next.number = instant_day(c->last_at).number +
		    (int)lround(gap);
	if (v->state == CHURN_ACTIVE)
		snprintf(v->reason, sizeof v->reason, "silent %d d, %s is "
		    "%.1f d", v->silent, whose, gap);
	else
		snprintf(v->reason, sizeof v->reason, "silent %d d, over %.3g "
		    "times %s of %.1f d", v->silent, r->times[v->state],
		    whose, gap);
}

/* The longest window that they have been silent for. */
static int
window_of(const struct churn_rules *r, const struct churn_verdict *v)
{
	int i = r->windows.n;

	while (i > 0 && v->silent < days_of(r, r->windows.list[i - 1], -1))
		i--;
	return i - 1;
}

static void
judge_by_window(const struct churn_rules *r, struct churn_verdict *v)
{
	int i = window_of(r, v);

	v->state = i < 0 ? CHURN_ACTIVE : i == r->windows.n - 1 ?
	    CHURN_CHURNED : CHURN_AT_RISK;
	if (i >= 0)
		span_print(r->windows.list[i], v->window);
	if (i < 0)
		snprintf(v->reason, sizeof v->reason, "silent %d d",
		    v->silent);
	else
		snprintf(v->reason, sizeof v->reason, "silent %d d, %s or "
		    "more", v->silent, v->window);
}

void
churn_judge(const struct churn_rules *r, const struct customer *c,
    struct churn_verdict *v)
{
	struct btyd_history h = base_history(c, r->as_of);
	struct day end;

	*v = (struct churn_verdict){ .silent = (int)(h.all - h.last) };
	v->gap = base_gap(c);
	if (r->way == CHURN_WINDOW)
		judge_by_window(r, v);
	else if (r->way == CHURN_GAP)
		judge_by_gap(r, c, v);
	else
		judge_by_model(r, &h, v);
	(void)day_make(9999, 12, 31, &end);
	v->has_next = v->has_next && v->next.number <= end.number;
}

const char *const *
churn_columns(void)
{
	static const char *const names[] = { "p_alive", "expected_orders",
	    "usual_gap_days", "silent_days", "next_order_on", "window",
	    "churn", "churn_reason", NULL };

	return names;
}

static void
write_number(struct sink *out, bool is_known, int digits, double n)
{
	char text[64] = "";

	if (is_known)
		snprintf(text, sizeof text, "%.*f", digits, n);
	sink_text(out, text);
}

void
churn_write(const struct churn_verdict *v, struct sink *out)
{
	char next[DAY_ROOM] = "";

	if (v == NULL) {
		for (size_t i = 0; churn_columns()[i] != NULL; i++)
			sink_text(out, "");
		return;
	}
	write_number(out, v->by_model, 4, v->alive);
	write_number(out, v->by_model, 4, v->expected);
	write_number(out, v->gap > 0, 1, v->gap);
	sink_int(out, v->silent);
	if (v->has_next)
		day_print(v->next, next);
	sink_text(out, next);
	sink_text(out, v->window);
	sink_text(out, churn_states()[v->state]);
	sink_text(out, v->reason);
}

const char *
churn_parse_share(const char *text, void *into)
{
	double n;
	const char *rest = number_begin(text, &n);

	if (rest == NULL || *rest != '\0' || n > 1)
		return "not a share (want such as 0.5)";
	*(double *)into = n;
	return NULL;
}

const char *
churn_parse_times(const char *text, void *into)
{
	double n;
	const char *rest = number_begin(text, &n);

	if (rest == NULL || *rest != '\0' || n > 1000 || !(n > 0))
		return "not a number of gaps (want such as 3 or 1.5)";
	*(double *)into = n;
	return NULL;
}

/* Is the first shorter than the second, whatever the month? */
static bool
is_shorter(struct span a, struct span b)
{
	return a.days + 31 * (int64_t)a.months <
	    b.days + 28 * (int64_t)b.months;
}

const char *
churn_parse_windows(const char *text, void *into)
{
	struct windows w = { .n = 0 };
	char part[SPAN_ROOM];

	for (;; text++) {
		size_t len = strcspn(text, ",");
		const char *reason;

		if (len >= sizeof part || w.n == CHURN_WINDOWS)
			return "want up to 8 lengths of time, such as 30d,90d";
		snprintf(part, sizeof part, "%.*s", (int)len, text);
		if ((reason = span_parse_days(part, &w.list[w.n])) != NULL)
			return reason;
		if (w.n++ > 0 && !is_shorter(w.list[w.n - 2],
		    w.list[w.n - 1]))
			return "not ascending";
		text += len;
		if (*text == '\0')
			break;
	}
	*(struct windows *)into = w;
	return NULL;
}
