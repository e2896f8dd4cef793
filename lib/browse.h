#ifndef BROWSE_H
#define BROWSE_H

#include "trail.h"

/*
 * Who looked at something, more than once and for a while, and left with nothing
 * in the cart.
 */
struct browse_rules {
	struct span dwell;	/* longer than that in all; each view counts for
				   at most as much */
	int visits;
	struct span within;	/* of views: they are that near to the last */
	struct span idle;	/* nothing happened for so long: they left */
	struct span quiet;	/* of a person: no two leave in less */
	struct instant as_of;
};

/* What somebody looked at, and left. */
struct browse {
	uint32_t owner, own;	/* own: the text of who had the first view */
	uint32_t ware;		/* looked at most often; or */
	const char *category;	/* that is, if this isn't "" */
	int64_t first, last;	/* view of it; view of anything */
	int64_t left;		/* when they had been gone for idle */
	int visits;
	int64_t dwell;		/* seconds */
	uint32_t url, last_url;	/* theirs; see trace.h */
	uint32_t last_ware;	/* of the last product seen, or */
	bool has_ware;		/* there is none */
	int64_t price;		/* that it then had, if currency is there */
	struct currency currency;
};

/* All that hold as of the instant; *n of them, malloced: the caller frees. */
struct browse *browse_judge(struct trail *t, const struct browse_rules *rules,
    size_t *n);

#endif
