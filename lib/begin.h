#ifndef BEGIN_H
#define BEGIN_H

#include <stdbool.h>

#include "dict.h"
#include "life.h"
#include "notice.h"
#include "pool.h"

/* What may begin between a customer and the shop. */
enum begin_is { BEGIN_WELCOME, BEGIN_INVITE, BEGIN_SECOND, BEGIN_CONFIRM,
    BEGIN_RETURN, BEGINNINGS };

/* Which flow that starts, with what, and what its trigger is known by. */
struct beginning {
	const char *flow, *fact, *id;
};
const struct beginning *beginning_of(enum begin_is is);

/* Where the triggers go; texts are kept in pool. */
struct begins {
	struct pool *pool;
	struct notices *notices;
	struct dict *returns;		/* ids of those that were begun */
	bool wanted[BEGINNINGS];
};

/* Add those of one life that are wanted. */
void begin_all(struct begins *b, const struct life *l);

#endif
