#include "phrase.h"

#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TROUBLE = 2 };

const char *
phrase_print(struct pool *p, const char *format, ...)
{
	va_list args;
	char *made, *kept;
	int len;

	va_start(args, format);
	len = vasprintf(&made, format, args);
	va_end(args);
	if (len < 0)
		errx(TROUBLE, "out of memory");
	kept = pool_text(p, made, (size_t)len);
	free(made);
	return kept;
}

const char *
phrase_count(size_t n, char text[PHRASE_COUNT_ROOM])
{
	char digits[PHRASE_COUNT_ROOM], *to = text;
	size_t len = (size_t)snprintf(digits, sizeof digits, "%zu", n);

	for (size_t i = 0; i < len; i++) {
		if (i > 0 && (len - i) % 3 == 0)
			*to++ = ',';
		*to++ = digits[i];
	}
	*to = '\0';
	return text;
}
