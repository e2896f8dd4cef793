#ifndef CONSENT_H
#define CONSENT_H

#include <stdbool.h>
#include <stddef.h>

#include "channel.h"
#include "instant.h"
#include "opt.h"
#include "person.h"
#include "record.h"

/*
 * What people said about being written to, channel by channel, with its date:
 * consent records, and what events say.  The latest stands; of one instant the
 * one that allows least.
 */
struct consents;

/* The record that stands.  Its texts live as long as the consents. */
struct consented {
	enum consent state;
	struct instant at;
	const char *basis;
	const char *file;
	unsigned long line;
};

struct consents *consents_new(void);
void consents_free(struct consents *c);

/*
 * Read a file of consent records, and join them to people.  What is later than
 * common->as_of is set aside.
 */
void consents_load(struct consents *c, const char *path,
    const struct common *common, struct people *people);

/* Add one about the person who has that text (see person.h).  Its own texts
   must live as long as c. */
void consents_add(struct consents *c, size_t who, enum channel channel,
    const struct consented *record);

/* No more records, and people are complete. */
void consents_close(struct consents *c, struct people *people);

/* The record that stands for a person and a channel, of those known by then;
   false: there is none. */
bool consents_find(const struct consents *c, size_t person,
    enum channel channel, struct instant by, struct consented *into);

/* How many records there are, and how many of people for whom wanted is. */
size_t consents_count(const struct consents *c);
size_t consents_matched(const struct consents *c, const bool wanted[]);

#endif
