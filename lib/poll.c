#include "poll.h"

#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "contact.h"
#include "dict.h"
#include "pool.h"
#include "recipient.h"
#include "record.h"
#include "tally.h"

enum { EMAIL_ROOM = 1024 };

/* A response; texts are numbers in the dict. */
struct answer {
	struct instant at;
	size_t who, group, period;
	enum survey survey;
	enum verdict verdict;
	bool is_invalid, is_blank;
};

struct poll {
	const struct poll_rules *rules;
	struct people *people;		/* if the latest are asked for */
	struct pool *pool;
	struct dict *texts;
	struct answer *answers;
	size_t n, room;
	struct poll_row *rows;
	size_t n_rows, rows_room;
};

struct poll *
poll_new(const struct poll_rules *rules)
{
	struct pool *pool = pool_new();
	struct poll *p = pool_bytes(pool, sizeof *p);

	*p = (struct poll){ .rules = rules, .pool = pool,
	    .texts = dict_new(),
	    .people = rules->latest ? people_new() : NULL };
	return p;
}

void
poll_free(struct poll *p)
{
	dict_free(p->texts);
	people_free(p->people);
	free(p->answers);
	free(p->rows);
	pool_free(p->pool);
}

/* In which row of the report the response is counted. */
static void
period_of(const struct poll_rules *rules, const struct response *r,
    const char *sample, char text[PERIOD_ROOM])
{
	*text = '\0';
	if (sample != NULL)
		snprintf(text, PERIOD_ROOM, "%s", sample);
	else if (!r->is_dated)
		return;
	else if (rules->is_split)
		snprintf(text, PERIOD_ROOM, "%s", r->at.seconds <
		    rules->since.seconds ? "before" : "since");
	else if (rules->period >= 0)
		period_print((enum period)rules->period, r->at, text);
}

/* Who gave it; DICT_NONE: a stranger, or one whose address is none. */
static size_t
find_person(struct poll *p, struct source *in,
    const struct recipient_columns *at)
{
	struct recipient r;
	char email[EMAIL_ROOM];

	if (p->people == NULL || (source_cell(in, at->email).len != 0 &&
	    !email_normalise(source_cell(in, at->email).text, email,
	    sizeof email)) || !recipient_read(in, at, p->pool, &r) ||
	    *recipient_name(&r) == '\0')
		return DICT_NONE;
	return recipient_join(&r, p->people);
}

static void
add(struct poll *p, const struct response *r, bool is_invalid,
    struct cell group, const char *period, size_t who)
{
	p->answers = pool_grow(p->answers, &p->room, p->n + 1,
	    sizeof *p->answers);
	p->answers[p->n++] = (struct answer){ .at = r->at, .who = who,
	    .group = dict_add(p->texts, group.text, group.len),
	    .period = dict_add(p->texts, period, strlen(period)),
	    .survey = r->survey, .verdict = r->verdict,
	    .is_invalid = is_invalid, .is_blank = r->is_blank };
}

void
poll_read(struct poll *p, struct source *in, const char *sample)
{
	static const struct list none;
	struct response_columns at = response_find(in);
	struct recipient_columns people = recipient_find(in, &none, p->pool);
	size_t group = p->rules->by == NULL ? DICT_NONE :
	    source_column(in, p->rules->by);

	while (source_next(in)) {
		struct response r;
		char period[PERIOD_ROOM];
		size_t who = DICT_NONE;
		enum response_fate fate = response_read(in, &at,
		    &p->rules->responses, &r);

		if (fate == RESPONSE_ASIDE)
			continue;
		if (fate == RESPONSE_READ)
			who = find_person(p, in, &people);
		period_of(p->rules, &r, sample, period);
		add(p, &r, fate == RESPONSE_INVALID, source_cell(in, group),
		    period, who);
	}
}

static bool
is_answer(const struct answer *a)
{
	return !a->is_invalid && !a->is_blank;
}

