#ifndef FLOW_READ_H
#define FLOW_READ_H

#include "flow.h"

/*
 * Read the keys of one flow over what *into has already; whole has the limits
 * of all flows.  False where it is at fault: then f's error says how.
 */
bool flow_read(const struct form *f, const struct way *at,
    struct json_t *object, struct conditions *conditions,
    const struct limits *whole, struct flow *into);

/* The flows one after the other, from 0 on; NULL behind the last one. */
const struct flow *flows_nth(const struct flows *f, size_t i);

#endif
