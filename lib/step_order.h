#ifndef STEP_ORDER_H
#define STEP_ORDER_H

#include "step.h"

/*
 * Which of two steps of one second comes first, as strcmp tells it.  0 are only
 * those that are alike: nothing may depend on which row came first.
 */

/* By act; and of one, what says which cart it is of comes before what doesn't. */
int step_order_acts(const struct step *l, const struct step *r);

/* The greatest name comes first, and stands. */
int step_order_names(const struct step *l, const struct step *r);

#endif
