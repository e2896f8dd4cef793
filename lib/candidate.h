#ifndef CANDIDATE_H
#define CANDIDATE_H

#include <stddef.h>

#include "instant.h"
#include "trigger.h"

/*
 * A candidate is a step of a trigger that is due: it is sent, held, or denied
 * for one reason.
 */

/* The codes of sendlist-formats(5), in the order in which they're asked. */
enum code {
	CODE_SEND, CODE_HELD,
	CODE_ALREADY_SENT, CODE_PASSED, CODE_EXPIRED, CODE_SUPERSEDED,
	CODE_REENTRY, CODE_NO_ADDRESS, CODE_RELAY, CODE_NO_CONSENT,
	CODE_SUPPRESSED, CODE_EXIT, CODE_CONDITION, CODE_NO_ZONE, CODE_QUIET,
	CODE_CAP, CODE_GAP, CODE_LOST_TO, CODE_THROTTLE,
	CODES
};

/* Its name; that of an action for the first two. */
const char *code_name(enum code c);

struct candidate {
	const struct trigger *trigger;
	size_t step;			/* of the trigger's flow */
	size_t person;
	struct instant planned;		/* by the anchor and the delay */
	struct instant first_at;	/* when it would go, but for quiet hours
					   and caps */
	struct instant at;		/* when it would go */
	struct instant expires;		/* stale from then on */
	const char *address, *variant;
	const char *id;			/* the send_id, once it's accepted */
	enum code code;
	const char *rule, *observed, *threshold;	/* of those denied */
};

const struct step *candidate_step(const struct candidate *c);

/* A list of them, which grows. */
struct candidates {
	struct candidate *list;
	size_t n, room;
};

void candidates_add(struct candidates *l, const struct candidate *c);

/* Sort them as they are to be sent; and of one instant, by whom and what. */
void candidates_sort(struct candidates *l);

/* Say how many are denied and held, by code, in the order of the codes. */
void candidates_say(const struct candidates *l);

#endif
