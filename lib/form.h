#ifndef FORM_H
#define FORM_H

#include <stdbool.h>
#include <stddef.h>

#include "locate.h"
#include "pool.h"
#include "value.h"

/*
 * A JSON text that someone wrote by hand, read by its keys.  Each of these
 * reads the member of an object, if it is there, into *into; on a mistake it
 * returns false, and the error says where and what.
 */
struct json_t;

/* What the author did wrong. */
struct form_error {
	size_t line;
	char path[160];		/* "flows.win-back.steps[1].after"; or "" */
	char reason[240];
};

struct form {
	const char *text;	/* sound JSON */
	struct form_error *error;
	struct pool *pool;	/* texts that are kept go here */
};

/* Say what is wrong at that place, and return false. */
bool form_fault(const struct form *f, const struct way *at,
    const char *reason, ...) __attribute__((format(printf, 3, 4)));

/* Is it an object of no other keys than these (NULL: of any)? */
bool form_object(const struct form *f, const struct way *at,
    struct json_t *object, const char *const keys[]);

bool form_text(const struct form *f, const struct way *at,
    struct json_t *object, const char *key, value_parser *parse, void *into);
bool form_count(const struct form *f, const struct way *at,
    struct json_t *object, const char *key, int most, int *into);
bool form_flag(const struct form *f, const struct way *at,
    struct json_t *object, const char *key, bool *into);

/* Read each item of an array by the function, into a list of this size an
   item, which is of the pool. */
typedef bool form_item(const struct form *f, const struct way *at,
    struct json_t *item, void *into);
bool form_list(const struct form *f, const struct way *at,
    struct json_t *object, const char *key, size_t size, form_item *read,
    void *list, size_t *n);

/* A name goes into ids and messages: no blanks at its ends, no controls.
   Fills a const char *, text itself. */
value_parser form_name;

/* A copy in the pool. */
const char *form_keep(const struct form *f, const char *text);

#endif
