#ifndef ANSWER_H
#define ANSWER_H

#include <stdbool.h>
#include <stdint.h>

#include "event.h"

/* What somebody who had lapsed did, by their events. */
struct answer {
	bool has_ordered;	/* on a later day than the last order known */
	bool has_refused;	/* their last word on messages is no */
	bool is_given;		/* they clicked; or opened, if that counts */
	int64_t at;		/* the first time that they did */
	struct instant last;	/* of all that they did: when they did so last,
				   whenever, or ordered */
	int64_t until;		/* of a date its day's last second: what was
				   sent until then they may have answered */
};

/* By n events of theirs in the order of time; they ordered last at the one time,
   and clicks count from the other on. */
struct answer answer_find(const struct event *e, size_t n,
    struct instant ordered, struct instant from, bool count_opens);

#endif
