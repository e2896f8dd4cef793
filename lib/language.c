#include "language.h"

#include <ctype.h>
#include <string.h>

bool
language_read(const char *text, char into[LANGUAGE_ROOM])
{
	size_t n = 0, part = 0, parts = 0;

	for (; n < LANGUAGE_ROOM - 1 && text[n] != '\0'; n++) {
		unsigned char c = (unsigned char)text[n];
		bool is_gap = c == '-' || c == '_';

		if (is_gap ? part < (parts == 0 ? 2 : 1) : c >= 0x80 ||
		    !isalnum(c) || (parts == 0 && isdigit(c)) ||
		    part == (parts == 0 ? 3 : 8))
			break;
		into[n] = (char)(is_gap ? '-' : tolower(c));
		part = is_gap ? 0 : part + 1;
		parts += is_gap;
	}
	into[n] = '\0';
	if (text[n] == '\0' && part >= (parts == 0 ? 2 : 1))
		return true;
	into[0] = '\0';
	return false;
}

bool
language_widen(char language[LANGUAGE_ROOM])
{
	char *last = strrchr(language, '-');

	if (*language == '\0')
		return false;
	if (last == NULL)
		last = language;
	/* A letter alone begins something, and can't be the end. */
	while (last - language >= 2 && last[-2] == '-')
		last -= 2;
	*last = '\0';
	return true;
}
