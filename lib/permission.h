#ifndef PERMISSION_H
#define PERMISSION_H

#include <stdbool.h>
#include <stddef.h>

#include "channel.h"
#include "dossier.h"
#include "instant.h"

/*
 * May somebody be written to?  What they said of it decides, whether they are
 * listed, and whether mail arrives.
 */

/* A message to a person. */
struct asking {
	size_t person;
	enum channel channel;
	enum send_class class;
	struct instant at;	/* when it goes */
	struct instant by;	/* what isn't known by then doesn't count */
	bool is_touchy;		/* a no to anything at all is a no to it */
	bool explicit_only;	/* implied consent isn't enough */
	bool is_dated;		/* only what says since when it is so counts */
	bool is_told;		/* the answer is wanted where it passes, too */
};

/* What is asked of a message, what was seen, and what was wanted. */
struct answer {
	const char *rule, *observed, *threshold;
};

/* Have they said no?  Nobody is asked about a transactional message. */
bool permission_refused(const struct dossier *d, const struct asking *a,
    struct answer *into);

/* They haven't said no: have they agreed?  The answer is always filled, but for
   transactional messages, which need nobody's yes. */
bool permission_agreed(const struct dossier *d, const struct asking *a,
    struct answer *into);

/* Are they listed, or do messages bounce? */
bool permission_suppressed(const struct dossier *d, const struct asking *a,
    struct answer *into);

#endif
