#ifndef SECOND_H
#define SECOND_H

#include "step.h"
#include "stitch.h"

/* The steps of one second, in the order in which they are to be taken. */
struct second;

struct turn {
	struct step step;
	struct whose whose;	/* DICT_NONE: not known */
};

struct second *second_new(void);
void second_free(struct second *s);

/* Room for one more; whose is not known.  Valid until the next. */
struct turn *second_add(struct second *s);

/* Put those that are named in order, by name; or all, by act. */
void second_by_name(struct second *s);
void second_by_act(struct second *s);

/* How many are in order, and the i-th. */
size_t second_count(const struct second *s);
struct turn *second_get(const struct second *s, size_t i);

/* There are none. */
void second_empty(struct second *s);

#endif
