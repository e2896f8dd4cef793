#ifndef PACE_H
#define PACE_H

#include "candidate.h"
#include "facts.h"

/*
 * Put off what is over a throttle, of all that is to be sent: by the instant at
 * which it would go, the higher priority first, then by a hash of the customer,
 * which is the same in every run.  What is put off goes through quiet hours,
 * caps, consent and suppression once more; a step whose one before was put off
 * waits for it.  What can't go in time is denied.
 */
void pace(struct facts *f, struct candidates *all);

#endif
