#ifndef CAP_H
#define CAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "channel.h"
#include "value.h"
#include "zone.h"

/*
 * Frequency caps: so many messages to one person in a window of time at most.
 * A rolling one is elapsed time: a send exactly that long ago has aged out.
 * The others are the calendar's in the person's zone, weeks from Monday on.
 */
enum cap_window { CAP_ROLLING, CAP_DAY, CAP_WEEK, CAP_MONTH };

struct cap {
	enum channel channel;	/* CHANNELS: any */
	const char *flow, *tag;	/* NULL: any.  All three must agree */
	unsigned max;		/* 0: nothing ever fits */
	enum cap_window window;
	int64_t per;		/* seconds, of CAP_ROLLING */
	bool defer;		/* over it: later, rather than denied */
	bool is_gap;		/* the minimum gap of a channel: max is 1 */
};

/* A message to the person, of history or already accepted by this run. */
struct sent {
	int64_t at;		/* seconds since 1970, UTC; years 1 to 9999 */
	enum channel channel;
	const char *flow;
	const char *tags;	/* words, one blank between two; "": none */
	const char *id;
	bool is_new;		/* of this run, not of history */
};

/* What a send that doesn't fit is in the way of. */
struct cap_over {
	unsigned count;		/* sends in the violated window without it */
	const struct sent *by;	/* the send of this run that fills it, the
				   last in the others' order; NULL: history
				   alone does */
};

/* Does this send count against c? */
bool cap_covers(const struct cap *c, const struct sent *s);

/*
 * Would s keep c beside the n others, in any order?  Only sends that c covers
 * are looked at.  There may be max of them, s included: of a rolling cap, in
 * (e - per, e] for e the instant of s and of each later other that is before
 * s->at + per; of another, in the day, week or month of s in zone z.  *over is
 * of the window of s; or if it doesn't fit, of the one that ends first of those
 * that history alone fills, or where there are none, of all.
 */
bool cap_fits(const struct cap *c, const struct sent *s,
    const struct sent *others, size_t n, const struct zone *z,
    struct cap_over *over);

/*
 * The first instant after s->at at which an s that doesn't fit might: when an
 * other ages out (its at + per), or another local day, week or month starts.
 * INT64_MAX: never.
 */
int64_t cap_next(const struct cap *c, const struct sent *s,
    const struct sent *others, size_t n, const struct zone *z);

/* Write "1 email of flow win-back per 16h"; room, result as of snprintf. */
size_t cap_print(const struct cap *c, char *text, size_t room);

/*
 * Read "16h", "7d" or "2w" (of 24 hours, and of 7 * 24), "day", "week" or
 * "month" into the window and per of a struct cap.  See value.h.
 */
value_parser cap_per_parse;

#endif
