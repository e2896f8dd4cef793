#ifndef PERIOD_H
#define PERIOD_H

#include <stddef.h>

#include "instant.h"
#include "value.h"

/* Stretches of the shop's calendar. */
enum period { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIOD_QUARTER,
    PERIOD_YEAR };

enum { PERIOD_ROOM = 32 };

/* Write the one in which t falls: 2026-11-27, 2026-W48 (ISO 8601), 2026-11,
   2026-Q4, 2026.  Their texts sort as they do. */
void period_print(enum period p, struct instant t, char text[PERIOD_ROOM]);

/* "day" to "year", into an int.  See value.h. */
value_parser period_parse;

#endif
