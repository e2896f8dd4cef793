#include "response.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cell.h"
#include "phrase.h"
#include "record.h"
#include "tally.h"

enum { LABEL_ROOM = 128, BLANK = -1 };

/* From low to high; up to bad, and from good on. */
static const struct scale {
	int low, high, bad, good;
} scales[] = {
	[SURVEY_NPS] = { 0, 10, 6, 9 },
	[SURVEY_CSAT] = { 1, 5, 2, 4 },
	[SURVEY_CES] = { 1, 7, 3, 5 },
	[SURVEY_REVIEW] = { 1, 5, 2, 4 },
	[SURVEY_CHAT] = { 1, 5, 2, 4 }
};

/* Words that survey tools put in the place of scores, whatever their case. */
static const struct label {
	const char *text;
	int of_five, of_seven;		/* 0: not a word of that scale */
} labels[] = {
	{ "very unsatisfied", 1, 0 }, { "very dissatisfied", 1, 0 },
	{ "extremely dissatisfied", 1, 0 },
	{ "unsatisfied", 2, 0 }, { "dissatisfied", 2, 0 },
	{ "somewhat dissatisfied", 2, 0 },
	{ "neutral", 3, 4 }, { "neither satisfied nor dissatisfied", 3, 0 },
	{ "satisfied", 4, 0 }, { "somewhat satisfied", 4, 0 },
	{ "very satisfied", 5, 0 }, { "extremely satisfied", 5, 0 },
	{ "strongly disagree", 0, 1 }, { "disagree", 0, 2 },
	{ "somewhat disagree", 0, 3 }, { "neither agree nor disagree", 0, 4 },
	{ "somewhat agree", 0, 5 }, { "agree", 0, 6 },
	{ "strongly agree", 0, 7 },
	{ "very difficult", 0, 1 }, { "very easy", 0, 7 }
};

const char *
response_id(const struct response *r, struct cell id, const char *who,
    const char *about, struct pool *p)
{
	const char *survey = record_surveys()[r->survey];
	char at[INSTANT_ROOM];

	if (id.len != 0)
		return phrase_print(p, "%s/%s", survey, phrase_part(p,
		    id.text));
	instant_print(r->at, at);
	return phrase_print(p, "%s/%s/%s%s", survey, phrase_part(p, who), at,
	    about);
}

const char *
response_word(enum survey survey, enum verdict verdict)
{
	static const char *const words[][VERDICTS] = {
		[SURVEY_NPS] = { "promoter", "passive", "detractor" },
		[SURVEY_CSAT] = { "satisfied", "neutral", "dissatisfied" },
		[SURVEY_CES] = { "easy", "neutral", "difficult" },
		[SURVEY_REVIEW] = { "satisfied", "neutral", "dissatisfied" },
		[SURVEY_CHAT] = { "satisfied", "neutral", "dissatisfied" }
	};

	return words[survey][verdict];
}

const char *
response_parse_survey(const char *text, void *into)
{
	return choice_parse(text, record_surveys(), into);
}

const char *
response_parse_label(const char *text, void *into)
{
	const char *equals = strrchr(text, '=');
	int score;

	if (equals == NULL || equals == text ||
	    equals - text >= LABEL_ROOM || (equals[1] != '\0' &&
	    count_parse(equals + 1, &score) != NULL))
		return "not a label (want such as 'sehr zufrieden=5', or "
		    "'n/a=')";
	return list_parse(text, into);
}

struct response_columns
response_find(struct source *in)
{
	return (struct response_columns){
		.at = source_column(in, "responded_at"),
		.score = source_column(in, "score"),
		.kind = source_find(in, "kind")
	};
}

/* The text without blanks around it; false if it is too long to mean
   anything. */
static bool
trim(struct cell c, char into[LABEL_ROOM])
{
	while (c.len > 0 && strchr(" \t", c.text[0]) != NULL) {
		c.text++;
		c.len--;
	}
	while (c.len > 0 && strchr(" \t", c.text[c.len - 1]) != NULL)
		c.len--;
	snprintf(into, LABEL_ROOM, "%.*s", (int)(c.len < LABEL_ROOM ? c.len :
	    LABEL_ROOM), c.text);
	return c.len < LABEL_ROOM;
}

