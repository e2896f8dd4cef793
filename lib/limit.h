#ifndef LIMIT_H
#define LIMIT_H

#include <stdbool.h>
#include <stddef.h>

#include "cap.h"
#include "channel.h"
#include "form.h"
#include "quiet.h"
#include "throttle.h"

/*
 * What limits messages, as sendlist-flows(5) writes it: quiet hours, the least
 * gap, caps, and who is held out.
 */

/* Who is held out: those customers whose bucket is below (see bucket.h). */
struct holdout {
	unsigned hundredths;	/* of a percent; 0: nobody */
	const char *salt;
};

/* Which customers get which of n wordings. */
struct variants {
	const char *salt;	/* NULL: there are none */
	const char *const *names;
	const unsigned *weights;
	size_t n;
};

struct limits {
	const struct quiet *quiet[CHANNELS];	/* NULL: not said */
	const struct cap *gap[CHANNELS];	/* likewise */
	const struct cap *caps;
	size_t n_caps;
	struct holdout holdout;
	const struct throttle *throttles;	/* of the whole alone */
	size_t n_throttles;
	bool need_all;		/* of the whole: what one person gets depends
				   on others */
};

/* The quiet hours of a flow, else those of all; NULL: none. */
const struct quiet *limits_quiet(const struct limits *all,
    const struct limits *own, enum channel c);

/*
 * Read what the object has of quiet_hours, gap, caps and holdout; what it
 * doesn't name stays.  flow is the one that its caps count, or NULL.
 */
bool limits_read(const struct form *f, const struct way *at,
    struct json_t *object, const char *flow, struct limits *into);

bool variants_read(const struct form *f, const struct way *at,
    struct json_t *object, struct variants *into);

#endif
