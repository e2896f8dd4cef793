#ifndef QUIET_H
#define QUIET_H
#include <stdbool.h>
#include <stdint.h>
#include "value.h"
#include "zone.h"
enum quiet_over { QUIET_DEFER, QUIET_DROP, QUIET_EDGE };
struct window { short start, end; };
struct quiet { enum quiet_over over; struct window on[7]; };
enum { WINDOW_ROOM = 16 };
value_parser window_parse;
bool quiet_any(const struct quiet *q);
bool quiet_is(const struct quiet *q, const struct zone *z, int64_t t);
int64_t quiet_end(const struct quiet *q, const struct zone *z, int64_t t);
int64_t quiet_edge(const struct quiet *q, const struct zone *z, int64_t t, int64_t floor);
size_t window_print(struct window w, char text[WINDOW_ROOM]);
#endif
