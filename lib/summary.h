#ifndef SUMMARY_H
#define SUMMARY_H

#include "candidate.h"
#include "facts.h"

/*
 * Say on the standard error how many candidates there are by flow, step,
 * channel and code; and of those who are written to, how many get so many
 * messages in the week that ends with their last, earlier sends included.
 */
void summary_say(const struct facts *f, const struct candidates *all);

#endif
