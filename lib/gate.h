#ifndef GATE_H
#define GATE_H

#include "docket.h"

/*
 * The stages that a candidate goes through, in turn; the first that it fails
 * denies it, and says why.  A stage changes nothing but the candidate, of
 * which it may move the instant to a later one.
 */
typedef bool gate(struct docket *d, const struct course *k,
    struct candidate *c);

/* What went out already (gate_past.c, gate_entry.c). */
gate gate_sent, gate_passed, gate_expired, gate_superseded, gate_entry;
/* Whether they may be written to, and where (gate_who.c). */
gate gate_address, gate_relay, gate_consent, gate_suppressed;
/* As gate_consent, but only a no counts, not that nobody knows of a yes. */
gate gate_refusal;
/* What they did since, and what the shop wants of them (gate_what.c). */
gate gate_exit, gate_condition;
/* When (gate_when.c). */
gate gate_zone, gate_quiet, gate_caps;

/*
 * The verdict of a stage, which is returned, by what it saw and the threshold.
 * Where it passes they are asked for by d->tell alone.
 */
bool gate_verdict(struct docket *d, struct candidate *c, bool passes,
    enum code code, const char *rule, const char *observed,
    const char *threshold);

/* Words for those: an instant, and the row that tells of an earlier send. */
const char *gate_instant(const struct docket *d, struct instant t);
const char *gate_place(const struct docket *d, const char *what,
    const char *file, unsigned long line);

#endif
