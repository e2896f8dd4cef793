#ifndef DATA_H
#define DATA_H

#include "pool.h"
#include "record.h"
#include "value.h"

/* The cell "data": a JSON object for whoever writes the message, or blank. */

/* Check one; see value.h.  The const char * that it fills is text itself, the
   reason is valid until the next. */
value_parser data_parse;

/* The name that the object (may be "") has a member of already; or NULL. */
const char *data_clash(const char *object, const struct list *names);

/*
 * The object (may be "") with members added behind its own: names, none of
 * which it has, and their texts, both NULL-terminated.
 */
const char *data_with(struct pool *p, const char *object,
    const char *const names[], const char *const texts[]);

/* The object of those members whose texts are neither NULL nor "", up to one
   without a name; "" if there are none. */
struct member {
	const char *name, *text;
	enum cell_type type;
};
const char *data_make(struct pool *p, const struct member members[]);

/* An array of n texts, for a member. */
const char *data_texts(struct pool *p, const char *const texts[], size_t n);

/* The member of the object (may be "") of this name: a text as it is, anything
   else as compact JSON, a number as it was written; "" where there is none. */
const char *data_member(struct pool *p, const char *object, const char *name);

#endif
