#include "contact.h"

#include <err.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <utf8proc.h>

#include "dialling.h"
#include "domain.h"

enum {
	TROUBLE = 2,
	ADDRESS_MOST = 254,	/* RFC 5321: 256 with brackets */
	PLAIN_MOST = 128,
	DIGITS_LEAST = 8,
	DIGITS_MOST = 15,	/* E.164 */
	DIALLED_MOST = 24
};

/* The length of the blank at p, plain or no-break, else 0. */
static size_t
blank_at(const char *p)
{
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	return *p == '\xc2' && p[1] == '\xa0' ? 2 : 0;
}

/* Step over the blanks in front; the length without those at the end. */
static size_t
trim(const char **text)
{
	const char *end, *p;
	size_t n;

	while ((n = blank_at(*text)) != 0)
		*text += n;
	for (end = p = *text; *p != '\0'; p += n) {
		n = blank_at(p);
		if (n == 0)
			end = p + (n = 1);
	}
	return (size_t)(end - *text);
}

static bool
domain_is_shaped(const char *p)
{
	char before = '.';

	for (; *p != '\0'; before = *p++) {
		unsigned char c = (unsigned char)*p;
		bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
		    c == '-';

		if (!word && (c != '.' || before == '.'))
			return false;
	}
	return before != '.';
}

/* An address in lower case: something, "@", a domain. */
static bool
email_is_shaped(const char *p)
{
	const char *at = strchr(p, '@');

	if (p[strcspn(p, ",;:<>()[]\\\"\x7f")] != '\0')
		return false;
	for (const char *c = p; *c != '\0'; c++) {
		if ((unsigned char)*c <= ' ')
			return false;
	}
	return at != NULL && at != p && domain_is_shaped(at + 1);
}

/* utf8proc asks for the code point that this one becomes. */
static utf8proc_int32_t
lower(utf8proc_int32_t c, void *bad)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		*(bool *)bad = true;
		break;
	default:
		break;
	}
	return utf8proc_tolower(c);
}

/* The n bytes of text in lower case and NFC, if they fit. */
static bool
lower_unicode(const char *text, size_t n, char *into, size_t room)
{
	bool bad = false;
	utf8proc_uint8_t *made = NULL;
	utf8proc_ssize_t len = utf8proc_map_custom(
	    (const utf8proc_uint8_t *)text, (utf8proc_ssize_t)n, &made,
	    UTF8PROC_STABLE | UTF8PROC_COMPOSE, lower, &bad);

	if (len == UTF8PROC_ERROR_NOMEM)
		errx(TROUBLE, "out of memory");
	if (len < 0 || (size_t)len >= room || len > ADDRESS_MOST)
		bad = true;
	if (!bad)
		memcpy(into, made, (size_t)len + 1);
	free(made);
	return !bad;
}

static bool
lower_text(const char *text, size_t n, char *into, size_t room)
{
	for (size_t i = 0; i < n; i++) {
		if ((unsigned char)text[i] >= 0x80)
			return lower_unicode(text, n, into, room);
	}
	if (n >= room || n > ADDRESS_MOST)
		return false;
	for (size_t i = 0; i < n; i++) {
		bool upper = text[i] >= 'A' && text[i] <= 'Z';

		into[i] = (char)(upper ? text[i] | 0x20 : text[i]);
	}
	into[n] = '\0';
	return true;
}

/* What may stand anywhere between an address's dots and its @. */
static const bool is_own[256] = {
    ['0'] = true, ['1'] = true, ['2'] = true, ['3'] = true, ['4'] = true,
    ['5'] = true, ['6'] = true, ['7'] = true, ['8'] = true, ['9'] = true,
    ['a'] = true, ['b'] = true, ['c'] = true, ['d'] = true, ['e'] = true,
    ['f'] = true, ['g'] = true, ['h'] = true, ['i'] = true, ['j'] = true,
    ['k'] = true, ['l'] = true, ['m'] = true, ['n'] = true, ['o'] = true,
    ['p'] = true, ['q'] = true, ['r'] = true, ['s'] = true, ['t'] = true,
    ['u'] = true, ['v'] = true, ['w'] = true, ['x'] = true, ['y'] = true,
    ['z'] = true, ['-'] = true
};

/* Step over a word; false: there is none. */
static bool
skip_word(const char **p)
{
	const char *start = *p;

	while (is_own[(unsigned char)**p])
		++*p;
	return *p != start;
}

bool
email_is_plain(const char *text)
{
	const char *p = text;

	while (skip_word(&p) && (*p == '.' || *p == '_' || *p == '+'))
		p++;
	if (*p != '@' || p == text || !is_own[(unsigned char)p[-1]])
		return false;
	do {
		p++;
		if (!skip_word(&p))
			return false;
	} while (*p == '.');
	return *p == '\0' && p - text <= PLAIN_MOST;
}

bool
email_normalise(const char *text, char *into, size_t room)
{
	size_t n;

	if (room > PLAIN_MOST && email_is_plain(text)) {
		memcpy(into, text, strlen(text) + 1);
		return true;
	}
	n = trim(&text);
	if (room == 0)
		return false;
	if (lower_text(text, n, into, room) && domain_to_dns(into, room) &&
	    strlen(into) <= ADDRESS_MOST && email_is_shaped(into))
		return true;
	*into = '\0';
	return false;
}

