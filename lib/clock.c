#include "clock.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "scan.h"
#include "wall.h"

enum { HOUR = 60 * 60 };

static const char no_time[] = "no such time of day";
static const char no_offset[] = "no such offset from UTC";

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Read exactly two digits; any digit may follow them. */
static int
take_two(const char **p)
{
	int v;

	if (!is_digit((*p)[0]) || !is_digit((*p)[1]))
		return -1;
	v = 10 * ((*p)[0] - '0') + ((*p)[1] - '0');
	*p += 2;
	return v;
}

static void
skip_fraction(const char **p)
{
	if (**p != '.' || !is_digit((*p)[1]))
		return;
	for ((*p)++; is_digit(**p); (*p)++)
		;
}

/* Read Z, +02:00 or +0200, to the end. */
static const char *
take_offset(const char *p, const char *reason, struct wall *w)
{
	int hours, minutes, sign;

	w->says = WALL_OFFSET;
	w->offset = 0;
	if (*p == 'Z' || *p == 'z')
		return p[1] == '\0' ? NULL : reason;
	if (*p != '+' && *p != '-')
		return reason;
	sign = *p++ == '-' ? -1 : 1;
	if ((hours = take_two(&p)) < 0)
		return reason;
	p += *p == ':';
	if ((minutes = take_two(&p)) < 0 || *p != '\0')
		return reason;
	if (hours > 23 || minutes > 59)
		return no_offset;
	w->offset = sign * (hours * HOUR + minutes * 60);
	return NULL;
}

const char *
clock_parse(const char *p, const char *reason, struct wall *w)
{
	int hour, minute, second;

	if ((hour = take_two(&p)) < 0 || *p++ != ':' ||
	    (minute = take_two(&p)) < 0 || *p++ != ':' ||
	    (second = take_two(&p)) < 0)
		return reason;
	if (hour > 23 || minute > 59 || second > 59)
		return no_time;
	w->local += hour * HOUR + minute * 60 + second;
	w->says = WALL_LOCAL;
	skip_fraction(&p);
	return *p == '\0' ? NULL : take_offset(p, reason, w);
}

/*
 * Apply AM or PM.  One platform writes both a 24-hour clock and AM or PM: past
 * 12 the hour speaks for itself, and its 0 goes with AM.
 */
static bool
apply_half(const char *word, int *hour)
{
	bool pm = *word == 'p';

	if (strcmp(word, "am") != 0 && strcmp(word, "pm") != 0)
		return false;
	if (*hour > 12 || (*hour == 0 && !pm))
		return true;
	if (*hour == 0)
		return false;
	*hour = *hour % 12 + (pm ? 12 : 0);
	return true;
}

/* Read " UTC" and its like, or an offset, to the end. */
static const char *
read_suffix(const char *p, const char *reason, struct wall *w)
{
	char word[SCAN_WORD];
	const char *q = p;

	scan_word(&q, word);
	if (strcmp(word, "utc") == 0 || strcmp(word, "gmt") == 0 ||
	    strcmp(word, "ut") == 0) {
		w->says = WALL_OFFSET;
		w->offset = 0;
		return *q == '\0' ? NULL : reason;
	}
	return take_offset(p, reason, w);
}

const char *
clock_read(const char *p, const char *reason, struct wall *w)
{
	int hour, minute, second = 0;
	char word[SCAN_WORD];
	const char *q;

	if ((hour = scan_digits(&p, 1, 2)) < 0 || *p++ != ':' ||
	    (minute = scan_digits(&p, 2, 2)) < 0)
		return reason;
	if (*p == ':') {
		p++;
		if ((second = scan_digits(&p, 2, 2)) < 0)
			return reason;
		skip_fraction(&p);
	}
	q = p;
	scan_blank(&q);
	scan_word(&q, word);
	if (strcmp(word, "am") == 0 || strcmp(word, "pm") == 0) {
		if (!apply_half(word, &hour))
			return no_time;
		p = q;
	}
	if (hour > 23 || minute > 59 || second > 59)
		return no_time;
	w->says = WALL_LOCAL;
	w->local += hour * HOUR + minute * 60 + second;
	if (*p == '\0')
		return NULL;
	scan_blank(&p);
	return read_suffix(p, reason, w);
}
