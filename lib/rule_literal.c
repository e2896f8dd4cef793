#include "rule_literal.h"

#include <stdio.h>
#include <string.h>

bool
literal_text(struct parser *p, bool pattern, struct rule_value *v)
{
	struct lexer *l = &p->lex;
	const char *from = l->text + l->at + 1;
	char *into = pool_text(p->pool, from, l->len - 2);
	size_t n = 0;

	v->kind = KIND_TEXT;
	v->text = into;
	for (size_t i = 0; i < l->len - 2; i++) {
		bool escape = from[i] == '\\';

		if (escape && strchr(pattern ? "\"'\\*?" : "\"'\\",
		    from[i + 1]) == NULL) {
			l->at += i + 1;
			l->len = 2;
			lexer_fault(l, "", pattern ?
			    " is no escape (want \\\" \\' \\\\ \\* or \\?)" :
			    " is no escape (want \\\" \\' or \\\\)");
			return false;
		}
		if (escape && pattern)
			into[n++] = '\\';
		i += escape;
		into[n++] = from[i];
	}
	into[n] = '\0';
	lexer_next(l);
	return true;
}

/*
 * The currency of event.price is in event.currency.  There is no falling back
 * on another: it could be that of other money.
 */
static bool
find_currency(struct parser *p, const struct where *left, struct where *into)
{
	const char *dot = strrchr(left->name, '.');
	size_t before = dot == NULL ? 0 : (size_t)(dot - left->name) + 1;
	char *name = pool_bytes(p->pool, before + sizeof "currency");
	char reason[96];

	memcpy(name, left->name, before);
	memcpy(name + before, "currency", sizeof "currency");
	into->name = name;
	if (p->find(p->ctx, name, &into->column))
		return true;
	snprintf(reason, sizeof reason, "money wants a column '%.40s'", name);
	lexer_refuse(&p->lex, reason);
	return false;
}

static struct lexer
behind(const struct lexer *l)
{
	static struct rule_error unsaid;
	struct lexer next = *l;

	next.error = &unsaid;
	lexer_next(&next);
	return next;
}

/* The token is a unit of time behind a number, as in "90 days ago". */
static bool
refuse_unit(struct lexer *l, const char *amount)
{
	static const char *const units[][2] = { { "s", "s" }, { "second", "s" },
	    { "seconds", "s" }, { "m", "m" }, { "minute", "m" },
	    { "minutes", "m" }, { "h", "h" }, { "hour", "h" },
	    { "hours", "h" }, { "d", "d" }, { "day", "d" }, { "days", "d" },
	    { "w", "w" }, { "week", "w" }, { "weeks", "w" }, { "mo", "mo" },
	    { "month", "mo" }, { "months", "mo" }, { "y", "y" },
	    { "year", "y" }, { "years", "y" } };
	struct lexer next = behind(l);
	char reason[64];

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (!lexer_is(l, units[i][0]))
			continue;
		snprintf(reason, sizeof reason, "write %.20s%s %s", amount,
		    units[i][1], lexer_is(&next, "ahead") ? "ahead" : "ago");
		lexer_refuse(l, reason);
		return true;
	}
	return false;
}

/* Does the token begin another test, with no "and" before it? */
static bool
begins_test(const struct parser *p, const char *word)
{
	struct lexer next = behind(&p->lex);
	size_t column;

	return next.token == TOKEN_OPERATOR || lexer_is(&next, "in") ||
	    lexer_is(&next, "is") || p->find(p->ctx, word, &column);
}

/* The token is the word after a number. */
static bool
read_money(struct parser *p, const struct where *left, const char *amount,
    struct rule_value *v)
{
	struct lexer *l = &p->lex;
	char *code = pool_text(p->pool, l->text + l->at, l->len);
	const char *reason;