/* A whole number, or one with zeros behind its point, as Excel makes of it. */
static bool
read_number(const char *text, int *score)
{
	size_t len = strspn(text, "0123456789");
	char digits[LABEL_ROOM];

	if (len == 0)
		return false;
	snprintf(digits, sizeof digits, "%.*s", (int)len, text);
	text += len;
	if (*text == '.' && text[1] != '\0')
		text += 1 + strspn(text + 1, "0");
	return *text == '\0' && count_parse(digits, score) == NULL;
}

/* One of the user's, which may be blank: then so is *score. */
static bool
read_own_label(const char *text, const struct list *more, int *score)
{
	for (size_t i = 0; more != NULL && i < more->n; i++) {
		const char *equals = strrchr(more->items[i], '=');
		size_t len = (size_t)(equals - more->items[i]);

		if (strlen(text) != len ||
		    strncasecmp(more->items[i], text, len) != 0)
			continue;
		if (count_parse(equals + 1, score) != NULL)
			*score = BLANK;
		return true;
	}
	return false;
}

static bool
read_label(const char *text, enum survey survey, int *score)
{
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
		if (strcasecmp(labels[i].text, text) == 0) {
			*score = survey == SURVEY_NPS ? 0 :
			    survey == SURVEY_CES ? labels[i].of_seven :
			    labels[i].of_five;
			return *score != 0;
		}
	return false;
}

static const char *
read_score(struct cell cell, const struct list *more, struct response *r)
{
	static char reason[80];
	const struct scale *s = &scales[r->survey];
	char text[LABEL_ROOM];
	bool fits = trim(cell, text);

	r->is_blank = *text == '\0';
	if (r->is_blank)
		return NULL;
	if (!fits) {
		r->score = BLANK;
	} else if (read_own_label(text, more, &r->score)) {
		r->is_blank = r->score == BLANK;
		if (r->is_blank)
			return NULL;
	} else if (!read_number(text, &r->score) &&
	    !read_label(text, r->survey, &r->score)) {
		r->score = BLANK;
	}
	if (r->score < s->low || r->score > s->high) {
		snprintf(reason, sizeof reason, "not a score of %s (want %d to "
		    "%d%s)", record_surveys()[r->survey], s->low, s->high,
		    r->survey != SURVEY_NPS ? ", or a label" :
		    read_label(text, SURVEY_CSAT, &r->score) ?
		    "; --kind csat?" : "");
		return reason;
	}
	r->level = 1000 * (r->score - s->low) / (s->high - s->low);
	r->verdict = r->score >= s->good ? GOOD : r->score <= s->bad ? BAD :
	    MIDDLE;
	return NULL;
}

enum response_fate
response_read(struct source *in, const struct response_columns *at,
    const struct response_rules *rules, struct response *r)
{
	int survey = rules->survey < 0 ? SURVEY_NPS : rules->survey;
	const char *reason;

	*r = (struct response){ .survey = (enum survey)survey };
	if (source_cell(in, at->kind).len != 0 &&
	    !cell_read(in, at->kind, response_parse_survey, &survey))
		return RESPONSE_ASIDE;
	r->survey = (enum survey)survey;
	if (rules->survey >= 0 && survey != rules->survey) {
		tally_set_aside("another survey", 1);
		return RESPONSE_ASIDE;
	}
	if (!cell_read(in, at->at, instant_parse, &r->at))
		return RESPONSE_INVALID;
	r->is_dated = true;
	if (!instant_is_known(r->at, rules->as_of)) {
		tally_set_aside("later than as-of", 1);
		return RESPONSE_ASIDE;
	}
	reason = read_score(source_cell(in, at->score), rules->labels, r);
	if (reason != NULL)
		cell_reject(in, at->score, reason);
	return reason == NULL ? RESPONSE_READ : RESPONSE_INVALID;
}
