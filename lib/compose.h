#ifndef COMPOSE_H
#define COMPOSE_H

#include "fields.h"
#include "message.h"

/* Messages made of sends and templates. */
struct composer;

/* What holds for all. */
struct letterhead {
	const char *from;		/* a mailbox, or NULL */
	struct list unsubscribe;	/* URLs with tags: see below */
};

/* An https or mailto URL in which {{x}} may stand, one of each, into a struct
   list.  See value.h. */
value_parser unsubscribe_parse;

/* A mailbox, into a const char *. */
value_parser sender_parse;

struct composer *composer_new(struct templates *ts,
    const struct letterhead *head, const struct common *common,
    const struct list *customers);
void composer_free(struct composer *c);

/* Its customers, and the columns of the sends. */
struct fields *composer_fields(struct composer *c);

/* Make the message of a send, which is the current row of in; valid until the
   next.  NULL, or why there is none. */
const char *composer_make(struct composer *c, struct source *in,
    const struct send *s, struct message *into);

/* How many people's languages were no language tags. */
size_t composer_odd_languages(const struct composer *c);

#endif
