#ifndef NOTICE_H
#define NOTICE_H

#include "sink.h"
#include "stitch.h"

/* A trigger record, as an occasion tool writes it: it is kept until all are
   known, and then they are written by when they came to be, and by id. */
struct notice {
	const char *flow, *id;
	int64_t at, since;
	struct contact who;
	const char *reason, *item, *value, *currency, *data;
};

struct notices;

struct notices *notices_new(void);
void notices_free(struct notices *all);

/* Its texts must live as long as all. */
void notices_add(struct notices *all, const struct notice *n);

void notices_write(struct notices *all, struct sink *out);

#endif
