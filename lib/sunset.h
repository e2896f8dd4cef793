#ifndef SUNSET_H
#define SUNSET_H

#include <stdbool.h>

#include "answer.h"
#include "contact.h"
#include "history.h"
#include "opt.h"
#include "span.h"

/* What the history tells of a series of messages about one occasion, and what is
   reported of it among the n things that who got it did. */
struct series {
	bool has_begun;
	struct instant triggered_at;	/* then; the earliest it tells of */
	bool has_last;
	struct instant last_at;		/* its last message went out, and */
	bool has_bounced;		/* then, for the first time, one */
	int64_t bounced_at;		/* of whatever kind bounced */
};

struct series series_find(const struct history *h, const char *flow,
    const char *last_step, const char *trigger_id, const struct event *did,
    size_t n);

/* Who let a series pass without an answer is left in peace. */
struct sunset_rules {
	struct span grace;		/* after the last message */
	struct span spare;		/* after an order */
};

/* The options that fill this, for a tool's own table. */
#define SUNSET_OPTIONS(path, last_step, rules) \
	{ 0, "sunset", "FILE", "write who let the last message pass, to be " \
	    "suppressed", text_parse, &(path) }, \
	{ 0, "last-step", "NAME", "the step that is the last message (last)", \
	    text_parse, &(last_step) }, \
	{ 0, "grace", "SPAN", "so long after it they may still answer (7d)", \
	    span_parse, &(rules).grace }, \
	{ 0, "spare", "SPAN", "nobody is suppressed so soon after an order " \
	    "(365d)", span_parse, &(rules).spare }

/*
 * The suppression records of a run, in a file; path NULL: none.  Who is judged is
 * in it from when their grace was over, and they were no buyer of late, if they
 * hadn't answered by then: what comes later changes nothing, so that later runs
 * only add rows behind.
 */
struct sunsets;

struct sunsets *sunsets_open(const char *path, const struct common *common,
    const struct sunset_rules *rules);

/* Why nothing more is to be said to somebody who last ordered then; or NULL.  The
   reason and who's texts live as long as all. */
const char *sunsets_judge(struct sunsets *all, const struct series *s,
    const struct answer *a, struct instant ordered, struct contact who);

/* Write them; then, after tally_close, close the file, and free all. */
void sunsets_write(struct sunsets *all);
void sunsets_close(struct sunsets *all);

#endif
