#include "phrase.h"

#include <err.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { TROUBLE = 2 };

const char *
phrase_print(struct pool *p, const char *format, ...)
{
	va_list args;
	char text[256], *made;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	if (len < 0)
		errx(TROUBLE, "out of memory");
	if ((size_t)len < sizeof text)
		return pool_text(p, text, (size_t)len);
	made = pool_bytes(p, (size_t)len + 1);
	va_start(args, format);
	(void)vsnprintf(made, (size_t)len + 1, format, args);
	va_end(args);
	return made;
}

const char *
phrase_part(struct pool *p, const char *text)
{
	char *made, *to;

	if (strpbrk(text, "/%") == NULL)
		return text;
	made = to = pool_bytes(p, 3 * strlen(text) + 1);
	for (; *text != '\0'; text++) {
		if (*text == '/' || *text == '%')
			to += sprintf(to, "%%%02X", (unsigned)*text);
		else
			*to++ = *text;
	}
	return made;
}

const char *
phrase_instant(struct pool *p, struct instant t)
{
	char text[INSTANT_ROOM];

	instant_print(t, text);
	return phrase_print(p, "%s", text);
}

const char *
phrase_place(struct pool *p, const char *what, const char *file,
    unsigned long line)
{
	if (line == 0)
		return phrase_print(p, "%s %s", what, file);
	return phrase_print(p, "%s %s:%lu", what, file, line);
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
