#ifndef LOOKBACK_H
#define LOOKBACK_H

#include <stdbool.h>
#include <stdint.h>

#include "flow.h"

/* How far back what went to somebody matters to what a run decides. */
struct facts;

/*
 * A send that went before then counts in no cap, and no entry of which it was
 * the last message keeps another out, unless its flow is endless.  Whether a
 * send itself went out is another question, of which there is no such time.
 */
int64_t lookback(const struct facts *f);

/* Or is any message of the flow, however old, what keeps others out? */
bool lookback_is_endless(const struct flow *flow);

#endif
