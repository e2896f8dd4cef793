/*
 * The grammar, which sendlist-rules(5) has in full:
 *
 *	any = all { "or" all }		all = one { "and" one }
 *	one = { "not" } ( "(" any ")" | test )
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "rule_literal.h"

/* Hostile text can nest brackets as it likes, but not use up the stack. */
enum { DEEPEST = 100 };

static const char *const reserved[] = { "and", "or", "not", "in", "is" };

static const struct {
	const char *sign;
	enum rule_op op;
} operators[] = {
	{ "=", OP_EQUAL }, { "!=", OP_UNEQUAL }, { "<", OP_LESS },
	{ "<=", OP_UP_TO }, { ">", OP_MORE }, { ">=", OP_FROM },
	{ "~", OP_LIKE }, { "!~", OP_UNLIKE }
};

static struct rule_node *
node_new(struct parser *p, int shape)
{
	struct rule_node *n = pool_bytes(p->pool, sizeof *n);

	n->shape = shape;
	return n;
}

static const struct rule_value *
keep(struct parser *p, const struct rule_value *v, size_t n)
{
	return memcpy(pool_bytes(p->pool, n * sizeof *v), v, n * sizeof *v);
}

/* May the token be a column? */
static bool
names_column(const struct lexer *l)
{
	for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
		if (lexer_is(l, reserved[i]))
			return false;
	return l->token == TOKEN_NAME || l->token == TOKEN_COLUMN;
}

/* The token is a column's name: find it. */
static bool
read_column(struct parser *p, const char *advice, struct where *into)
{
	struct lexer *l = &p->lex;
	size_t quote = l->token == TOKEN_COLUMN;

	into->name = pool_text(p->pool, l->text + l->at + quote,
	    l->len - 2 * quote);
	if (!p->find(p->ctx, into->name, &into->column)) {
		l->at += quote;
		l->len -= 2 * quote;
		lexer_fault(l, "no column ", quote ? "" : advice);
		return false;
	}
	lexer_next(l);
	return true;
}

static bool
read_left(struct parser *p, struct where *into)
{
	struct lexer *l = &p->lex;

	if (names_column(l))
		return read_column(p, "", into);
	if (l->token == TOKEN_TEXT)
		lexer_fault(l, "", " is a text (want a column: a name, bare or "
		    "in backquotes)");
	else if (l->token == TOKEN_CLOSE && p->depth == 0)
		lexer_fault(l, "", " closes no bracket");
	else
		lexer_want(l, "a column");
	return false;
}

/* Columns after the operator are told from values, now and today apart. */
static bool
read_right(struct parser *p, const struct where *left, struct rule_value *v)
{
	struct lexer *l = &p->lex;

	if (!names_column(l) || lexer_is(l, "now") || lexer_is(l, "today"))
		return literal_read(p, left, v);
	*v = (struct rule_value){ .kind = KIND_COLUMN };
	return read_column(p, " (a text goes in quotes)", &v->place);
}

/*
 * A quoted number would be ordered byte by byte, with "9" above "10", which
 * nobody means.  The text was at these bytes.
 */
static bool
refuse_order(struct lexer *l, const struct rule_value *v, size_t at,
    size_t len)
{
	struct decimal d;
	struct instant t;
	char reason[80];

	if (v->kind != KIND_TEXT || (!decimal_read(v->text, &d) &&
	    instant_parse(v->text, &t) != NULL))
		return false;
	l->at = at;
	l->len = len;
	snprintf(reason, sizeof reason, "want %.40s without quotes", v->text);
	lexer_refuse(l, reason);
	return true;
}

/* The operator's sign is the token. */
static bool
read_comparison(struct parser *p, struct rule_node *test)
{
	struct lexer *l = &p->lex;
	struct rule_value v = { .kind = KIND_TEXT };
	size_t i, n = sizeof operators / sizeof *operators, at, len;

	for (i = 0; i < n; i++)
		if (strlen(operators[i].sign) == l->len &&
		    memcmp(operators[i].sign, l->text + l->at, l->len) == 0)
			break;
	if (i == n) {
		lexer_fault(l, "", " is no operator (want = != < <= > >= ~ "
		    "or !~)");
		return false;
	}
	test->op = operators[i].op;
	lexer_next(l);
	at = l->at;
	len = l->len;
	if (test->op != OP_LIKE && test->op != OP_UNLIKE) {
		if (!read_right(p, &test->left, &v) || (test->op >= OP_LESS &&
		    refuse_order(l, &v, at, len)))
			return false;
	} else if (l->token != TOKEN_TEXT) {
		lexer_want(l, "a pattern in quotes");
		return false;
	} else if (!literal_text(p, true, &v)) {
		return false;
	}
	test->values = keep(p, &v, test->n = 1);
	return true;
}

static int
compare_texts(const void *a, const void *b)
{
	const struct rule_value *v = a, *w = b;

	return strcmp(v->text, w->text);
}

static bool
same_kind(enum rule_kind a, enum rule_kind b)
{
	return (a == KIND_INSTANT ? KIND_DAY : a) ==
	    (b == KIND_INSTANT ? KIND_DAY : b);
}

