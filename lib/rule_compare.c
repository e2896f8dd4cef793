/*
 * How a cell compares with a value.  A decimal is compared digit by digit as
 * it is written, so that an id of 20 digits or a sum of 40 compares right.
 */

#include "rule_tree.h"

#include <string.h>

static size_t
digits(const char *text)
{
	size_t n = 0;

	while (text[n] >= '0' && text[n] <= '9')
		n++;
	return n;
}

bool
decimal_read(const char *text, struct decimal *into)
{
	struct decimal d = { .negative = *text == '-' };

	if (*text == '-' || *text == '+')
		text++;
	d.whole = text;
	d.wholes = digits(text);
	text += d.wholes;
	d.part = text;
	if (*text == '.') {
		d.part = text + 1;
		d.parts = digits(d.part);
		text = d.part + d.parts;
		if (d.parts == 0)
			return false;
	}
	if (*text != '\0' || d.wholes + d.parts == 0)
		return false;
	for (; d.wholes > 0 && *d.whole == '0'; d.wholes--)
		d.whole++;
	while (d.parts > 0 && d.part[d.parts - 1] == '0')
		d.parts--;
	if (d.wholes + d.parts == 0)
		d.negative = false;
	*into = d;
	return true;
}

static enum rule_order
order_of(int64_t a, int64_t b)
{
	return a < b ? LESS : a > b ? MORE : SAME;
}

/* Compare two decimals, signs apart. */
static enum rule_order
compare_sizes(const struct decimal *a, const struct decimal *b)
{
	size_t parts = a->parts < b->parts ? a->parts : b->parts;
	int c;

	if (a->wholes != b->wholes)
		return a->wholes < b->wholes ? LESS : MORE;
	c = memcmp(a->whole, b->whole, a->wholes);
	if (c == 0)
		c = memcmp(a->part, b->part, parts);
	if (c == 0)
		return order_of((int64_t)a->parts, (int64_t)b->parts);
	return order_of(c, 0);
}

static enum rule_order
compare_decimals(const struct decimal *a, const struct decimal *b)
{
	if (a->negative != b->negative)
		return a->negative ? LESS : MORE;
	return a->negative ? compare_sizes(b, a) : compare_sizes(a, b);
}

static const char *
compare_time(const char *cell, const struct rule_value *v,
    enum rule_order *order)
{
	struct instant t;
	const char *reason = instant_parse(cell, &t);

	if (reason == NULL)
		*order = order_of(v->kind == KIND_DAY ? instant_day(t).number :
		    t.seconds, v->number);
	return reason;
}

static const char *
compare_money(const char *cell, const struct rule_value *v,
    enum rule_order *order)
{
	int64_t minor;
	const char *reason = money_parse(cell, v->currency, MONEY_PLAIN,
	    &minor);

	if (reason == NULL)
		*order = order_of(minor, v->number);
	return reason;
}

const char *
rule_compare(const char *cell, const struct rule_value *v,
    enum rule_order *order)
{
	struct decimal d;

	switch (v->kind) {
	case KIND_TEXT:
		*order = order_of(strcmp(cell, v->text), 0);
		return NULL;
	case KIND_DECIMAL:
		if (!decimal_read(cell, &d))
			return "not a number (want one such as 1234.50)";
		*order = compare_decimals(&d, &v->decimal);
		return NULL;
	case KIND_MONEY:
		return compare_money(cell, v, order);
	case KIND_DAY:
	case KIND_INSTANT:
		return compare_time(cell, v, order);
	case KIND_COLUMN:
		break;
	}
	*order = APART;
	return NULL;
}

/* Is it worth trying as a time?  "1996-01" and "2024" are not. */
static bool
looks_dated(const char *text)
{
	return digits(text) == 4 && text[4] == '-' && digits(text + 5) == 2 &&
	    text[7] == '-';
}

enum rule_order
rule_compare_cells(const char *a, const char *b)
{
	struct decimal c, d;
	struct instant s, t;

	if (decimal_read(a, &c) && decimal_read(b, &d))
		return compare_decimals(&c, &d);
	if (looks_dated(a) && looks_dated(b) &&
	    instant_parse(a, &s) == NULL && instant_parse(b, &t) == NULL) {
		if (s.is_date || t.is_date)
			return order_of(instant_day(s).number,
			    instant_day(t).number);
		return order_of(s.seconds, t.seconds);
	}
	return order_of(strcmp(a, b), 0);
}

/* The bytes of the character that text begins with. */
static size_t
character(const char *text)
{
	size_t n = 1;

	while ((text[n] & 0xc0) == 0x80)
		n++;
	return n;
}

/*
 * Match without going back further than the last star, which is enough: an
 * earlier star could only take what the last one may take as well.
 */
bool
rule_like(const char *cell, const char *pattern)
{
	const char *star = NULL, *from = NULL;

	while (*cell != '\0' || *pattern != '\0') {
		const char *want = pattern + (*pattern == '\\');

		if (*pattern == '*') {
			star = ++pattern;
			from = cell;
		} else if (*pattern == '?' && *cell != '\0') {
			cell += character(cell);
			pattern++;
		} else if (*want != '\0' && *want == *cell) {
			cell++;
			pattern = want + 1;
		} else if (star != NULL && *cell != '\0') {
			cell = ++from;
			pattern = star;
		} else {
			return false;
		}
	}
	return true;
}