static int
by_row(const void *l, const void *r, void *context)
{
	const struct answer *a = l, *b = r;
	const struct dict *texts = context;
	int order;

	if (a->survey != b->survey)
		return a->survey < b->survey ? -1 : 1;
	order = strcmp(dict_key(texts, a->group), dict_key(texts, b->group));
	return order != 0 ? order : strcmp(dict_key(texts, a->period),
	    dict_key(texts, b->period));
}

/* A person's answers to a survey, the latest first, of those the worst. */
static int
by_person(const void *l, const void *r, void *context)
{
	const struct answer *a = l, *b = r;

	if (is_answer(a) != is_answer(b))
		return is_answer(a) ? -1 : 1;
	if (a->who != b->who)
		return a->who < b->who ? -1 : 1;
	if (a->survey != b->survey)
		return a->survey < b->survey ? -1 : 1;
	if (instant_is_later(a->at, b->at) || instant_is_later(b->at, a->at))
		return instant_is_later(a->at, b->at) ? -1 : 1;
	if (a->verdict != b->verdict)
		return (a->verdict < b->verdict) - (a->verdict > b->verdict);
	return by_row(l, r, context);
}

static void
keep_latest(struct poll *p)
{
	size_t kept = 0;

	for (size_t i = 0; i < p->n; i++)
		if (p->answers[i].who != DICT_NONE)
			p->answers[i].who = people_text(p->people,
			    p->answers[i].who, NULL, NULL);
	if (p->n != 0)
		qsort_r(p->answers, p->n, sizeof *p->answers, by_person,
		    p->texts);
	for (size_t i = 0; i < p->n; i++) {
		struct answer *a = &p->answers[i];
		const struct answer *last = kept == 0 ? NULL :
		    &p->answers[kept - 1];

		if (last != NULL && is_answer(a) && a->who != DICT_NONE &&
		    last->who == a->who && last->survey == a->survey)
			continue;
		p->answers[kept++] = *a;
	}
	if (kept != p->n)
		tally_set_aside("earlier response of the person", p->n - kept);
	p->n = kept;
}

/* Nothing can be said where nobody answered. */
static void
check_answers(const struct poll *p)
{
	size_t blank = 0, invalid = 0;

	for (size_t i = 0; i < p->n; i++) {
		invalid += p->answers[i].is_invalid;
		blank += !p->answers[i].is_invalid && p->answers[i].is_blank;
	}
	if (blank + invalid == p->n)
		errx(EXIT_TROUBLE, "nobody answered%s%s: %zu read, %zu blank, "
		    "%zu invalid", p->rules->responses.survey < 0 ? "" :
		    " of kind ", p->rules->responses.survey < 0 ? "" :
		    record_surveys()[p->rules->responses.survey], p->n, blank,
		    invalid);
}

void
poll_close(struct poll *p)
{
	struct poll_row *row = NULL;

	check_answers(p);
	if (p->people != NULL)
		keep_latest(p);
	if (p->n != 0)
		qsort_r(p->answers, p->n, sizeof *p->answers, by_row,
		    p->texts);
	for (size_t i = 0; i < p->n; i++) {
		const struct answer *a = &p->answers[i];

		if (i == 0 || by_row(&p->answers[i - 1], a, p->texts) != 0) {
			p->rows = pool_grow(p->rows, &p->rows_room,
			    p->n_rows + 1, sizeof *p->rows);
			row = &p->rows[p->n_rows++];
			*row = (struct poll_row){ .survey = a->survey,
			    .group = dict_key(p->texts, a->group),
			    .period = dict_key(p->texts, a->period) };
		}
		row->opinion.invalid += a->is_invalid;
		row->opinion.blank += !a->is_invalid && a->is_blank;
		row->opinion.of[a->verdict] += is_answer(a);
	}
}

const struct poll_row *
poll_rows(const struct poll *p, size_t *n)
{
	*n = p->n_rows;
	return p->rows;
}
