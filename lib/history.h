#ifndef HISTORY_H
#define HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "instant.h"
#include "opt.h"
#include "person.h"

/*
 * What earlier runs decided to send: send records, our own output of then.  A
 * send that was held counts as one; a retracted one doesn't.
 */
struct history;

/* An earlier send. */
struct earlier {
	struct instant send_at;
	const char *file;	/* where it is said */
	unsigned long line;
	const char *customer_id;
	struct instant decided_at;
	enum { EARLIER_SEND, EARLIER_HELD, EARLIER_RETRACT } action;
};

struct history *history_new(void);
void history_free(struct history *h);

/*
 * Read a file of send records, and join to people whom they went to.  A row
 * that was decided after common->as_of is rejected.
 */
void history_load(struct history *h, const char *path,
    const struct common *common, struct people *people);

/* Is there anything of this trigger?  If not, there is no send of it. */
bool history_knows(const struct history *h, const char *trigger_id);

/* The earlier send of this id, or NULL. */
const struct earlier *history_find(const struct history *h,
    const char *send_id);

/* How many send ids there are, and the one numbered i. */
size_t history_count(const struct history *h);
const struct earlier *history_item(const struct history *h, size_t i);

#endif
