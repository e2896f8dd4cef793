#ifndef RESPONSE_H
#define RESPONSE_H

#include <stdbool.h>

#include "instant.h"
#include "pool.h"
#include "source.h"
#include "value.h"

/* What a survey asks, by record_surveys: whether somebody would recommend (0 to
   10), is satisfied (1 to 5), had it easy (1 to 7), gives stars (1 to 5), or is
   satisfied with a chat (1 to 5). */
enum survey { SURVEY_NPS, SURVEY_CSAT, SURVEY_CES, SURVEY_REVIEW, SURVEY_CHAT,
    SURVEYS };

/* What an answer is: a promoter's (9 and 10), a passive's (7 and 8) or a
   detractor's; of 1 to 5 and of 1 to 7 what is above the middle, is it, and is
   below it. */
enum verdict { GOOD, MIDDLE, BAD, VERDICTS };

/* A survey response of RECORD_SURVEY. */
struct response {
	struct instant at;
	enum survey survey;
	bool is_dated;			/* at is known */
	bool is_blank;			/* nobody answered; else: */
	int score;
	int level;			/* 0 to 1000, of what can be said */
	enum verdict verdict;
};

struct response_rules {
	struct instant as_of;
	int survey;			/* -1: all; else others are set aside */
	const struct list *labels;	/* of LABEL=SCORE, in the user's words */
};

/* What became of a row. */
enum response_fate { RESPONSE_READ, RESPONSE_INVALID, RESPONSE_ASIDE };

struct response_columns {
	size_t at, score, kind;
};

/* Where a table has all this; fatal without. */
struct response_columns response_find(struct source *in);

/*
 * Read the current row.  An invalid one, of which the time or the score is at
 * fault, is rejected, but survey is known of it; one that is later than as-of
 * or of another survey is set aside, and one of a survey that is none rejected.  A row that doesn't say of what it is is
 * of the survey asked for, else of NPS.
 */
enum response_fate response_read(struct source *in, const struct response_columns *at,
    const struct response_rules *rules, struct response *into);

/* What one is known by, as a trigger_id: of what survey it is, and the
   response_id (may be blank), else who gave it, as its row says, when, and about
   what: "", or parts that begin with a slash. */
const char *response_id(const struct response *r, struct cell id,
    const char *who, const char *about, struct pool *p);

/* The words for verdicts of a survey, such as "promoter". */
const char *response_word(enum survey survey, enum verdict verdict);

/* Adds LABEL=SCORE to a struct list; and one of record_surveys into an int. */
value_parser response_parse_label, response_parse_survey;

#endif
