#include "money.h"

#include <stdio.h>
#include <string.h>

#define NOT_PLAIN	"not an amount (want 1234.50)"
#define NOT_POINT	"not an amount (want 1,234.50)"
#define NOT_COMMA	"not an amount (want 1.234,50)"
#define EMPTY		"empty (want an amount)"
#define TOO_LARGE	"too large"

/* An amount half read: its digits as a count of minor units. */
struct amount {
	const char *at;			/* what is still to be read */
	uint64_t minor;
	int decimals;
	bool negative, excess, overflow, marked;
};

/* One more digit; those after the point beyond places must be zeros. */
static void
add_digit(struct amount *a, int digit, bool after_point, int places)
{
	if (after_point && a->decimals == places) {
		a->excess |= digit != 0;
		return;
	}
	a->decimals += after_point;
	a->overflow |=
	    __builtin_mul_overflow(a->minor, (uint64_t)10, &a->minor) ||
	    __builtin_add_overflow(a->minor, (uint64_t)digit, &a->minor);
}

static const char *
add_digits(struct amount *a, bool after_point, int places)
{
	const char *start = a->at;

	for (; *a->at >= '0' && *a->at <= '9'; a->at++)
		add_digit(a, *a->at - '0', after_point, places);
	return start;
}

static const char *
amount_end(struct amount *a, struct currency in, int64_t *minor)
{
	static char reason[64];

	if (a->excess) {
		snprintf(reason, sizeof reason,
		    "more decimals than %s has (%d)", in.code, in.places);
		return reason;
	}
	while (a->decimals < in.places)
		add_digit(a, 0, true, in.places);
	if (a->overflow || a->minor > INT64_MAX)
		return TOO_LARGE;
	*minor = a->negative ? -(int64_t)a->minor : (int64_t)a->minor;
	return NULL;
}

/* The length of the blank at p, plain, no-break, thin or narrow; else 0. */
static size_t
blank_at(const char *p)
{
	if (*p == ' ' || *p == '\t')
		return 1;
	if (*p == '\xc2' && p[1] == '\xa0')
		return 2;
	if (*p == '\xe2' && p[1] == '\x80' && (p[2] == '\xaf' ||
	    p[2] == '\x89'))
		return 3;
	return 0;
}

static void
skip_blanks(const char **p)
{
	size_t n;

	while ((n = blank_at(*p)) != 0)
		*p += n;
}

/* Read what most are, 1234.50 with all of the currency's places, at once;
   false: it is written otherwise. */
static bool
usual_parse(const char *text, struct currency in, int64_t *minor)
{
	const char *p = text;
	int64_t n = 0;

	while (*p >= '0' && *p <= '9' && p - text < 12)
		n = 10 * n + (*p++ - '0');
	if (p == text || *p != (in.places != 0 ? '.' : '\0'))
		return false;
	for (int i = 0; i < in.places; i++) {
		if (*++p < '0' || *p > '9')
			return false;
		n = 10 * n + (*p - '0');
	}
	*minor = n;
	return in.places == 0 || p[1] == '\0';
}

static const char *
plain_parse(const char *text, struct currency in, int64_t *minor)
{
	struct amount a = { .at = text };

	if (usual_parse(text, in, minor))
		return NULL;
	if (*text == '-' || *text == '+')
		a.at++;
	a.negative = *text == '-';
	if (add_digits(&a, false, in.places) == a.at) {
		skip_blanks(&text);
		return *text == '\0' ? EMPTY : NOT_PLAIN;
	}
	if (*a.at == '.') {
		a.at++;
		if (add_digits(&a, true, in.places) == a.at)
			return NOT_PLAIN;
	}
	if (*a.at != '\0')
		return NOT_PLAIN;
	return amount_end(&a, in, minor);
}

/* The length of the minus at p, ASCII's or Unicode's, else 0. */
static size_t
minus_at(const char *p)
{
	if (*p == '-')
		return 1;
	return strncmp(p, "\xe2\x88\x92", 3) == 0 ? 3 : 0;
}

/* The length of what may be a currency's code or symbol at p. */
static size_t
mark_length(const char *p)
{
	size_t len = strcspn(p, " \t\n,.'()+-0123456789");

	for (size_t i = 0; i < len; i++) {
		if (blank_at(p + i) != 0 || minus_at(p + i) != 0)
			return i;
	}
	return len;
}

