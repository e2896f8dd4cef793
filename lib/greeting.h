#ifndef GREETING_H
#define GREETING_H

#include <stdbool.h>
#include <stddef.h>

#include "circle.h"
#include "notice.h"
#include "pool.h"
#include "roster.h"
#include "source.h"
#include "yearly.h"

/* A customer's day that comes every year: that of their birth, of their first
   order, or of their sign-up. */
enum greeted { GREETED_BIRTHDAY, GREETED_FIRST_ORDER, GREETED_SIGN_UP };

struct greeting_rules {
	int of;				/* an enum greeted */
	struct yearly_rules yearly;
	const char *coupon;		/* what is offered; or NULL */
};

/* "first-order" or "sign-up", into an int.  See value.h. */
value_parser greeting_parse;

/* The column that tells the day. */
size_t greeting_column(struct source *in, enum greeted of);

/* Read the day of a row, whose who is known.  A row that tells none, or one that
   is later than as_of, is set aside, and has none; false: it was rejected. */
bool greeting_read(struct source *in, size_t column, enum greeted of,
    struct instant as_of, struct entry *into);

/* Do the rows of a person tell two birthdays? */
bool greeting_differs(const struct entry *e, size_t n);

/* Make the notice, its texts in p, of a person whose rows these are.  False: there
   is none, and why was tallied. */
bool greeting_make(const struct greeting_rules *rules, const struct entry *e,
    size_t n, const struct circle *did, struct instant as_of, struct pool *p,
    struct notice *into);

#endif
