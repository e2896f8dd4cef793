#include "wall.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "clock.h"
#include "day.h"
#include "hash.h"
#include "instant.h"
#include "scan.h"

enum { DAY = 24 * 60 * 60, DATE = sizeof "2026-11-23" - 1 };

static const char no_day[] = "no such day";

static const char *const want[] = {
	[NOTATION_ISO] = "not a time (want such as 2026-11-23 08:41:00 +0200)",
	[NOTATION_MDY] = "not a time (want such as 11/23/2026 08:41)",
	[NOTATION_DMY] = "not a time (want such as 23/11/2026 08:41)",
	[NOTATION_YMD] = "not a date (want such as 20261123)"
};

/* Does it begin with dddd-dd-dd? */
static bool
is_date(const char *p)
{
	for (int i = 0; i < DATE; i++)
		if (i == 4 || i == 7 ? p[i] != '-' : p[i] < '0' || p[i] > '9')
			return false;
	return true;
}

static int
two_at(const char *p)
{
	return 10 * (p[0] - '0') + (p[1] - '0');
}

/* The day that a date is; false: there is no such day. */
static bool
day_at(const char *p, struct day *into)
{
	return day_make(100 * two_at(p) + two_at(p + 2), two_at(p + 5),
	    two_at(p + 8), into);
}

/* Is each of eight bytes a digit where least has a 0 and most a 9, and theirs
   where they agree? */
static bool
is_like(const char *p, const char *least, const char *most)
{
	const uint64_t ones = UINT64_C(0x0101010101010101);
	uint64_t low = hash_load(least), odd = hash_load(p) ^ low;
	uint64_t room = 127 * ones - (hash_load(most) ^ low);

	return (((odd + room) | odd) & 128 * ones) == 0;
}

/* Read 2026-04-22T17:34:18, or with a blank, at the head of a longer text. */
static bool
read_local(const char *p, int64_t *local)
{
	struct day d;
	int hour, minute, second;

	if (!is_like(p, "0000-00-", "9999-99-") ||
	    !is_like(p + 11, "00:00:00", "99:99:99") ||
	    p[8] < '0' || p[8] > '9' || p[9] < '0' || p[9] > '9' ||
	    (p[10] != 'T' && p[10] != ' ') || !day_at(p, &d))
		return false;
	hour = two_at(p + 11);
	minute = two_at(p + 14);
	second = two_at(p + 17);
	*local = (int64_t)d.number * DAY + hour * 3600 + minute * 60 + second;
	return hour <= 23 && minute <= 59 && second <= 59;
}

const char *
wall_parse(const char *text, struct wall *into)
{
	static const char form[] =
	    "not a time (want such as 2026-11-23T08:41:00Z, or a date)";
	struct wall w = { .says = WALL_DATE };
	const char *p = text + DATE, *reason;
	struct day d;

	/* What we write ourselves, 2026-04-22T17:34:18Z, is read at once. */
	if (strnlen(text, 21) == 20 && text[10] == 'T' && text[19] == 'Z' &&
	    read_local(text, &w.local)) {
		w.says = WALL_OFFSET;
		*into = w;
		return NULL;
	}
	if (!is_date(text))
		return form;
	if (!day_at(text, &d))
		return no_day;
	w.local = (int64_t)d.number * DAY;
	if (*p != '\0') {
		if (*p != 'T' && *p != ' ' && *p != 't')
			return form;
		reason = clock_parse(p + 1, form, &w);
		if (reason != NULL)
			return reason;
	}
	*into = w;
	return NULL;
}

/* The month, 1 to 12, of an English name or its first letters: 0 if none. */
static int
month_of(const char *word)
{
	static const char *const name[] = { "january", "february", "march",
	    "april", "may", "june", "july", "august", "september", "october",
	    "november", "december" };
	size_t len = strlen(word);

	for (int i = 0; len >= 3 && i < 12; i++)
		if (strncmp(name[i], word, len) == 0)
			return i + 1;
	return 0;
}

static bool
is_weekday(const char *word)
{
	static const char *const name[] = { "monday", "tuesday", "wednesday",
	    "thursday", "friday", "saturday", "sunday" };
	size_t len = strlen(word);

	for (int i = 0; len >= 3 && i < 7; i++)
		if (strncmp(name[i], word, len) == 0)
			return true;
	return false;
}

/* Set the day, and read the time that may follow it. */
static const char *
read_rest(int year, int month, int mday, const char *p, const char *reason,
    struct wall *w)
{
	struct day d;

	if (!day_make(year, month, mday, &d))
		return no_day;
	w->says = WALL_DATE;
	w->local = (int64_t)d.number * DAY;
	if (*p == '\0')
		return NULL;
	if (*p == 'T' || *p == 't') {
		p++;
	} else {
		p += *p == ',';
		if (!scan_blank(&p))
			return reason;
	}
	return clock_read(p, reason, w);
}

