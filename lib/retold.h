#ifndef RETOLD_H
#define RETOLD_H

#include "delivery.h"
#include "echo.h"
#include "row.h"

/* Messages that logs tell again, where they overlap. */
struct retold {
	struct echoes ids, rows;
	struct row scratch;
};

void retold_open(struct retold *t);
void retold_close(struct retold *t);	/* may come again */

/* Was the same told before: under its id; or, of a row that has none, in another
   part of the input? */
bool retold_is(struct retold *t, enum delivery_kind kind,
    const struct delivery *d, unsigned part);

#endif
