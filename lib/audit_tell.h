#ifndef AUDIT_TELL_H
#define AUDIT_TELL_H

#include "audit.h"

/* What an audit comes to, in sentences. */

/* Which rules there was nothing to judge by. */
struct audit_given {
	bool people, events, noes;	/* --customers; --events; any of
					   --consent, --events, --suppress */
};

/* How many of the messages are of people of whom the files know. */
void audit_tell_joined(const struct audit *a, size_t joined);

/* Say it as facts of the run. */
void audit_tell(const struct audit *a, const struct audit_given *given);

/* Print it for who reads no rows, with the messages that are at fault most.  A
   write that fails is fatal. */
void audit_tell_report(const struct audit *a,
    const struct audit_given *given);

#endif