/* Read a year of four digits, or of two: 69 to 99 are of the last century. */
static int
take_year(const char **p)
{
	const char *start = *p;
	int year = scan_digits(p, 2, 4);

	if (*p - start == 2)
		return year + (year < 69 ? 2000 : 1900);
	return *p - start == 4 ? year : -1;
}

/* Read 2026-11-23 or 2026/11/23. */
static const char *
read_iso(const char *p, const char *reason, struct wall *w)
{
	int year = scan_digits(&p, 4, 4), month, mday;
	char between = *p;

	if (year < 0 || (between != '-' && between != '/'))
		return reason;
	p++;
	if ((month = scan_digits(&p, 2, 2)) < 0 || *p++ != between ||
	    (mday = scan_digits(&p, 2, 2)) < 0)
		return reason;
	return read_rest(year, month, mday, p, reason, w);
}

/* Read what is after the month of "Jul-25-26". */
static const char *
read_hyphens(int month, const char *p, const char *reason, struct wall *w)
{
	int mday, year;

	p++;
	if ((mday = scan_digits(&p, 1, 2)) < 0 || *p++ != '-' ||
	    (year = take_year(&p)) < 0)
		return reason;
	return read_rest(year, month, mday, p, reason, w);
}

/* Read "Fri, 09 Aug 2013", "Dec 8, 2024" or "Jul-25-26". */
static const char *
read_words(const char *p, const char *reason, struct wall *w)
{
	char word[SCAN_WORD];
	int year, month = 0, mday;

	if (*p < '0' || *p > '9') {
		month = month_of(scan_word(&p, word));
		if (month != 0 && *p == '-')
			return read_hyphens(month, p, reason, w);
		p += month == 0 && *p == ',';
		if ((month == 0 && !is_weekday(word)) || !scan_blank(&p))
			return reason;
	}
	mday = scan_digits(&p, 1, 2);
	if (month != 0) {
		p += *p == ',';
	} else if (scan_blank(&p)) {
		month = month_of(scan_word(&p, word));
	}
	if (mday < 0 || month == 0 || !scan_blank(&p) ||
	    (year = scan_digits(&p, 4, 4)) < 0)
		return reason;
	return read_rest(year, month, mday, p, reason, w);
}

/* Read 11/23/2026 or 23/11/2026, the signs between being / . or -. */
static const char *
read_slashes(const char *p, bool month_first, const char *reason,
    struct wall *w)
{
	int one = scan_digits(&p, 1, 2), two, year;
	char between = *p;

	if (one < 0 || (between != '/' && between != '.' && between != '-'))
		return reason;
	p++;
	if ((two = scan_digits(&p, 1, 2)) < 0 || *p++ != between ||
	    (year = take_year(&p)) < 0)
		return reason;
	return month_first ? read_rest(year, one, two, p, reason, w) :
	    read_rest(year, two, one, p, reason, w);
}

/* Read 20261123. */
static const char *
read_ymd(const char *p, const char *reason, struct wall *w)
{
	int v = scan_digits(&p, 8, 8);

	if (v < 0)
		return reason;
	return read_rest(v / 10000, v / 100 % 100, v % 100, p, reason, w);
}

static bool
starts_with_year(const char *p)
{
	return scan_digits(&p, 4, 4) >= 0;
}

/* Read what most say, 2026-04-22 17:34:18 +0200, at once; false: another form
   or no such time. */
static bool
read_usual(const char *p, struct wall *w)
{
	enum { LEN = sizeof "2026-04-22 17:34:18 +0200" - 1 };
	int east, more;

	if (strnlen(p, LEN + 1) != LEN || !read_local(p, &w->local) ||
	    !is_like(p + 17, "00 +0000", "99 -9999") ||
	    (p[20] != '+' && p[20] != '-'))
		return false;
	east = two_at(p + 21);
	more = two_at(p + 23);
	w->says = WALL_OFFSET;
	w->offset = (p[20] == '-' ? -1 : 1) * (east * 3600 + more * 60);
	return east <= 23 && more <= 59;
}

const char *
wall_read(const char *text, enum notation how, struct wall *into)
{
	bool month_first = how == NOTATION_MDY;
	struct wall w = { .says = WALL_DATE };
	const char *reason;

	/* In our own form, it is read at once. */
	if (how != NOTATION_YMD && is_date(text) && text[DATE] == 'T' &&
	    wall_parse(text, into) == NULL)
		return NULL;
	if (how != NOTATION_YMD && read_usual(text, into))
		return NULL;
	if (how == NOTATION_YMD)
		reason = read_ymd(text, want[how], &w);
	/* Some write 2026-04-22T17:34:18Z among 22/04/2026. */
	else if (starts_with_year(text))
		reason = read_iso(text, want[how], &w);
	else if (how == NOTATION_ISO)
		reason = read_words(text, want[how], &w);
	else
		reason = read_slashes(text, month_first, want[how], &w);
	if (reason == NULL)
		*into = w;
	return reason;
}
