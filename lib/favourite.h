#ifndef FAVOURITE_H
#define FAVOURITE_H

#include "trail.h"

/* Something that somebody liked, and hasn't bought since. */
struct favourite {
	uint32_t owner, own, ware, url;	/* see trace.h */
	int64_t at, due;
	int64_t price;		/* if currency is there */
	struct currency currency;
};

/*
 * Those that were liked so long before as_of; *n of them, malloced: the caller
 * frees.  What was liked again counts from the first time; a purchase that
 * doesn't say of what ends all of its owner's.
 */
struct favourite *favourites_judge(struct trail *t, struct span after,
    struct instant as_of, size_t *n);

#endif
