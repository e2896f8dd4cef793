#ifndef JUDGE_H
#define JUDGE_H

#include <stdbool.h>
#include <stddef.h>

#include "book.h"
#include "history.h"
#include "instant.h"
#include "person.h"
#include "pool.h"
#include "send.h"
#include "span.h"
#include "suppression.h"
#include "trigger.h"

/*
 * Who hears what, and why not: each step of each trigger that is due is a
 * candidate, and goes through the stages in judge.c until one denies it.
 */

/* The codes of sendlist-formats(5), as far as there are stages for them. */
enum code {
	CODE_SEND,
	CODE_ALREADY_SENT, CODE_PASSED, CODE_EXPIRED, CODE_NO_ADDRESS,
	CODE_NO_CONSENT, CODE_SUPPRESSED, CODE_RELAY, CODE_EXIT,
	CODES
};

/* Its name; "" for CODE_SEND. */
const char *code_name(enum code c);

struct candidate {
	const struct trigger *trigger;
	size_t step;			/* of the trigger's flow */
	size_t person;
	struct instant planned;		/* by the anchor and the delay */
	struct instant at;		/* when it would go */
	struct instant expires;		/* stale from then on */
	const char *address;
	enum code code;
	const char *rule, *observed, *threshold;	/* "" of CODE_SEND */
};

/* What the stages know. */
struct facts {
	struct instant as_of, until;	/* as-of, and that and the horizon */
	struct people *people;
	const struct history *history;
	const struct book *book;
	const struct suppression *suppression;
	struct pool *pool;		/* of the texts in candidates */
	const struct earlier **past;	/* of the trigger at hand, by step: NULL
					   if not sent; free it in the end */
	size_t past_room;
	size_t later, ended;		/* steps that aren't candidates: not yet
					   due, or due once the flow has ended */
};

/*
 * Judge the steps of a trigger that are due, in turn, adding them to list;
 * *n of *room are filled.  Returns the list, perhaps moved.
 */
struct candidate *judge_trigger(struct facts *f, const struct trigger *t,
    struct candidate *list, size_t *n, size_t *room);

/* Sort them as they are to be sent; and of one instant, by whom and what. */
void candidates_sort(struct candidate *list, size_t n);

/* Say how many are denied, by code, in the order of the codes. */
void candidates_say_denied(const struct candidate *list, size_t n);

#endif
