#include "birthday.h"

#include <string.h>

const char *
birthday_parse(const char *text, void *into)
{
	static const char want[] =
	    "not a birthday (want 1990-05-31 or --05-31)";
	char whole[DAY_ROOM] = "2000";	/* a year that has every day */
	bool is_told = strncmp(text, "--", 2) != 0;
	struct birthday b;
	struct day day;

	if (!is_told) {
		if (strlen(text) != strlen("--12-31"))
			return want;
		strcpy(whole + strlen("2000"), text + 1);
		text = whole;
	}
	if (day_parse(text, &day) != NULL)
		return want;
	b = birthday_of(day);
	if (!is_told)
		b.year = 0;
	*(struct birthday *)into = b;
	return NULL;
}

const char *
birthday_parse_leap_day(const char *text, void *into)
{
	static const char *const names[] = {
		[LEAP_DAY_FEB28] = "feb28",
		[LEAP_DAY_MAR1] = "mar1",
		NULL
	};

	return choice_parse(text, names, into);
}

struct birthday
birthday_of(struct day d)
{
	struct birthday b;

	day_split(d, &b.year, &b.month, &b.mday);
	return b;
}

bool
birthday_in_year(struct birthday b, int year, enum leap_day leap_day,
    struct day *into)
{
	if (day_make(year, b.month, b.mday, into))
		return true;
	return leap_day == LEAP_DAY_MAR1 ? day_make(year, 3, 1, into) :
	    day_make(year, 2, 28, into);
}
