#ifndef SAYINGS_H
#define SAYINGS_H

#include <stdint.h>

#include "draft.h"
#include "pool.h"

/* The texts of a draft, kept: of TEXTS those that aren't blank. */
struct sayings {
	const char *packed;		/* one behind the other */
	uint32_t said;			/* bit i: texts[i] is one of them */
};

/* Keep those that said tells of, as long as the pool lives. */
struct sayings sayings_keep(struct pool *p, const struct cell texts[TEXTS],
    uint32_t said);

/* All of them, or one; blank where nothing was said. */
void sayings_all(struct sayings s, struct cell into[TEXTS]);
struct cell sayings_one(struct sayings s, enum draft_text text);

#endif
