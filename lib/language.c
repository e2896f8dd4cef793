#include "language.h"

#include <ctype.h>
#include <string.h>

bool
language_read(const char *text, char into[LANGUAGE_ROOM])
{
	size_t n = 0, part = 0, parts = 0;

	for (; n < LANGUAGE_ROOM - 1 && text[n] != '\0'; n++) {
		unsigned char c = (unsigned char)text[n];

		into[n] = (char)(c == '_' ? '-' : tolower(c));
		if (c >= 0x80 || (into[n] != '-' && !isalnum(c)) ||
		    (parts == 0 && isdigit(c)))
			break;
		part = into[n] == '-' ? 0 : part + 1;
		parts += into[n] == '-';
		if (part > (parts == 0 ? 3 : 8) || (into[n] == '-' &&
		    (n < 2 || into[n - 1] == '-')))
			break;
	}
	into[n] = '\0';
	if (text[n] == '\0' && n >= 2 && into[n - 1] != '-')
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
