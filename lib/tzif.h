#ifndef TZIF_H
#define TZIF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "pool.h"
#include "tzrule.h"

/* What a TZif file (RFC 9636) says of a zone's offsets. */
struct tzif {
	int first;		/* the offset before at[0] */
	size_t n;
	const int64_t *at;	/* n instants, ascending */
	const int *offset;	/* offset[i] from at[i] on, east of UTC */
	bool has_rule;		/* does a rule hold from the last of them on? */
	struct tzrule rule;
};

/* No offset is further than this from UTC, either way. */
enum { TZIF_FURTHEST = 26 * 60 * 60 };

/*
 * Read the bytes of such a file; the lists live in p.  NULL, or the reason why
 * they are no such file; nothing in them is trusted.
 */
const char *tzif_read(const unsigned char *bytes, size_t len, struct pool *p,
    struct tzif *into);

/* A stretch that holds utc.  Its neighbours may have the same offset. */
struct tzstretch tzif_at(const struct tzif *t, int64_t utc);

#endif
