#include "scan.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

int
scan_digits(const char **p, int min, int max)
{
	int n = 0, v = 0;

	for (; n < max && is_digit(**p); n++)
		v = 10 * v + (*(*p)++ - '0');
	return n < min || is_digit(**p) ? -1 : v;
}

bool
scan_blank(const char **p)
{
	/* Some exporters write U+00A0 or U+202F between time and AM. */
	static const char *const blank[] = { "\xc2\xa0", "\xe2\x80\xaf" };

	if (**p == ' ') {
		++*p;
		return true;
	}
	for (size_t i = 0; i < sizeof blank / sizeof *blank; i++) {
		size_t len = strlen(blank[i]);

		if (strncmp(*p, blank[i], len) == 0) {
			*p += len;
			return true;
		}
	}
	return false;
}

const char *
scan_word(const char **p, char word[SCAN_WORD])
{
	const char *s = *p;
	size_t n = 0;

	for (; (*s >= 'A' && *s <= 'Z') || (*s >= 'a' && *s <= 'z'); s++)
		if (n < SCAN_WORD)
			word[n++] = (char)(*s | 0x20);
	if (n == SCAN_WORD)
		n = 0;
	else
		*p = s;
	word[n] = '\0';
	return word;
}
