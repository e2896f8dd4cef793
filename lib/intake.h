#ifndef INTAKE_H
#define INTAKE_H

#include "ledger.h"
#include "opt.h"

/*
 * Put send records into a ledger, within a transaction.  Rows of one decided_at
 * (and, where there is such a column, one batch) that follow each other are a
 * batch; the first is later than what the ledger has.  What it has already is
 * passed over.  A batch was sent, unless its column state says otherwise.
 */
void intake_sends(struct ledger *l, char *const files[],
    const struct common *common);

#endif
