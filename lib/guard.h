#ifndef GUARD_H
#define GUARD_H

#include "candidate.h"
#include "facts.h"
#include "value.h"

/*
 * What stops a run that can't be right: an export that ended days ago, which
 * makes everybody seem to have lapsed, and many more sends than are usual.
 */
struct guard {
	struct span max_age;	/* of the newest order or event; zero: none given */
	int brake;		/* hundredths; 0: none */
};

/* "3x", or "2.5x", into an int of hundredths; and a span that isn't zero.  See
   value.h. */
value_parser brake_parse, max_age_parse;

/* Fatal where the newest that is known of what people did is too old, or
   nothing is. */
void guard_age(const struct guard *g, const struct facts *f);

/*
 * Fatal where a flow sends or holds more than so many times the median of its
 * last 14 runs in history, or in the ledger.  A run is what was decided at one
 * instant.
 */
void guard_brake(const struct guard *g, const struct facts *f,
    const struct candidates *all);

#endif
