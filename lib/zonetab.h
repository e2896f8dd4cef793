#ifndef ZONETAB_H
#define ZONETAB_H

#include "zone.h"

/*
 * The zone of a country (ISO alpha-2) that has exactly one in zone.tab of the
 * system's tzdata; NULL where it has several or none.
 */
const struct zone *zonetab_only(const char *country);

#endif
