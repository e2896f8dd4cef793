#ifndef RULE_LITERAL_H
#define RULE_LITERAL_H

#include "rule_lex.h"
#include "rule_tree.h"

/* A condition in the reading.  For lib/rule*.c alone. */
struct parser {
	struct lexer lex;
	struct pool *pool;
	rule_column *find;
	void *ctx;
	struct instant as_of;
	struct rule_value *set;		/* the set in the reading, malloced */
	size_t room;
	int depth;
};

/*
 * Each reads what the token begins, steps past it and returns true, or has
 * the lexer at fault.
 */

/* A text, number, money, date, instant, or span before or after as-of. */
bool literal_read(struct parser *p, const struct where *left,
    struct rule_value *v);

/* A text; a pattern keeps its backslashes, for rule_like. */
bool literal_text(struct parser *p, bool pattern, struct rule_value *v);

#endif
