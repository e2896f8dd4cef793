#ifndef AUDIT_H
#define AUDIT_H

#include "dossier.h"
#include "fault.h"
#include "flow.h"
#include "outbox.h"

/*
 * What went out, judged by the rules of what may go: by what was known when it
 * went.  Where that can't be told, it is no fault, and counted.
 */
struct audit {
	struct span grace;		/* after a no, until it must be heeded */
	struct span bought_within;	/* of those who bought, where nothing
					   tells since when they mustn't have */
	struct span twice_within;	/* the same message again */
	const struct zone *zone;	/* of whom none is known; or NULL */
	struct flows *flows;
	struct outbox *box;
	struct dossier who;
	struct faults faults;
	/* Messages that couldn't be judged by a rule, and people. */
	size_t of_no_flow, of_no_zone, unsettled, undated_people, people;
	const struct flow *unsettled_flow;	/* the first such, by name */
};

/* A message that is judged, among those of its person. */
struct exhibit {
	const struct mail *mail;
	const struct mail *const *list;	/* what they were sent, by when */
	size_t i, n;			/* it is the i-th of n */
	const struct zone *zone;	/* NULL: not known */
};

/* Add the exhibit as a fault. */
void audit_find(struct audit *a, const struct exhibit *x, enum code code,
    const char *rule, const char *observed, const char *threshold);

/* Of a date, the end of its day: nothing is held against it sooner. */
struct instant audit_latest(struct instant t);

/* The rules: audit_what.c, audit_exit.c and audit_when.c.  The first is of a
   whole list. */
void audit_twice(struct audit *a, const struct mail *const list[], size_t n);
void audit_expired(struct audit *a, const struct exhibit *x);
void audit_exit(struct audit *a, const struct exhibit *x);
void audit_quiet(struct audit *a, const struct exhibit *x);
void audit_caps(struct audit *a, const struct exhibit *x);

/* Judge all that went out, and sort the faults. */
void audit_judge(struct audit *a);

#endif
