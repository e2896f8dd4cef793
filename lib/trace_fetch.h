#ifndef TRACE_FETCH_H
#define TRACE_FETCH_H

#include "guise.h"
#include "trace.h"

/* For many steps at once: send for what is known of a guise into the cache, and,
   each time when that is there, for what is found by it. */
enum { FETCHES = 3, TEXT_FETCHES = 2 };

void traces_fetch(struct traces *t, const struct guise *g, int nth);

/* The same of a step of which no guise is known. */
void traces_fetch_texts(struct traces *t, const struct step *s, int nth);

#endif
