#ifndef RULE_H
#define RULE_H

#include <stdbool.h>
#include <stddef.h>

#include "instant.h"

/*
 * A condition over the columns of a row, as pick(1) and flow steps write it:
 *
 *	segment in ("At Risk", "Lost") and not (country = "US" or orders < 2)
 *	spent >= 100.00 EUR    last_order_at < 90d ago    email ~ "*@gmail.com"
 *
 * A comparison with a blank cell is false, whatever the operator.
 */
struct rule;

/* What the condition's author did wrong, and at which byte of the text. */
struct rule_error {
	size_t at;
	char reason[160];
};

/*
 * Where a column named in the condition is to be found: its number, which
 * rule_holds hands back to the cell function; false if there is no such
 * column.
 */
typedef bool rule_column(void *ctx, const char *name, size_t *column);

/* The cell of a column in the current row, NUL-terminated. */
typedef const char *rule_cell(void *ctx, size_t column);

/* Compile text; NULL if it is at fault, and *error says how. */
struct rule *rule_compile(const char *text, rule_column *find, void *ctx,
    struct instant as_of, struct rule_error *error);

/*
 * Does the condition hold?  A cell that can't be compared as the condition
 * wants (a word where a number is asked for) makes it fail: then *column is
 * that column's name, kept as long as r, and *reason says what was wanted;
 * else both are NULL.
 */
bool rule_holds(const struct rule *r, rule_cell *cell, void *ctx,
    const char **column, const char **reason);

void rule_free(struct rule *r);

#endif
