#ifndef PLAN_H
#define PLAN_H

#include "flow.h"
#include "instant.h"
#include "zone.h"

/* When a step of a flow is due, by the recipient's clocks. */

/* The step's delay after the anchor, and then its hour, if it has one: the
   next such time of the recipient's day. */
struct instant plan_step(struct instant anchor, const struct step *s,
    const struct zone *zone);

/* From when on a step planned so is stale. */
struct instant plan_expiry(struct instant planned, const struct step *s,
    const struct zone *zone);

#endif
