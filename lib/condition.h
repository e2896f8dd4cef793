#ifndef CONDITION_H
#define CONDITION_H

#include <stdbool.h>
#include <stddef.h>

#include "instant.h"
#include "pool.h"
#include "rule.h"
#include "value.h"

/*
 * The conditions of flows (see rule.h), and the names in them: a bare one is a
 * column of the row that is the occasion; customer.X, data.X and event.X are
 * of the customer's record, of the trigger's data, and of an event.
 */
struct conditions;

enum name_of { NAME_ROW, NAME_CUSTOMER, NAME_DATA, NAME_EVENT, NAMES };

struct conditions *conditions_new(void);
void conditions_free(struct conditions *c);

/*
 * Add a condition, and number it; false where the text is at fault.  Its event
 * names must be columns of our event and order records, and only in an exit
 * may there be any.
 */
bool conditions_add(struct conditions *c, const char *text, bool is_exit,
    size_t *number, struct rule_error *error);

/* The names of that kind that any condition has, without what is before the
   point. */
const struct list *conditions_names(const struct conditions *c,
    enum name_of of);

/* The first name of that kind that condition i has and that isn't there, by
   what ctx knows; or NULL. */
typedef bool condition_name(const void *ctx, size_t name);
const char *conditions_lack(const struct conditions *c, size_t i,
    enum name_of of, condition_name *is_there, const void *ctx);

/* All are added, and the as-of of the run is known. */
void conditions_compile(struct conditions *c, struct instant as_of);

/* The text of the name numbered so of its kind. */
typedef const char *condition_cell(void *ctx, enum name_of of, size_t name);

/* Does condition i hold?  *reason is NULL, or why it can't be judged. */
bool conditions_hold(const struct conditions *c, size_t i,
    condition_cell *cell, void *ctx, const char **reason);

/* Its text; and its names with their cells, such as "value '12'", in p. */
const char *conditions_text(const struct conditions *c, size_t i);
const char *conditions_say(const struct conditions *c, size_t i,
    condition_cell *cell, void *ctx, struct pool *p);

#endif
