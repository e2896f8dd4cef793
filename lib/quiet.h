#ifndef QUIET_H
#define QUIET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "value.h"
#include "zone.h"

/*
 * Quiet hours: when nothing is sent, on the recipient's clocks.  An instant is
 * quiet if what these show is in a window, whatever they do at night; so the
 * end of quiet hours is looked for among instants, not on the clock.
 */
enum quiet_over { QUIET_DEFER, QUIET_DROP, QUIET_EDGE };

/*
 * Minutes of the day, [start, end).  Where start is the later one it goes on
 * into the next day; where they are the same there is none.
 */
struct window {
	short start, end;
};

enum { WINDOW_ROOM = sizeof "21:00-08:00" };

struct quiet {
	enum quiet_over over;	/* what becomes of a send in them */
	struct window on[7];	/* by the day on which it begins, Monday first */
};

/* Read "21:00-08:00"; 24:00 may be an end.  See value.h. */
value_parser window_parse;
void window_print(struct window w, char text[WINDOW_ROOM]);

/* Is there any time that is quiet? */
bool quiet_any(const struct quiet *q);

bool quiet_is(const struct quiet *q, const struct zone *z, int64_t t);

/* The first instant at or after t that isn't quiet; INT64_MAX if there is none
   in 15 days. */
int64_t quiet_end(const struct quiet *q, const struct zone *z, int64_t t);

/*
 * t, if it isn't quiet; else the nearer of quiet_end and the last second before
 * t that isn't quiet, if that is floor or later.  If both are as near, the end.
 */
int64_t quiet_edge(const struct quiet *q, const struct zone *z, int64_t t,
    int64_t floor);

#endif
