#ifndef MAILING_H
#define MAILING_H

#include <stdbool.h>
#include <stddef.h>

#include "delivery.h"
#include "flow.h"
#include "opt.h"
#include "sink.h"

/*
 * The messages of a log, each once: of which flow and step it is.  The row
 * says it, if the flow is one that there is; else a table of the shop's, by
 * the name of the message; else the words of the name.
 */
struct mailings;

struct mailing {
	const char *name;		/* its flow's, if the log tells no more */
	bool is_named;			/* it is the message's own */
	const struct flow *flow;	/* NULL: none that is known */
	const struct step *step;	/* likewise, of that flow */
	const char *flow_name, *step_name;	/* as they are called; or "" */
	enum send_class class;
	bool is_guessed;		/* the words of a name tell the class */
	size_t sends;
};

struct mailings *mailings_new(const struct flows *flows);
void mailings_free(struct mailings *m);

/* Read a table of message, in which * is any text, and flow, step and class,
   which may be blank; the first row that fits counts.  A flow, a step or a
   class that there isn't is fatal. */
void mailings_load(struct mailings *m, const char *path,
    const struct common *common);

/* The message that a row tells of; it counts as sent once more. */
const struct mailing *mailings_take(struct mailings *m,
    const struct delivery *d);

/* By name, flow, step and class. */
int mailing_compare(const struct mailing *l, const struct mailing *r);

/* Write the table: what each name was taken for, and how often it was sent. */
const char *const *mailings_columns(void);
void mailings_write(const struct mailings *m, struct sink *out);

#endif
