#ifndef GROUPED_H
#define GROUPED_H

#include <stddef.h>

#include "dict.h"

/* Things by the group that each is of, in the order in which they are within
   it. */
struct grouped {
	size_t *first;		/* by group, where its things begin in: */
	size_t *things;
};

/* n things, the i-th of group of[i], which is less than groups, or DICT_NONE: of
   none. */
struct grouped grouped_make(const size_t *of, size_t n, size_t groups);
void grouped_free(struct grouped *g);

/* Those of a group; *n of them. */
const size_t *grouped_get(const struct grouped *g, size_t group, size_t *n);

#endif
