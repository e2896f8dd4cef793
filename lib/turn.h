#ifndef TURN_H
#define TURN_H

#include "facts.h"

/* The triggers, person by person. */
struct turn {
	size_t person, n;
	const struct trigger *const *triggers;
	const struct trigger *newest;	/* for the caller to sort by */
};

struct turns {
	struct turn *list;
	size_t n;
	const struct trigger **all;	/* of them, by person */
};

/* Those of all, or of one person (DICT_NONE: all). */
struct turns turns_of(struct facts *f, size_t only);
void turns_free(struct turns *t);

#endif
