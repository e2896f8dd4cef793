#ifndef RECIPIENT_H
#define RECIPIENT_H

#include <stdbool.h>

#include "channel.h"
#include "person.h"
#include "pool.h"
#include "record.h"
#include "source.h"
#include "zone.h"

/* Whom a row is about and how they are reached, as that row has it. */
struct recipient {
	const char *customer_id, *email, *phone, *push_token;	/* "": none */
	bool can_dial;			/* phone is in E.164 */
	bool denied[CHANNELS];		/* consent to the channel */
	bool agreed[CHANNELS];		/* explicitly */
	const struct zone *zone;	/* NULL: not said */
	const char *country;		/* alpha-2, or NULL */
	const char *const *cells;	/* a text for each column asked for, NULL
					   where the row has no such column */
};

/* Where a table has all this. */
struct recipient_columns {
	size_t customer_id, email, phone, push_token, country, timezone;
	size_t consent[CHANNELS];
	const size_t *asked;
	size_t n_asked;
};

struct lens;

/* From now on recipient_read passes over rows that the lens doesn't show; NULL:
   over none.  There is one lens a program. */
void recipient_watch(const struct lens *l);
bool recipient_shows(const char *customer_id);

/* The table's columns, those asked for among them; kept in p. */
struct recipient_columns recipient_find(struct source *in,
    const struct list *asked, struct pool *p);

/* Read the row, texts kept in p; or reject it, and return false, as it does of
   one that is passed over. */
bool recipient_read(struct source *in, const struct recipient_columns *at,
    struct pool *p, struct recipient *into);

/* The same of a row that must be about somebody: one that has no name is set
   aside. */
bool recipient_read_named(struct source *in, const struct recipient_columns *at,
    struct pool *p, struct recipient *into);

/* The address on a channel, fit to be written to; "": none. */
const char *recipient_address(const struct recipient *r, enum channel c);

/* The name by which the shop knows them: customer_id, else e-mail, else
   phone if it is E.164; "": none. */
const char *recipient_name(const struct recipient *r);

/* Their zone: that of the row, else the only one of its country, else NULL. */
const struct zone *recipient_zone(const struct recipient *r);

/* Join the row's texts to one person, and return the number of its name; it has
   one.  And does any row of a person that was so joined say this of the channel,
   CONSENT_DENIED or CONSENT_EXPLICIT? */
size_t recipient_join(const struct recipient *r, struct people *people);
bool recipient_says(struct people *people, size_t person, enum channel c,
    enum consent state);

#endif