/* Read one more value of a set, at the bracket or comma before it. */
static bool
read_member(struct parser *p, struct rule_node *test)
{
	struct lexer *l = &p->lex;
	size_t at;

	lexer_next(l);
	at = l->at;
	p->set = pool_grow(p->set, &p->room, test->n + 1, sizeof *p->set);
	if (l->token == TOKEN_NAME && names_column(l) &&
	    !lexer_is(l, "now") && !lexer_is(l, "today")) {
		lexer_fault(l, "", " is no value (a text goes in quotes)");
		return false;
	}
	if (!literal_read(p, &test->left, &p->set[test->n]))
		return false;
	if (!same_kind(p->set->kind, p->set[test->n].kind)) {
		l->len = l->last_at + l->last_len - at;
		l->at = at;
		lexer_fault(l, "", " is of another kind than the values "
		    "before it");
		return false;
	}
	test->n++;
	return true;
}

/* The word "in" is behind us. */
static bool
read_set(struct parser *p, struct rule_node *test)
{
	struct lexer *l = &p->lex;

	if (l->token != TOKEN_OPEN) {
		lexer_want(l, "'('");
		return false;
	}
	do {
		if (!read_member(p, test))
			return false;
	} while (l->token == TOKEN_COMMA);
	if (l->token != TOKEN_CLOSE) {
		lexer_want(l, "',' or ')'");
		return false;
	}
	lexer_next(l);
	if (p->set->kind == KIND_TEXT)
		qsort(p->set, test->n, sizeof *p->set, compare_texts);
	test->values = keep(p, p->set, test->n);
	return true;
}

/* Step past the word if it is the token. */
static bool
pass(struct lexer *l, const char *word)
{
	if (!lexer_is(l, word))
		return false;
	lexer_next(l);
	return true;
}

static struct rule_node *
read_test(struct parser *p)
{
	struct lexer *l = &p->lex;
	struct rule_node *test = node_new(p, NODE_TEST);

	if (!read_left(p, &test->left))
		return NULL;
	if (l->token == TOKEN_OPERATOR)
		return read_comparison(p, test) ? test : NULL;
	if (pass(l, "is")) {
		test->op = pass(l, "not") ? OP_FILLED : OP_BLANK;
		if (pass(l, "blank"))
			return test;
		lexer_want(l, test->op == OP_FILLED ? "'blank'" :
		    "'blank' or 'not blank'");
		return NULL;
	}
	test->op = pass(l, "not") ? OP_NOT_IN : OP_IN;
	if (pass(l, "in"))
		return read_set(p, test) ? test : NULL;
	lexer_want(l, test->op == OP_NOT_IN ? "'in'" : "an operator");
	return NULL;
}

static struct rule_node *read_any(struct parser *p);

static struct rule_node *
read_bracket(struct parser *p)
{
	struct lexer *l = &p->lex;
	struct rule_node *n;

	if (p->depth == DEEPEST) {
		lexer_fault(l, "", " is more than 100 brackets deep");
		return NULL;
	}
	p->depth++;
	lexer_next(l);
	n = read_any(p);
	if (n != NULL && l->token != TOKEN_CLOSE) {
		lexer_want(l, "'and', 'or' or ')'");
		return NULL;
	}
	p->depth--;
	lexer_next(l);
	return n;
}

static struct rule_node *
read_one(struct parser *p)
{
	struct rule_node *n;
	bool negated = false;

	while (pass(&p->lex, "not"))
		negated = !negated;
	n = p->lex.token == TOKEN_OPEN ? read_bracket(p) : read_test(p);
	if (n != NULL)
		n->negated ^= negated;
	return n;
}

/* The parts that a word joins, side by side: many of them nest no deeper. */
static struct rule_node *
read_list(struct parser *p, const char *word, int shape,
    struct rule_node *(*read)(struct parser *))
{
	struct rule_node *first = read(p), *last = first, *list;

	while (last != NULL && pass(&p->lex, word))
		last = last->next = read(p);
	if (last == NULL || last == first)
		return last;
	list = node_new(p, shape);
	list->first = first;
	return list;
}

static struct rule_node *
read_all(struct parser *p)
{
	return read_list(p, "and", NODE_ALL, read_one);
}

static struct rule_node *
read_any(struct parser *p)
{
	return read_list(p, "or", NODE_ANY, read_all);
}

struct rule *
rule_compile(const char *text, rule_column *find, void *ctx,
    struct instant as_of, struct rule_error *error)
{
	struct parser p = { .lex = { .text = text, .error = error },
	    .pool = pool_new(), .find = find, .ctx = ctx, .as_of = as_of };
	struct lexer *l = &p.lex;
	struct rule *r = NULL;
	struct rule_node *top;

	lexer_next(l);
	if (l->token == TOKEN_END)
		lexer_want(l, "a condition");
	top = read_any(&p);
	if (top != NULL && l->token == TOKEN_CLOSE)
		lexer_fault(l, "", " closes no bracket");
	else if (top != NULL && l->token != TOKEN_END)
		lexer_want(l, "'and' or 'or'");
	if (top != NULL && l->token == TOKEN_END) {
		r = pool_bytes(p.pool, sizeof *r);
		r->pool = p.pool;
		r->top = top;
	} else {
		pool_free(p.pool);
	}
	free(p.set);
	return r;
}
