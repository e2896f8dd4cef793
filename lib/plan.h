#ifndef PLAN_H
#define PLAN_H

#include "flow.h"
#include "instant.h"
#include "zone.h"

/* When a step of a flow is due, by the recipient's clocks. */

/* The first instant at or after t at which clocks there show such a minute of
   the day. */
int64_t plan_hour(int64_t t, int minute, const struct zone *zone);

/* The step's delay after the anchor, and then its hour, if it has one: the
   next such time of the recipient's day.  Of BEST_HOUR that is else_at. */
struct instant plan_step(struct instant anchor, const struct step *s,
    const struct zone *zone);

/* From when on a step planned so is stale. */
struct instant plan_expiry(struct instant planned, const struct step *s,
    const struct zone *zone);

#endif
