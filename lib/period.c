#include "period.h"

#include <stdio.h>

const char *
period_parse(const char *text, void *into)
{
	static const char *const names[] = { "day", "week", "month",
	    "quarter", "year", NULL };

	return choice_parse(text, names, into);
}

/* An ISO week is of the year in which its Thursday is. */
static void
print_week(struct day d, char text[PERIOD_ROOM])
{
	struct day thursday = { d.number + 4 - day_of_week(d) }, first = { 0 };
	int year, month, mday;

	day_split(thursday, &year, &month, &mday);
	(void)day_make(year, 1, 1, &first);
	snprintf(text, PERIOD_ROOM, "%04d-W%02d", year,
	    day_between(first, thursday) / 7 + 1);
}

void
period_print(enum period p, struct instant t, char text[PERIOD_ROOM])
{
	struct day d = instant_day(t);
	int year, month, mday;

	day_split(d, &year, &month, &mday);
	if (p == PERIOD_DAY)
		day_print(d, text);
	else if (p == PERIOD_WEEK)
		print_week(d, text);
	else if (p == PERIOD_MONTH)
		snprintf(text, PERIOD_ROOM, "%04d-%02d", year, month);
	else if (p == PERIOD_QUARTER)
		snprintf(text, PERIOD_ROOM, "%04d-Q%d", year,
		    (month + 2) / 3);
	else
		snprintf(text, PERIOD_ROOM, "%04d", year);
}
