#ifndef RULE_TREE_H
#define RULE_TREE_H

#include "money.h"
#include "pool.h"
#include "rule.h"

/* A condition once it is read.  For lib/rule*.c alone. */

struct where {
	const char *name;
	size_t column;
};

/* A decimal as it is written, less the zeros that don't count. */
struct decimal {
	const char *whole, *part;
	size_t wholes, parts;
	bool negative;
};

enum rule_kind {
	KIND_TEXT, KIND_DECIMAL, KIND_MONEY, KIND_DAY, KIND_INSTANT, KIND_COLUMN
};

struct rule_value {
	enum rule_kind kind;
	const char *text;		/* KIND_TEXT; patterns keep their \ */
	struct decimal decimal;
	struct currency currency;
	int64_t number;			/* minor units, day or seconds */
	struct where place;		/* a column; that of a money's code */
};

/* How a value compares; APART is neither more nor less (false, whatever). */
enum rule_order { LESS = -1, SAME, MORE, APART };

/* Compare a cell that isn't blank with a value that isn't a column. */
const char *rule_compare(const char *cell, const struct rule_value *v,
    enum rule_order *order);

/* Compare two cells that aren't blank: as numbers, times, or else text. */
enum rule_order rule_compare_cells(const char *a, const char *b);

/* Read a decimal; the text must outlive it. */
bool decimal_read(const char *text, struct decimal *into);

/* Does the whole cell match the pattern? */
bool rule_like(const char *cell, const char *pattern);

enum rule_op {
	OP_EQUAL, OP_UNEQUAL, OP_LESS, OP_UP_TO, OP_MORE, OP_FROM,
	OP_LIKE, OP_UNLIKE, OP_IN, OP_NOT_IN, OP_BLANK, OP_FILLED
};

struct rule_node {
	enum { NODE_ALL, NODE_ANY, NODE_TEST } shape;
	bool negated;
	struct rule_node *first, *next;	/* the parts of all and any */
	enum rule_op op;		/* the rest is a test's */
	struct where left;
	const struct rule_value *values;	/* texts are in strcmp order */
	size_t n;
};

struct rule {
	struct pool *pool;
	const struct rule_node *top;
};

#endif