/* The length of what is written between digits at p, else 0. */
static size_t
separator_at(const char *p)
{
	size_t n = blank_at(p);

	if (n != 0)
		return n;
	if (strchr("-.()/", *p) != NULL)
		return 1;
	/* The dashes U+2010 to U+2015, and the narrow no-break space. */
	if (strncmp(p, "\xe2\x80", 2) == 0 &&
	    ((p[2] >= '\x90' && p[2] <= '\x95') || p[2] == '\xaf'))
		return 3;
	return 0;
}

/* The digits of text; *plus becomes whether a + stands before them. */
static bool
read_digits(const char *text, char digits[DIALLED_MOST + 1], bool *plus)
{
	size_t len = 0, n;

	*plus = false;
	for (; *text != '\0'; text += n) {
		n = separator_at(text);
		if (n != 0)
			continue;
		n = 1;
		if (*text == '+' && len == 0 && !*plus) {
			*plus = true;
			continue;
		}
		if (*text < '0' || *text > '9' || len == DIALLED_MOST)
			return false;
		digits[len++] = *text;
	}
	digits[len] = '\0';
	return len != 0;
}

static size_t
code_length(const struct dialling *d)
{
	return d->code < 10 ? 1 : d->code < 100 ? 2 : 3;
}

/* Has it the shape of a number to follow the calling code? */
static bool
fits(const struct dialling *d, const char *number)
{
	size_t n = strlen(number), all = n + code_length(d);

	if (n < d->least || n > d->most || all < DIGITS_LEAST ||
	    all > DIGITS_MOST)
		return false;
	if (number[0] == '0')
		return strcmp(d->trunk, "+0") == 0;
	return d->code != 1 || (number[0] >= '2' && number[3] >= '2');
}

/* What follows the calling code, without a 0 that isn't dialled from abroad
 * but is often written, as in +44 (0)20. */
static const char *
after_code(const struct dialling *d, const char *digits)
{
	digits += code_length(d);
	if (*digits == '0' && strcmp(d->trunk, "0") == 0)
		digits++;
	return digits;
}

/* What follows the calling code, of digits as dialled at home; or NULL. */
static const char *
at_home(const struct dialling *d, const char *digits)
{
	size_t trunk = strlen(d->trunk);
	const char *abroad = NULL;

	if (trunk != 0 && strncmp(digits, d->trunk, trunk) == 0 &&
	    fits(d, digits + trunk))
		return digits + trunk;
	if (dialling_by_code(digits) != NULL &&
	    dialling_by_code(digits)->code == d->code)
		abroad = after_code(d, digits);
	if (abroad == NULL || !fits(d, abroad))
		return fits(d, digits) ? digits : NULL;
	if (!fits(d, digits))
		return abroad;
	/* Is its start the calling code, or an area's?  Only length tells. */
	return strlen(abroad) >= 9 ? abroad : NULL;
}

/* The length of what is dialled from d for abroad, if digits begin so. */
static size_t
way_abroad(const struct dialling *d, const char *digits)
{
	const char *prefix = "00";

	if (d != NULL && d->code == 1 && strncmp(digits, "011", 3) == 0)
		prefix = "011";
	else if (d != NULL && d->code == 61 && strncmp(digits, "0011", 4) == 0)
		prefix = "0011";
	else if (d != NULL && d->code == 81 && strncmp(digits, "010", 3) == 0)
		prefix = "010";
	return strncmp(digits, prefix, strlen(prefix)) == 0 ?
	    strlen(prefix) : 0;
}

bool
phone_normalise(const char *text, const char *country, char *into,
    size_t room)
{
	char digits[DIALLED_MOST + 1];
	const char *number = NULL;
	const struct dialling *d = NULL;
	bool plus;
	size_t abroad;
	int n = 0;

	if (room != 0)
		*into = '\0';
	if (!read_digits(text, digits, &plus))
		return false;
	if (country != NULL)
		d = dialling_of(country);
	abroad = plus ? 0 : way_abroad(d, digits);
	if (plus || abroad != 0) {
		d = dialling_by_code(digits + abroad);
		if (d != NULL)
			number = after_code(d, digits + abroad);
	} else if (d != NULL) {
		number = at_home(d, digits);
	}
	if (number == NULL || !fits(d, number))
		return false;
	n = snprintf(into, room, "+%d%s", d->code, number);
	if (n > 0 && (size_t)n < room)
		return true;
	if (room != 0)
		*into = '\0';
	return false;
}

bool
email_is_relay(const char *email)
{
	static const char *const relays[] = {
		"marketplace.amazon.*", "members.ebay.*", "relay.walmart.com",
		"verkopen.bol.com", "allegromail.pl"
	};
	const char *domain = strrchr(email, '@');

	if (domain == NULL)
		return false;
	/* Subdomains too: there is an m.marketplace.amazon.co.uk. */
	for (domain++; domain != NULL; domain = strchr(domain, '.')) {
		domain += *domain == '.';
		for (size_t i = 0; i < sizeof relays / sizeof relays[0]; i++) {
			size_t n;
			bool open;

			if ((*domain | 0x20) != *relays[i])
				continue;
			n = strcspn(relays[i], "*");
			open = relays[i][n] == '*';
			if (strncasecmp(domain, relays[i], n) == 0 &&
			    (open ? domain[n] != '\0' : domain[n] == '\0'))
				return true;
		}
	}
	return false;
}
