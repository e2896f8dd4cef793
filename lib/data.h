#ifndef DATA_H
#define DATA_H

#include "pool.h"
#include "value.h"

/* The cell "data": a JSON object for whoever writes the message, or blank. */

/* Check one; see value.h.  The const char * that it fills is text itself. */
value_parser data_parse;

/*
 * The object (may be "") with members added behind its own: names and their
 * texts, both NULL-terminated.  NULL where it has a member of such a name
 * already: then *clash is that name.
 */
const char *data_with(struct pool *p, const char *object,
    const char *const names[], const char *const texts[], const char **clash);

#endif
