#ifndef ASOF_H
#define ASOF_H

#include <stdbool.h>
#include <stddef.h>

#include "source.h"

enum { ASOF_ROOM = 64 };

/*
 * The as-of and the time zone that a customer table carries in its rows.  They
 * are the run's, where those weren't given; a date that was given is a day of
 * the table's zone.
 */
struct asof {
	size_t as_of, tz;	/* columns, or DICT_NONE */
	bool any;		/* a row was taken; it had these texts */
	char as_of_text[ASOF_ROOM], tz_text[ASOF_ROOM];
};

void asof_find(struct asof *a, struct source *in);

/*
 * Take those of the current row into common and the shop's zone: true if they
 * aren't those of the row before.  Fatal where they are no time or zone, not
 * the zone of --tz, or later than --as-of.
 */
bool asof_take(struct asof *a, const struct source *in, struct common *common);

/* The same of a table that must have one as-of and zone in all its rows. */
void asof_take_only(struct asof *a, const struct source *in,
    struct common *common);

#endif
