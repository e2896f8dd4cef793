#ifndef OPINION_H
#define OPINION_H

#include <stdbool.h>
#include <stddef.h>

#include "response.h"

/*
 * What many responses come to.  The Net Promoter Score is the share of promoters
 * less that of detractors, times 100; of the other surveys the score is the
 * percentage of good answers.  Nothing is rounded here.
 */
struct opinion {
	size_t of[VERDICTS], invalid, blank;
};

/* How the interval of a Net Promoter Score is made, at 95 %: by Wald's with
   pseudo-observations of 3/4, 3/2 and 3/4 added (Rocks 2016, and the R package
   NPS), or by Wald's plainly. */
enum opinion_interval { ADJUSTED_WALD, WALD };

struct estimate {
	double score, low, high;
};

/* How many answered, and how many rows there were. */
size_t opinion_answers(const struct opinion *o);
size_t opinion_rows(const struct opinion *o);

/* The score and its interval, which stays on the scale; somebody answered.  That
   of a percentage is Wilson's. */
struct estimate opinion_score(const struct opinion *o, enum survey survey,
    enum opinion_interval how);

/* The share of a verdict in percent, with Wilson's interval. */
struct estimate opinion_share(const struct opinion *o, enum verdict v);

/* By how much a is above b, and the interval of that; of percentages it is that
   of Newcombe (1998), method 10. */
struct estimate opinion_difference(const struct opinion *a,
    const struct opinion *b, enum survey survey, enum opinion_interval how);

#endif
