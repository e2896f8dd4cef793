#ifndef EVENT_H
#define EVENT_H

#include <stdbool.h>
#include <stddef.h>

#include "consent.h"
#include "instant.h"
#include "opt.h"
#include "person.h"
#include "value.h"

/*
 * What people did: event records, order records that are orders, and when a
 * customer's record says that they ordered.
 */
struct events;

struct event {
	struct instant at;
	const char *name;
	const char *file;	/* or the column that says so, and line is 0 */
	unsigned long line;
	const char *const *cells;	/* of the columns asked for */
};

/* The columns asked for are kept of each event, by their number. */
struct events *events_new(const struct list *asked);
void events_free(struct events *e);

/*
 * Read a file of events or of orders, join them to people, and tell consents
 * what they say of e-mail.  An order that was placed is a purchase.  Set aside
 * is what is later than common->as_of, is of nobody, or is no order.
 */
void events_load(struct events *e, const char *path,
    const struct common *common, struct people *people,
    struct consents *consents);

/* Add one of the person who has that text (see person.h).  The other texts must
   live as long as e. */
void events_add(struct events *e, size_t who, const char *name,
    struct instant at, const char *source);

/* Add what whoever mails reported of a message on a channel.  It is no sign of
   how new an export is. */
void events_add_report(struct events *e, size_t who, const struct event *event,
    enum channel channel, struct consents *consents);

/* No more events, and people are complete. */
void events_close(struct events *e, struct people *people);

/* What a person did, by when; *n of them. */
const struct event *events_of(const struct events *e, size_t person,
    size_t *n);

/* Is something of that name told of a person at that time or since; if either is
   only a date, on that day?  And, unless at is NULL, when it was the last time. */
bool events_told(const struct events *e, size_t person, const char *name,
    struct instant since, struct instant *at);

/* When the newest of all that was read was; false: there is none. */
bool events_newest(const struct events *e, struct instant *at);

/* How many, of *of, are of people for whom wanted is. */
size_t events_matched(const struct events *e, const bool wanted[],
    size_t *of);

#endif
