#include "rule_lex.h"

#include <stdio.h>
#include <string.h>

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"
#define DIGITS "0123456789"

static const char name_bytes[] = LETTERS DIGITS ".#-";
static const char numeral_start[] = DIGITS "+-.";
static const char numeral_bytes[] = LETTERS DIGITS "+-.:/";
static const char operator_bytes[] = "=!<>~&|";

/* So much of what the author wrote is repeated in a reason. */
enum { REPEAT = 40 };

static void
fault(struct lexer *l, size_t at, const char *reason)
{
	if (l->token == TOKEN_FAULT)
		return;
	l->token = TOKEN_FAULT;
	l->error->at = at;
	snprintf(l->error->reason, sizeof l->error->reason, "%s", reason);
}

/* Copy some of the text, on one line and with no character cut in two. */
static void
repeat(const struct lexer *l, size_t at, size_t len, char copy[REPEAT + 4])
{
	size_t n = len < REPEAT ? len : REPEAT;

	if (n < len)
		while (n > 0 && (l->text[at + n] & 0xc0) == 0x80)
			n--;
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)l->text[at + i];

		copy[i] = c < ' ' || c == 0x7f ? '?' : (char)c;
	}
	strcpy(copy + n, n < len ? "..." : "");
}

void
lexer_fault(struct lexer *l, const char *before, const char *after)
{
	char word[REPEAT + 4], reason[sizeof l->error->reason];

	repeat(l, l->at, l->len, word);
	snprintf(reason, sizeof reason, "%s'%s'%s", before, word, after);
	fault(l, l->at, reason);
}

void
lexer_refuse(struct lexer *l, const char *reason)
{
	char after[sizeof l->error->reason];

	snprintf(after, sizeof after, ": %s", reason);
	lexer_fault(l, "", after);
}

void
lexer_want(struct lexer *l, const char *what)
{
	char word[REPEAT + 4], reason[sizeof l->error->reason];

	repeat(l, l->last_at, l->last_len, word);
	if (l->last_len == 0)
		snprintf(reason, sizeof reason, "want %s", what);
	else
		snprintf(reason, sizeof reason, "want %s after '%s'", what,
		    word);
	fault(l, l->at, reason);
}

/* The bytes from start to the quote that ends it, both quotes included. */
static size_t
quoted(const char *start)
{
	const char *s = start + 1;

	for (; *s != '\0' && *s != *start; s++)
		if (*s == '\\' && *start != '`' && s[1] != '\0')
			s++;
	return *s == '\0' ? 0 : (size_t)(s - start) + 1;
}

static void
next_quoted(struct lexer *l, enum rule_token token)
{
	size_t len = quoted(l->text + l->at);

	if (len == 0) {
		fault(l, l->at, token == TOKEN_COLUMN ? "unclosed backquote" :
		    "unclosed text");
		return;
	}
	l->token = token;
	l->len = len;
}

static void
next_run(struct lexer *l, enum rule_token token, const char *bytes)
{
	l->token = token;
	l->len = strspn(l->text + l->at, bytes);
}

static void
next_stranger(struct lexer *l)
{
	const char *s = l->text + l->at;

	l->len = 1;
	while ((s[l->len] & 0xc0) == 0x80)
		l->len++;
	if (strncmp(s, "\xe2\x80", 2) == 0 && s[2] >= '\x98' && s[2] <= '\x9f')
		lexer_fault(l, "", " is a curly quote (want \" or ')");
	else if (*s & 0x80)
		lexer_fault(l, "", " wants quotes, or backquotes in a column's "
		    "name");
	else
		lexer_fault(l, "", " has no meaning here");
}

void
lexer_next(struct lexer *l)
{
	unsigned char c;

	if (l->token == TOKEN_FAULT)
		return;
	l->last_at = l->at;
	l->last_len = l->len;
	l->at += l->len;
	l->at += strspn(l->text + l->at, " \t\r\n");
	l->len = 1;
	c = (unsigned char)l->text[l->at];
	if (c == '\0') {
		l->token = TOKEN_END;
		l->len = 0;
	} else if (c == '(' || c == ')') {
		l->token = c == '(' ? TOKEN_OPEN : TOKEN_CLOSE;
	} else if (c == ',') {
		l->token = TOKEN_COMMA;
	} else if (c == '"' || c == '\'') {
		next_quoted(l, TOKEN_TEXT);
	} else if (c == '`') {
		next_quoted(l, TOKEN_COLUMN);
	} else if (strchr(LETTERS, c) != NULL) {
		next_run(l, TOKEN_NAME, name_bytes);
	} else if (strchr(numeral_start, c) != NULL) {
		next_run(l, TOKEN_NUMERAL, numeral_bytes);
	} else if (strchr(operator_bytes, c) != NULL) {
		next_run(l, TOKEN_OPERATOR, operator_bytes);
	} else {
		next_stranger(l);
	}
}

bool
lexer_is(const struct lexer *l, const char *word)
{
	const char *s = l->text + l->at;
	size_t len = strlen(word), capitals = 0;

	if (l->token != TOKEN_NAME || l->len != len)
		return false;
	for (size_t i = 0; i < len; i++) {
		if ((s[i] | 0x20) != word[i])
			return false;
		capitals += !(s[i] & 0x20);
	}
	return capitals == 0 || capitals == len;
}
