#ifndef CLOCK_H
#define CLOCK_H

#include "wall.h"

/*
 * Read a time of day and the offset that may follow it, to the end of the
 * text, and add it to *w, which has the day.  NULL, or why not: reason where
 * it isn't written so.
 */

/* 08:41:00, a fraction, and Z, +02:00, +0200 or nothing. */
const char *clock_parse(const char *p, const char *reason, struct wall *w);

/* 8:41, seconds, a fraction, AM or PM, and an offset or " UTC", as they are. */
const char *clock_read(const char *p, const char *reason, struct wall *w);

#endif
