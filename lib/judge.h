#ifndef JUDGE_H
#define JUDGE_H

#include "docket.h"

/*
 * Who hears what, when, and why not: each step of each trigger that is due is
 * a candidate.  It is decided person by person, by priority, and goes through
 * the stages of gate.h until one denies it.
 */
struct judged {
	struct candidates candidates;	/* sorted as they are to be sent */
	size_t later, ended;		/* steps that aren't: not yet due, or due
					   once the flow has ended */
};

/* Who is told about, rule by rule; see docket.h. */
struct listener {
	size_t person;
	verdict_teller *tell;
};

/*
 * Judge the triggers of f, and tell of one person's, if to isn't NULL.  So many
 * flows at most are started late: those whose first step is stale by its ttl
 * alone, the newest first.  Free the list in the end.
 */
struct judged judge_all(struct facts *f, int catch_up,
    const struct listener *to);

/* Say what became of the candidates, and of the steps that aren't. */
void judged_say(const struct judged *j);

#endif
