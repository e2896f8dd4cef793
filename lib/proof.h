#ifndef PROOF_H
#define PROOF_H

#include <stddef.h>

#include "flow.h"
#include "sink.h"
#include "template.h"

/* Templates looked at before anybody is written to. */

/* The columns of what is told; NULL-terminated. */
const char *const *proof_columns(void);

/*
 * Write a row for each template, with what is wrong with it, one for each that is
 * missing: a flow's, or the text of an HTML; and one for defaults for all that are
 * at fault, or that none uses.  Only the flows named are looked at, unless none is.
 * Returns how many have a problem.
 */
size_t proof_write(struct templates *ts, const struct flows *flows,
    const struct list *named, struct sink *out);

#endif
