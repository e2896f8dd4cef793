#ifndef LIFE_H
#define LIFE_H

#include <stdbool.h>
#include <stddef.h>

#include "deed.h"
#include "roster.h"

/* The deeds of one person, in the order of time. */
struct life {
	const struct entry *rows;
	size_t n_rows;
	struct contact who;
	const struct deed **deeds;	/* all but orders */
	size_t n_deeds;
	const struct deed **orders;	/* that count: see deeds_settle */
	size_t n_orders;
	bool has_account;
};

/* Those of deeds that are settled, one by one. */
struct lives;

struct lives *lives_new(const struct deeds *d);
void lives_free(struct lives *l);

/* The next one, valid until the one after; false: that were all. */
bool lives_next(struct lives *l, struct life *into);

#endif
