#ifndef BEST_H
#define BEST_H

#include "docket.h"
#include "pulse.h"

/* The hour at which somebody reads, by what they did. */

/*
 * When a step is planned, its delay after the anchor: as plan_step, but of one
 * at the best hour the next such hour of theirs that isn't quiet, at a minute
 * that is always the same for a customer.
 */
struct instant best_plan(const struct docket *d, const struct course *k,
    const struct step *s, struct instant anchor);

/* The pulse of everybody whom the run is about, by the turns of all. */
struct turns;
struct pulse best_everybody(struct facts *f, const struct turns *t);

#endif
