#ifndef OUTBOX_H
#define OUTBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "import.h"
#include "mailing.h"
#include "person.h"

/* What went out, as a log has it, by person and in the order of time. */
struct outbox;

/* Why a message went, as far as the log says. */
struct origin {
	const char *trigger_id, *send_id, *tags;	/* "": not said */
	struct told_time triggered, since, expires;
};

struct mail {
	int64_t at;
	const struct mailing *message;
	const struct origin *origin;	/* nothing is said of it: all blank */
	const char *address, *customer_id;	/* "": none */
	const char *file;
	uint32_t line, record;		/* see tally.h */
	uint32_t person;		/* by number, once it is closed; until
					   then that of a text of theirs */
	enum channel channel;
	bool is_arrival;
	uint8_t log;			/* those that are read by one map */
};

/* Their order: by when they went, to whom, and what they say; only what is told
   in the same words is in the order of the log. */
int mail_compare(const struct mail *l, const struct mail *r);

struct outbox *outbox_new(void);
void outbox_free(struct outbox *o);

/*
 * Read the rows of the view, and join them to people.  Set aside is what is no
 * message that went out, is later than as_of, is to nobody, or is told again:
 * under its own id, or in another file.
 */
void outbox_read(struct outbox *o, struct view *v, const struct import *how,
    const struct delivery_rules *rules, struct mailings *messages,
    struct people *people, struct instant as_of);

/* No more rows, and people are complete.  Where what is read by one map tells
   of a channel what was sent, that it was delivered is set aside; so is what
   was retracted.  Fatal where events of several kinds aren't named. */
void outbox_close(struct outbox *o, struct people *people);

/* What a person was sent, by when; *n of them. */
const struct mail *const *outbox_of(const struct outbox *o, size_t person,
    size_t *n);

/* All that was, *n of them, in no order. */
const struct mail *outbox_all(const struct outbox *o, size_t *n);

#endif
