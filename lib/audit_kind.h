#ifndef AUDIT_KIND_H
#define AUDIT_KIND_H

#include "audit.h"

/* Faults as they are told apart in sentences: those of a code, or of them those
   by what such a row says, or by anything else. */
struct kind {
	enum code code;
	const char *row;		/* NULL: whatever the rule is */
	bool is_row;
	const char *words;		/* behind "to 180 people"; NULL after the
					   last */
};

/* All of them, one after another. */
const struct kind *kinds_first(void);

bool kind_has(const struct kind *k, const struct fault *f);

/* How many messages are at fault by that kind, and to how many people. */
size_t kind_count(const struct kind *k, const struct audit *a,
    size_t *people);

/* How many are at fault by any: many a message is by several. */
size_t audit_wrong(const struct audit *a);

#endif
