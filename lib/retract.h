#ifndef RETRACT_H
#define RETRACT_H

#include "facts.h"

/*
 * Sends that were planned, aren't due yet, and have become wrong: the person
 * is suppressed or withdrew consent, what ends the flow happened, a newer
 * occasion took its place, or, of flows that are complete, the occasion is
 * there no more.
 */
struct retracts {
	struct send *list;	/* by when they would have gone, with the reason */
	size_t n;
};

/*
 * Judge what f has planned.  complete are the flows of which the input has all
 * occasions.  Where take is set, what is retracted counts no more for what f
 * decides.  Texts are of f's pool.
 */
struct retracts retracts_judge(struct facts *f, const struct list *complete,
    bool take);

/* Say how many there are; where they aren't written, that they will go. */
void retracts_say(const struct retracts *r, bool are_written);

#endif
