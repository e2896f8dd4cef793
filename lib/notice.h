#ifndef NOTICE_H
#define NOTICE_H

#include "sink.h"
#include "stitch.h"

/* A trigger record, as an occasion tool writes it. */
struct notice {
	const char *flow, *id;
	int64_t at, since;
	struct contact who;		/* notices_add fills it */
	const char *reason, *item, *value, *currency, *data;
};

/* The at of what is as old as t: of a date it comes to be when its day is over. */
int64_t notice_at(struct instant t);

/* Write it, as a row of RECORD_TRIGGER. */
void notice_write(const struct notice *n, struct sink *out);

/* The value of --since: only what came to be from then on was asked for. */
struct since {
	bool is_given;
	int64_t at;
};
value_parser since_parse;

/*
 * Those of a run: they are kept until all are known, and then written by when
 * they came to be, and by id.  What wasn't asked for is left out, and so is what
 * is about somebody who can't be reached; of the latter notices_write tells how
 * many there are.
 */
struct notices;

struct notices *notices_new(struct stitch *people, struct since since);
void notices_free(struct notices *all);

/* One that is about this owner; its texts must live as long as all. */
void notices_add(struct notices *all, struct notice *n, size_t owner);

void notices_write(struct notices *all, struct sink *out);

#endif
