#ifndef AHEAD_H
#define AHEAD_H

#include "input.h"

/*
 * A record that is one line may be looked for in what was read already, without
 * asking for lines.
 */

/* The bytes that were read from the record's beginning on, *len of them, and 64
   more that may be read but mean nothing.  None where lines end with CR. */
const char *input_ahead(const struct input *in, size_t *len);

/* The record is the line of len bytes, and ended more that end it. */
void input_take(struct input *in, size_t len, size_t ended);

#endif