	if (lexer_is(l, "ago") || lexer_is(l, "ahead")) {
		lexer_want(l, "a unit (d, w, mo, y, h, m or s)");
		return false;
	}
	if (refuse_unit(l, amount))
		return false;
	reason = currency_parse(code, &v->currency);
	if (reason != NULL) {
		lexer_refuse(l, begins_test(p, code) ?
		    "want 'and', 'or' or a currency" : reason);
		return false;
	}
	reason = money_parse(amount, v->currency, MONEY_PLAIN, &v->number);
	if (reason != NULL) {
		l->at = l->last_at;
		l->len = l->last_len;
		lexer_refuse(l, reason);
		return false;
	}
	if (!find_currency(p, left, &v->place))
		return false;
	v->kind = KIND_MONEY;
	lexer_next(l);
	return true;
}

static void
set_day(struct rule_value *v, struct instant t)
{
	v->kind = KIND_DAY;
	v->number = instant_day(t).number;
}

static void
set_instant(struct rule_value *v, struct instant t)
{
	v->kind = KIND_INSTANT;
	v->number = t.seconds;
}

/*
 * Calendar spans reach a day, as day counts do; the others an instant.  One
 * that goes beyond the calendar reaches its end.
 */
static bool
read_span(struct parser *p, const char *text, struct rule_value *v)
{
	struct lexer *l = &p->lex;
	struct instant t = p->as_of;
	struct span s;
	const char *reason = span_parse(text, &s);
	char advice[96];
	int by;

	if (reason != NULL) {
		lexer_refuse(l, reason);
		return false;
	}
	lexer_next(l);
	by = lexer_is(l, "ago") ? -1 : lexer_is(l, "ahead");
	if (by == 0) {
		snprintf(advice, sizeof advice,
		    "want %.*s, or %.30s ago for a time",
		    (int)strspn(text, "0123456789"), text, text);
		l->at = l->last_at;
		l->len = l->last_len;
		lexer_refuse(l, advice);
		return false;
	}
	t = instant_move(t, s, by, instant_zone());
	if (strchr("smh", text[strlen(text) - 1]) != NULL)
		set_instant(v, t);
	else
		set_day(v, t);
	lexer_next(l);
	return true;
}

static bool
read_time(struct parser *p, const char *text, struct rule_value *v)
{
	struct instant t;
	const char *reason = instant_parse(text, &t);

	if (reason != NULL) {
		lexer_refuse(&p->lex, reason);
		return false;
	}
	if (t.is_date)
		set_day(v, t);
	else
		set_instant(v, t);
	lexer_next(&p->lex);
	return true;
}

static bool
read_numeral(struct parser *p, const struct where *left, struct rule_value *v)
{
	struct lexer *l = &p->lex;
	const char *text = pool_text(p->pool, l->text + l->at, l->len);
	size_t digits = strspn(text, "0123456789");

	if (decimal_read(text, &v->decimal)) {
		v->kind = KIND_DECIMAL;
		lexer_next(l);
		if (l->token == TOKEN_NAME && !lexer_is(l, "and") &&
		    !lexer_is(l, "or"))
			return read_money(p, left, text, v);
		return true;
	}
	if (digits == 4 && text[4] == '-')
		return read_time(p, text, v);
	if (digits > 0 && strpbrk(text, "+-.:/_") == NULL)
		return read_span(p, text, v);
	lexer_fault(l, "", " is no value (want one such as 12.50, 2026-12-31 "
	    "or 90d ago)");
	return false;
}

bool
literal_read(struct parser *p, const struct where *left, struct rule_value *v)
{
	struct lexer *l = &p->lex;

	*v = (struct rule_value){ .kind = KIND_TEXT };
	if (l->token == TOKEN_TEXT)
		return literal_text(p, false, v);
	if (l->token == TOKEN_NUMERAL)
		return read_numeral(p, left, v);
	if (lexer_is(l, "today")) {
		set_day(v, p->as_of);
	} else if (lexer_is(l, "now")) {
		set_instant(v, p->as_of);
	} else {
		lexer_want(l, "a value");
		return false;
	}
	lexer_next(l);
	return true;
}
