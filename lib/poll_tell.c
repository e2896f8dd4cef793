#include "poll.h"

#include <err.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "figure.h"
#include "record.h"
#include "tally.h"

static const char *const shares[] = { "promoter_share", "promoter_low",
    "promoter_high", "passive_share", "passive_low", "passive_high",
    "detractor_share", "detractor_low", "detractor_high", NULL };

enum { COLUMNS = 32 };

const char *const *
poll_columns(const struct poll_table *t)
{
	static const char *const base[] = { "kind", "group", "period",
	    "n_read", "n", "invalid", "blank", "promoters", "passives",
	    "detractors", "score", "low", "high", NULL };
	static const char *all[COLUMNS + 1];
	size_t n = 0;

	for (size_t i = 0; base[i] != NULL; i++)
		all[n++] = base[i];
	for (size_t i = 0; t->shares && shares[i] != NULL; i++)
		all[n++] = shares[i];
	if (t->differs)
		all[n++] = "excludes_zero";
	all[n] = NULL;
	return all;
}

/* The only rounding there is. */
static void
write_number(struct sink *out, double n)
{
	char text[64];

	snprintf(text, sizeof text, "%.2f", n == 0 ? 0 : n);
	sink_text(out, strcmp(text, "-0.00") == 0 ? "0.00" : text);
}

/* NULL: blanks. */
static void
write_estimate(struct sink *out, const struct estimate *e)
{
	if (e == NULL) {
		for (int i = 0; i < 3; i++)
			sink_text(out, "");
		return;
	}
	write_number(out, e->score);
	write_number(out, e->low);
	write_number(out, e->high);
}

static void
write_keys(struct sink *out, const struct poll_row *r, const char *period)
{
	sink_text(out, record_surveys()[r->survey]);
	sink_text(out, r->group);
	sink_text(out, period);
}

static void
write_counts(struct sink *out, const struct opinion *o)
{
	sink_int(out, (int64_t)opinion_rows(o));
	sink_int(out, (int64_t)opinion_answers(o));
	sink_int(out, (int64_t)o->invalid);
	sink_int(out, (int64_t)o->blank);
	for (int v = GOOD; v < VERDICTS; v++)
		sink_int(out, (int64_t)o->of[v]);
}

static void
write_row(const struct poll_row *r, const struct poll_table *t,
    struct sink *out)
{
	bool answered = opinion_answers(&r->opinion) != 0;
	struct estimate e = { 0, 0, 0 };

	if (answered)
		e = opinion_score(&r->opinion, r->survey, t->how);
	write_keys(out, r, r->period);
	write_counts(out, &r->opinion);
	write_estimate(out, answered ? &e : NULL);
	for (int v = GOOD; t->shares && v < VERDICTS; v++) {
		if (answered)
			e = opinion_share(&r->opinion, (enum verdict)v);
		write_estimate(out, answered ? &e : NULL);
	}
	if (t->differs)
		sink_text(out, "");
	sink_end(out);
}

static void
write_difference(const struct poll_row *before, const struct poll_row *after,
    const struct poll_table *t, struct sink *out)
{
	struct estimate e;

	e = opinion_difference(&after->opinion, &before->opinion,
	    after->survey, t->how);
	write_keys(out, after, "difference");
	for (int i = 0; i < 4 + VERDICTS; i++)
		sink_text(out, "");
	write_estimate(out, &e);
	for (size_t i = 0; t->shares && shares[i] != NULL; i++)
		sink_text(out, "");
	sink_text(out, e.low > 0 || e.high < 0 ? "yes" : "no");
	sink_end(out);
}

/* Said where two samples were asked for, and one has no answers. */
static void
miss_difference(const struct poll_row *r)
{
	tally_note("%s%s%s: no difference, for one sample has no answers",
	    record_surveys()[r->survey], *r->group != '\0' ? ", " : "",
	    r->group);
}

static bool
is_group(const struct poll_row *a, const struct poll_row *b)
{
	return a->survey == b->survey && strcmp(a->group, b->group) == 0;
}

void
poll_write(const struct poll *p, const struct poll_table *t, struct sink *out)
{
	size_t n;
	const struct poll_row *rows = poll_rows(p, &n), *before = NULL;

	for (size_t i = 0; i < n; i++) {
		bool is_last = i + 1 == n || !is_group(&rows[i], &rows[i + 1]);

		write_row(&rows[i], t, out);
		if (opinion_answers(&rows[i].opinion) != 0) {
			if (t->differs && before != NULL)
				write_difference(before, &rows[i], t, out);
			else if (t->differs && is_last)
				miss_difference(&rows[i]);
			before = &rows[i];
		} else if (t->differs && is_last) {
			miss_difference(&rows[i]);
		}
		if (is_last)
			before = NULL;
	}
}

/* A group's periods, as a figure wants them. */
struct drawn {
	double *share[VERDICTS];
	const char **labels;
	struct series series[VERDICTS];
	char title[128];
};

static void
draw_group(const struct poll_row *rows, size_t n, struct drawn *d,
    struct chart *chart)
{
	for (int v = GOOD; v < VERDICTS; v++) {
		d->share[v] = calloc(n, sizeof *d->share[v]);
		if (d->share[v] == NULL)
			errx(EXIT_TROUBLE, "out of memory");
		d->series[v] = (struct series){ response_word(rows->survey,
		    (enum verdict)v), LOOK_BAR, d->share[v] };
	}
	d->labels = calloc(n, sizeof *d->labels);
	if (d->labels == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0; i < n; i++) {
		bool answered = opinion_answers(&rows[i].opinion) != 0;

		d->labels[i] = rows[i].period;
		for (int v = GOOD; v < VERDICTS; v++)
			d->share[v][i] = answered ? opinion_share(
			    &rows[i].opinion, (enum verdict)v).score : NAN;
	}
	snprintf(d->title, sizeof d->title, "%s%s%s",
	    record_surveys()[rows->survey], *rows->group != '\0' ? ", " : "",
	    rows->group);
	*chart = (struct chart){ .title = d->title, .x_name = "",
	    .y_name = "percent of answers", .n = n, .labels = d->labels,
	    .series = d->series, .n_series = VERDICTS };
}

void
poll_plot(const struct poll *p, const char *path, const struct common *common)
{
	size_t n, charts = 0;
	const struct poll_row *rows = poll_rows(p, &n);
	struct drawn *drawn = calloc(n + 1, sizeof *drawn);
	struct chart *list = calloc(n + 1, sizeof *list);

	if (drawn == NULL || list == NULL)
		errx(EXIT_TROUBLE, "out of memory");
	for (size_t i = 0, end; i < n; i = end, charts++) {
		for (end = i + 1; end < n && is_group(&rows[i], &rows[end]);)
			end++;
		draw_group(&rows[i], end - i, &drawn[charts], &list[charts]);
	}
	figure_write(path, common, list, charts);
	for (size_t i = 0; i < charts; i++) {
		for (int v = GOOD; v < VERDICTS; v++)
			free(drawn[i].share[v]);
		free(drawn[i].labels);
	}
	free(drawn);
	free(list);
}
