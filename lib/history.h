#ifndef HISTORY_H
#define HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "channel.h"
#include "instant.h"
#include "opt.h"
#include "person.h"
#include "send.h"

/*
 * What earlier runs decided to send: send records, our own output of then.  A
 * send that was held counts as one; a retracted one doesn't.
 */
struct history;

/* An earlier send.  Its texts live as long as the history. */
struct earlier {
	struct instant send_at, triggered_at, decided_at;
	size_t person;		/* by number, once it is closed; until then
				   that of a text of theirs */
	const char *flow, *step, *trigger_id, *tags;
	const char *domain;	/* of an e-mail address; or "" */
	const char *file;	/* where it is said */
	unsigned long line;
	enum channel channel;
	enum send_class class;
	enum action action;
	bool is_called_back;	/* see history_call_back */
	size_t next;		/* see history_next */
};

struct history *history_new(void);
void history_free(struct history *h);

/*
 * Read a file of send records, and join to people whom they went to.  A row
 * that was decided after common->as_of is rejected.
 */
void history_load(struct history *h, const char *path,
    const struct common *common, struct people *people);

/* Add one that is made ready: all but trigger_id and next is filled, its texts are
   words of the history, and person is the number of a text. */
const char *history_word(struct history *h, const char *text);
void history_put(struct history *h, const struct earlier *e,
    const char *trigger_id);

/* No more files, and people are complete: sort the sends by person. */
void history_close(struct history *h, struct people *people);

/* What went to a person and wasn't retracted, by when; *n of them. */
const struct earlier *const *history_of(const struct history *h, size_t person,
    size_t *n);

/* One of them is called back by this run: it is none of them any more, but this
   run doesn't decide it anew. */
void history_call_back(struct history *h, const struct earlier *e);

/* The first that is of this trigger_id, of whatever flow, or the one after that
   one; NULL: there is none. */
const struct earlier *history_about(const struct history *h,
    const char *trigger_id, const struct earlier *before);

/* All that there are, by send_id; *n of them. */
const struct earlier *history_all(const struct history *h, size_t *n);

#endif
