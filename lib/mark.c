#include "mark.h"

#include <string.h>

#include "contact.h"

static const char digits[] = "0123456789";

bool
mark_is_shortened(const char *text)
{
	size_t whole;
	bool is_number = false;

	text += *text == '-' || *text == '+';
	whole = strspn(text, digits);
	if (whole == 0)
		return false;
	text += whole;
	if (*text == '.' || *text == ',') {
		is_number = true;
		text += 1 + strspn(text + 1, digits);
	}
	if (*text != 'E' && *text != 'e')
		return false;
	text++;
	if (*text == '+' || *text == '-') {
		is_number = true;
		text++;
	}
	return is_number && *text != '\0' && text[strspn(text, digits)] == '\0';
}

const char *
mark_id(const char *text, const char *store, char into[MARK_ROOM])
{
	size_t before = store != NULL && *text != '\0' ? strlen(store) + 1 : 0;
	size_t len = strlen(text) + 1;

	if (mark_is_shortened(text))
		return "a number that a spreadsheet shortened (want all its "
		    "digits)";
	if (before + len > MARK_ROOM)
		return "too long";
	if (before != 0) {
		memcpy(into, store, before - 1);
		into[before - 1] = ':';
	}
	memcpy(into + before, text, len);
	return NULL;
}

bool
mark_phone(const char **country, const char **phone, const char *home,
    char into[MARK_PHONE_ROOM])
{
	const char *code = **country != '\0' ? country_code(*country) : NULL;

	if (code != NULL)
		*country = code;
	if (**phone == '\0' || !phone_normalise(*phone,
	    code != NULL ? code : home, into, MARK_PHONE_ROOM))
		return false;
	*phone = into;
	return true;
}
