#ifndef RECIPIENT_H
#define RECIPIENT_H

#include <stdbool.h>

#include "channel.h"
#include "person.h"
#include "pool.h"
#include "source.h"

/* Whom a row is about and how they are reached, as that row has it. */
struct recipient {
	const char *customer_id, *email, *phone, *push_token;	/* "": none */
	bool can_dial;			/* phone is in E.164 */
	bool denied[CHANNELS];		/* consent to the channel */
	const char *const *carried;	/* a text for each --carry column, NULL
					   where the row has no such column */
};

/* Where a table has all this. */
struct recipient_columns {
	size_t customer_id, email, phone, push_token, country;
	size_t consent[CHANNELS];
	const size_t *carried;
	size_t n_carried;
};

/* The table's columns, those of carry among them; kept in p. */
struct recipient_columns recipient_find(struct source *in,
    const struct list *carry, struct pool *p);

/* Read the row, texts kept in p; or reject it, and return false. */
bool recipient_read(struct source *in, const struct recipient_columns *at,
    struct pool *p, struct recipient *into);

/* The address on a channel, fit to be written to; "": none. */
const char *recipient_address(const struct recipient *r, enum channel c);

/* The name by which the shop knows them: customer_id, else e-mail, else
   phone if it is E.164; "": none. */
const char *recipient_name(const struct recipient *r);

/* Join the row's texts to one person.  And does any row of a person that was
   so joined deny the channel? */
void recipient_join(const struct recipient *r, struct people *people);
bool recipient_denies(struct people *people, size_t person, enum channel c);

#endif
