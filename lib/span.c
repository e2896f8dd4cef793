#include "span.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const struct unit {
	const char *name;
	int seconds, days, months;
} units[] = {
	/* A larger unit of a kind comes first, for printing. */
	{ "y", 0, 0, 12 },
	{ "mo", 0, 0, 1 },
	{ "w", 0, 7, 0 },
	{ "d", 0, 1, 0 },
	{ "h", 3600, 0, 0 },
	{ "m", 60, 0, 0 },
	{ "s", 1, 0, 0 }
};

enum { UNITS = sizeof units / sizeof *units };

/* Longer than the calendar is; and no product of it and a unit overflows. */
static const int64_t longest = (int64_t)10000 * 366 * 24 * 60 * 60;

static const struct unit *
unit_named(const char *name)
{
	for (int i = 0; i < UNITS; i++)
		if (strcmp(units[i].name, name) == 0)
			return &units[i];
	return NULL;
}

const char *
span_parse(const char *text, void *into)
{
	struct span *s = into;
	const struct unit *u;
	const char *p = text;
	int64_t n = 0;

	for (; *p >= '0' && *p <= '9'; p++) {
		n = 10 * n + (*p - '0');
		if (n > longest)
			return "too long";
	}
	if (p == text)
		return "not a length of time (want such as 90d, 16h or 6mo)";
	if (*p == '\0')
		return "no unit (want s, m, h, d, w, mo or y)";
	if ((u = unit_named(p)) == NULL)
		return "no such unit (want s, m, h, d, w, mo or y)";
	if (n * u->seconds > longest || n * u->days > 10000 * 366 ||
	    n * u->months > 10000 * 12)
		return "too long";
	s->seconds = n * u->seconds;
	s->days = (int)(n * u->days);
	s->months = (int)(n * u->months);
	return NULL;
}

const char *
span_parse_days(const char *text, void *into)
{
	struct span s;
	const char *reason = span_parse(text, &s);

	if (reason != NULL)
		return reason;
	if (s.seconds != 0)
		return "less than days (want such as 90d, 12w, 6mo or 1y; m "
		    "are minutes)";
	if (s.days == 0 && s.months == 0)
		return "no time (want such as 90d)";
	*(struct span *)into = s;
	return NULL;
}

/* How many of u the span is, if it is a whole number of them: else 0. */
static int64_t
count_of(struct span s, const struct unit *u)
{
	if (u->months != 0)
		return s.months % u->months == 0 ? s.months / u->months : 0;
	if (u->days != 0)
		return s.days % u->days == 0 ? s.days / u->days : 0;
	return s.seconds % u->seconds == 0 ? s.seconds / u->seconds : 0;
}

size_t
span_print(struct span s, char text[SPAN_ROOM])
{
	const struct unit *u = units;
	int64_t n = 0;

	for (int i = 0; i < UNITS && n == 0; i++) {
		u = &units[i];
		n = count_of(s, u);
	}
	return (size_t)snprintf(text, SPAN_ROOM, "%" PRId64 "%s", n, u->name);
}
