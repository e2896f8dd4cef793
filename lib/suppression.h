#ifndef SUPPRESSION_H
#define SUPPRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include "channel.h"
#include "instant.h"
#include "opt.h"
#include "person.h"

/*
 * Who must not be written to: suppression records, by e-mail, phone or
 * customer_id, plain or as a SHA-256.  Whoever is listed under any text that
 * is known of a person is that person.
 */
struct suppression;

/* A row of a suppression file that applies, and the text it goes by. */
struct suppressed {
	const char *file;
	unsigned long line;
	const char *text;	/* the person's text that is listed */
	const char *class;	/* that the row names; "" is all */
	const char *reason;	/* likewise */
};

struct suppression *suppression_new(void);
void suppression_free(struct suppression *s);

/*
 * Read a file.  One with a foreign column, or without any to list someone by,
 * is fatal.  A row that can't be read is rejected.
 */
void suppression_load(struct suppression *s, const char *path,
    const struct common *common);

/* Look all of people's texts up, once they are complete. */
void suppression_match(struct suppression *s, struct people *people);

/*
 * Does any row keep this person from such a send, or from any if they are
 * CHANNELS and CLASSES?  Then the gravest, by its reason (erased, complaint,
 * unsubscribe, hard bounce, soft bounce, another), and of those the first by
 * its text.
 */
bool suppression_find(const struct suppression *s, size_t person,
    enum channel channel, enum send_class class, struct instant send_at,
    struct suppressed *into);

/* The same of rows alone that say since when; a date counts when its day is
   over. */
bool suppression_find_dated(const struct suppression *s, size_t person,
    enum channel channel, enum send_class class, struct instant send_at,
    struct suppressed *into);

/*
 * Say of each file whether it is old as of then: its newest "from", or where
 * it has none the file's own time, is more than two days before.
 */
void suppression_say_old(const struct suppression *s, struct instant as_of);

/* How many rows there are, and how many list someone of the people. */
size_t suppression_count(const struct suppression *s);
size_t suppression_matched(const struct suppression *s);

#endif
