#ifndef LOCAL_H
#define LOCAL_H

#include "book.h"
#include "zone.h"

/* The zone of somebody's clocks: that of their records, else the only one of
   their country, else NULL. */
const struct zone *local_zone(const struct known *k);

#endif
