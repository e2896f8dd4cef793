#ifndef RULE_LEX_H
#define RULE_LEX_H

#include "rule.h"

/* The words of a condition, one after another.  For lib/rule*.c alone. */

enum rule_token {
	TOKEN_END, TOKEN_NAME, TOKEN_COLUMN, TOKEN_TEXT, TOKEN_NUMERAL,
	TOKEN_OPERATOR, TOKEN_OPEN, TOKEN_CLOSE, TOKEN_COMMA, TOKEN_FAULT
};

/* The current token is the len bytes at text + at, quotes included. */
struct lexer {
	const char *text;
	enum rule_token token;
	size_t at, len;
	size_t last_at, last_len;	/* the token before; len 0: none */
	struct rule_error *error;
};

/* Step to the next token.  After a fault there is no other than that. */
void lexer_next(struct lexer *l);

/* Is the token this word, in lower case or in capitals? */
bool lexer_is(const struct lexer *l, const char *word);

/* Fault: "before 'the token'after", at the token. */
void lexer_fault(struct lexer *l, const char *before, const char *after);

/* Fault: "'the token': reason", at the token. */
void lexer_refuse(struct lexer *l, const char *reason);

/* Fault: "want what after 'the token before'". */
void lexer_want(struct lexer *l, const char *what);

#endif
