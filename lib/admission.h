#ifndef ADMISSION_H
#define ADMISSION_H

#include "addressee.h"
#include "sink.h"
#include "target.h"

/*
 * Whom a platform is given, and by which addresses: who may be reached by them,
 * once each.  Everybody else is dropped, with a reason.
 */
struct admission {
	const struct target *target;
	struct addressees *all;
	struct sink *dropped;		/* NULL: they are only counted */
	size_t ads_consent;		/* the column */
	const char *split;		/* the column that tells the file; or
					   NULL, and its number */
	size_t split_at;
	struct dict *codes, *taken;
	struct pool *scratch;
	size_t *counts, room;
	size_t phones, emails;		/* left out: another row has them; the
					   platform doesn't take them */
};

/* The columns of those dropped, NULL-terminated. */
const char *const *admission_columns(void);

void admission_open(struct admission *m, const struct target *target,
    struct addressees *all, const char *split, struct sink *dropped);

/* May they be handed over?  Then their email and phone are those that may, and
   their group is told. */
bool admission_admit(struct admission *m, struct addressee *a);

/* They can't after all: for the code, and what it was about them. */
void admission_drop(struct admission *m, const struct addressee *a,
    const char *code, const char *rule, const char *observed,
    const char *threshold);

/* Say how many were dropped, and why. */
void admission_close(struct admission *m);

#endif
