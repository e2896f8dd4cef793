#ifndef SAID_H
#define SAID_H

#include "event.h"
#include "notice.h"
#include "person.h"
#include "pool.h"
#include "recipient.h"
#include "response.h"

/* A survey response, who gave it, and what it is about.  Texts are a pool's. */
struct said {
	struct response response;
	struct recipient who;
	size_t person;			/* a text of theirs, until people are
					   complete: then whoever reads it makes
					   it their number */
	const char *comment, *order_id, *sku;
	const char *id;			/* what it is known by: see response_id */
};

struct said_columns {
	struct recipient_columns who;
	size_t comment, order_id, sku, id;
	bool of_nobody;			/* take an order's review of nobody, too:
					   person is DICT_NONE */
};

/* Where a table of responses has all this. */
struct said_columns said_find(struct source *in, struct pool *p);

/* Take the current row's response, and join who gave it to people; false where
   nobody did, or nobody who is known, and it is set aside, or was rejected. */
bool said_read(struct source *in, const struct said_columns *at,
    const struct response *r, struct pool *p, struct people *people,
    struct said *into);

/* Those of a run; the list grows by pool_grow. */
struct saids {
	struct said *list;
	size_t n, room;
	bool of_reviews;		/* they tell of what kind they are, and
					   an order's may be of nobody */
};

/* Add those of a file, in any survey, texts kept in p. */
void said_load(struct saids *all, const char *path,
    const struct common *common, struct pool *p, struct people *people);

/* By person; of each the last first, of equal times the worst, then by all that
   they say: so that the order of rows is nothing.  And but by the latter. */
int said_compare(const void *a, const void *b);
int said_compare_words(const struct said *a, const struct said *b);

/* Is it a bad one of which nobody said that it was resolved? */
bool said_is_open(const struct said *s, const struct events *resolved);

/*
 * Of a person's n responses, sorted so, the one by which they are treated: the
 * last open one that isn't as old as recovery; else the last of all, if it is a
 * good one; else NULL.
 */
struct said *said_telling(struct said *list, size_t n,
    const struct events *resolved, struct span recovery,
    struct instant as_of);

/* The trigger of a flow that follows from it; why is added to its reason. */
struct notice said_notice(const struct said *s, const char *flow,
    const char *id, const char *why, struct pool *p);

#endif