/* Step over the currency's mark, if there is one; NULL, or the reason. */
static const char *
skip_mark(struct amount *a, struct currency in)
{
	size_t len = mark_length(a->at);
	const char *reason = NULL;

	if (len != 0 && currency_mark(a->at, len, in, &reason)) {
		a->at += len;
		a->marked = true;
	}
	return reason;
}

/* The length of the separator of thousands at p, if a digit follows it. */
static size_t
group_at(const char *p, char group)
{
	size_t n = blank_at(p);

	if (n == 0 && (*p == group || *p == '\''))
		n = 1;
	if (n == 0 && strncmp(p, "\xe2\x80\x99", 3) == 0)
		n = 3;
	return n != 0 && p[n] >= '0' && p[n] <= '9' ? n : 0;
}

/* Digits in threes, or without groups, and decimals; false: not an amount. */
static bool
read_number(struct amount *a, struct currency in, char group, char point)
{
	const char *start = add_digits(a, false, in.places);
	const char *first = a->at;
	size_t digits = (size_t)(a->at - start), n = group_at(first, group);

	if (n != 0 && (digits == 0 || digits > 3))
		return false;
	while (n != 0) {
		a->at += n;
		start = add_digits(a, false, in.places);
		if (a->at - start != 3)
			return false;
		digits += 3;
		n = group_at(a->at, group);
		if (n != 0 && memcmp(a->at, first, n) != 0)
			return false;
	}
	if (*a->at == point) {
		a->at++;
		start = add_digits(a, true, in.places);
		return a->at != start;
	}
	return digits != 0;
}

/* What may stand before the digits: bracket, sign and mark, each once. */
static const char *
read_front(struct amount *a, struct currency in, bool *bracket)
{
	bool sign = false;

	skip_blanks(&a->at);
	*bracket = *a->at == '(';
	a->at += *bracket;
	for (;;) {
		const char *before = a->at, *reason = NULL;
		size_t n = sign ? 0 : minus_at(a->at);

		if (n != 0)
			a->negative = sign = true;
		else if (!sign && *a->at == '+')
			n = sign = true;
		else if (!a->marked)
			reason = skip_mark(a, in);
		if (reason != NULL)
			return reason;
		a->at += n;
		skip_blanks(&a->at);
		if (a->at == before)
			break;
	}
	if (*bracket && sign)
		return "both a minus and brackets";
	a->negative |= *bracket;
	return NULL;
}

static const char *
written_parse(const char *text, struct currency in, bool comma,
    int64_t *minor)
{
	struct amount a = { .at = text };
	const char *not_one = comma ? NOT_COMMA : NOT_POINT, *reason;
	bool bracket = false;

	skip_blanks(&text);
	if (*text == '\0')
		return EMPTY;
	reason = read_front(&a, in, &bracket);
	if (reason != NULL)
		return reason;
	if (!read_number(&a, in, comma ? '.' : ',', comma ? ',' : '.'))
		return not_one;
	skip_blanks(&a.at);
	reason = a.marked ? NULL : skip_mark(&a, in);
	if (reason != NULL)
		return reason;
	skip_blanks(&a.at);
	if (bracket && *a.at++ != ')')
		return not_one;
	skip_blanks(&a.at);
	return *a.at == '\0' ? amount_end(&a, in, minor) : not_one;
}

const char *
money_parse(const char *text, struct currency in, enum money_style style,
    int64_t *minor)
{
	if (style == MONEY_PLAIN)
		return plain_parse(text, in, minor);
	return written_parse(text, in, style == MONEY_COMMA, minor);
}

size_t
money_print(int64_t minor, struct currency in, char text[MONEY_ROOM])
{
	uint64_t left = minor < 0 ? 0 - (uint64_t)minor : (uint64_t)minor;
	char backwards[MONEY_ROOM];
	size_t n = 0, len;

	do {
		if (n == in.places && n != 0)
			backwards[n++] = '.';
		backwards[n++] = (char)('0' + left % 10);
		left /= 10;
	} while (left != 0 || n <= in.places);
	if (minor < 0)
		backwards[n++] = '-';
	for (len = 0; len < n; len++)
		text[len] = backwards[n - 1 - len];
	text[len] = '\0';
	return len;
}

bool
money_add(int64_t *sum, int64_t more)
{
	int64_t to;

	if (__builtin_add_overflow(*sum, more, &to))
		return false;
	*sum = to;
	return true;
}
