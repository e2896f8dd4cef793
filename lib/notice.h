#ifndef NOTICE_H
#define NOTICE_H

#include <stdbool.h>
#include <stdint.h>

#include "contact.h"
#include "recipient.h"
#include "sink.h"

/* A trigger record, as an occasion tool writes it; texts may be NULL for "". */
struct notice {
	const char *flow, *id;
	int64_t at, since;
	int64_t expires;		/* 0: never */
	struct contact who;
	const char *reason, *item, *value, *currency, *data;
};

/* How whoever a row is about is reached. */
struct contact notice_contact(const struct recipient *r);

/* The at of what is as old as t: of a date it comes to be when its day is over. */
int64_t notice_at(struct instant t);

/* Write it, as a row of RECORD_TRIGGER. */
void notice_write(const struct notice *n, struct sink *out);

/* The value of --since: only what came to be from then on was asked for.
   A date is one of the zone that holds when notices are added: at is that of
   the zone of the options, and a table may bring its own. */
struct since {
	bool is_given;
	int64_t at;
	const char *text;
};
value_parser since_parse;

/* The option that fills it, for a tool's own table. */
#define SINCE_OPTION(since) \
	{ 0, "since", "WHEN", "write what came to be from then on", \
	    since_parse, &(since) }

/* Those of a run: they are kept until all are known, and then written by when
   they came to be, and by id.  What wasn't asked for is left out. */
struct notices;

struct notices *notices_new(struct since since);
void notices_free(struct notices *all);

/* Add one; its texts must live as long as all.  Or, where it is about somebody who
   can't be reached, count it: notices_write tells how many there are. */
void notices_add(struct notices *all, const struct notice *n);
void notices_miss(struct notices *all, const struct notice *n);

void notices_write(struct notices *all, struct sink *out);

#endif
