#ifndef DOCKET_H
#define DOCKET_H

#include <stdbool.h>
#include <stddef.h>

#include "candidate.h"
#include "cap.h"
#include "facts.h"

/*
 * One person's case: the occasions to write to them, what went out already,
 * and what is to go in this run.
 */

/* One trigger on its way through its flow. */
struct course {
	const struct trigger *trigger;
	struct known known;		/* of the recipient */
	const struct zone *zone;	/* theirs */
	bool zone_known;		/* not only for want of a better one */
	const struct earlier **past;	/* by step; NULL: didn't go out */
	size_t behind;		/* steps up to and with the last that did */
	size_t step;		/* to be decided next */
	struct instant entry;	/* when the first would go, or went stale */
	bool starts_late;	/* the first goes now, though it is stale */
	bool ended;
	bool accepted;		/* a step of it, in this run: */
	size_t last;		/* the last of those */
	struct instant first_at, last_at;
	struct candidate next;
};

/* A time that the person was let into a flow, by another trigger, and until
   when that keeps others out. */
struct entry {
	const char *trigger_id;		/* NULL: there's none */
	struct instant first;		/* when its first message went */
	int64_t until;
};

/* What is known of a flow in one zone, as long as nothing more is accepted. */
struct door {
	const struct flow *flow;
	const struct zone *zone;
	size_t accepted;		/* of the docket, then */
	struct entry longest[2];	/* of the entries, of two triggers */
};

typedef void verdict_teller(const struct candidate *c, enum code code,
    bool passes, const char *rule, const char *observed,
    const char *threshold);

struct docket {
	struct facts *facts;
	size_t person;
	struct course *courses;
	size_t n, room;
	const struct earlier *const *earlier;
	size_t n_earlier;
	struct sent *sent;		/* what caps count */
	size_t n_sent, sent_room;
	size_t accepted;		/* in this run */
	struct door *doors;		/* see gate_entry.c */
	size_t n_doors, doors_room;
	/* what a stage saw, where someone wants to know; see gate_verdict */
	verdict_teller *tell;
};

/* Open the case of a person with n triggers, and close the one before. */
void docket_open(struct docket *d, size_t person,
    const struct trigger *const triggers[], size_t n);
void docket_free(struct docket *d);

/* Take the candidate, which is sent or held, into account; and let caps alone
   count it. */
void docket_accept(struct docket *d, struct course *k, struct candidate *c);
void docket_count(struct docket *d, const struct candidate *c);

#endif
