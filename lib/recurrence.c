#include "recurrence.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const char want[] = "not a day (want such as 2026-12-24, 12-24, *-15, "
    "4th thu nov, last fri *, every mon or every day)";

static const char *const weekdays[] = { "mon", "tue", "wed", "thu", "fri",
    "sat", "sun", NULL };
static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec", NULL };
static const char *const nths[] = { "last", "1st", "2nd", "3rd", "4th", "5th",
    NULL };

enum { WORDS = 3, WORD_ROOM = 8 };

/* Which of names the word is; -1: none. */
static int
find_name(const char *const names[], const char *word)
{
	for (int i = 0; names[i] != NULL; i++)
		if (strcasecmp(names[i], word) == 0)
			return i;
	return -1;
}

/* Part text at its blanks; how many words there are, 0 if one is too long or
   they are too many. */
static int
take_words(const char *text, char words[WORDS][WORD_ROOM])
{
	int n = 0;

	for (text += strspn(text, " "); *text != '\0';
	    text += strspn(text, " ")) {
		size_t len = strcspn(text, " ");

		if (n == WORDS || len >= WORD_ROOM)
			return 0;
		memcpy(words[n], text, len);
		words[n++][len] = '\0';
		text += len;
	}
	return n;
}

/* Two digits as a number; -1 if they are not. */
static int
two_digits(const char *p)
{
	if (p[0] < '0' || p[0] > '9' || p[1] < '0' || p[1] > '9')
		return -1;
	return 10 * (p[0] - '0') + (p[1] - '0');
}

/* "12-24" or "*-15".  A day that no year has is none. */
static const char *
parse_mday(const char *word, struct recurrence *r)
{
	enum { LEAP_YEAR = 2000, LONGEST = 1 };
	const char *dash = strchr(word, '-');
	struct day any;

	r->is = DAY_OF_MONTH;
	if (dash == NULL || strlen(dash) != 3 ||
	    (r->mday = two_digits(dash + 1)) < 0)
		return want;
	if (dash == word + 1 && *word == '*')
		r->month = 0;
	else if (dash != word + 2 || (r->month = two_digits(word)) < 0)
		return want;
	else if (r->month == 0)
		return "no such day";
	return day_make(LEAP_YEAR, r->month == 0 ? LONGEST : r->month, r->mday,
	    &any) ? NULL : "no such day";
}

static const char *
parse_every(const char *word, struct recurrence *r)
{
	r->is = DAY_OF_WEEK;
	if (strcasecmp(word, "day") == 0)
		return NULL;
	r->weekday = find_name(weekdays, word) + 1;
	return r->weekday == 0 ? want : NULL;
}

static const char *
parse_nth(const char *nth, const char *weekday, const char *month,
    struct recurrence *r)
{
	r->is = DAY_NTH;
	r->nth = find_name(nths, nth);
	r->weekday = find_name(weekdays, weekday) + 1;
	r->month = strcmp(month, "*") == 0 ? 0 : find_name(months, month) + 1;
	return r->nth < 0 || r->weekday == 0 ||
	    (r->month == 0 && *month != '*') ? want : NULL;
}

const char *
recurrence_parse(const char *text, void *into)
{
	struct recurrence r = { .is = DAY_ONCE };
	char words[WORDS][WORD_ROOM];
	const char *reason;

	/* "2026-" begins a date and nothing else. */
	if (strspn(text, "0123456789") == 4 && text[4] == '-') {
		reason = day_parse(text, &r.date);
	} else {
		switch (take_words(text, words)) {
		case 1:
			reason = parse_mday(words[0], &r);
			break;
		case 2:
			reason = strcasecmp(words[0], "every") == 0 ?
			    parse_every(words[1], &r) : want;
			break;
		case 3:
			reason = parse_nth(words[0], words[1], words[2], &r);
			break;
		default:
			reason = want;
		}
	}
	if (reason == NULL)
		*(struct recurrence *)into = r;
	return reason;
}

/* Its day in this month of this year, if it has one. */
static bool
day_of_month(const struct recurrence *r, int year, int month, struct day *into)
{
	struct day first;
	int to_first;

	if (r->is == DAY_OF_MONTH)
		return day_make(year, month, r->mday, into);
	if (!day_make(year, month, 1, &first))
		return false;
	to_first = (r->weekday - day_of_week(first) + 7) % 7;
	if (r->nth != 0)
		return day_make(year, month, 1 + to_first + 7 * (r->nth - 1),
		    into);
	return day_make(year, month, 1 + to_first + 28, into) ||
	    day_make(year, month, 1 + to_first + 21, into);
}

static bool
next_of_months(const struct recurrence *r, struct day from, struct day *into)
{
	int year, month, mday;

	day_split(from, &year, &month, &mday);
	while (year <= 9999) {
		struct day d;

		if ((r->month == 0 || r->month == month) &&
		    day_of_month(r, year, month, &d) &&
		    day_between(from, d) >= 0) {
			*into = d;
			return true;
		}
		month = month % 12 + 1;
		year += month == 1;
	}
	return false;
}

bool
recurrence_next(const struct recurrence *r, struct day from, struct day *into)
{
	struct day last, d = from;

	if (r->is == DAY_OF_MONTH || r->is == DAY_NTH)
		return next_of_months(r, from, into);
	if (r->is == DAY_ONCE)
		d = r->date;
	else if (r->weekday != 0)
		d.number += (r->weekday - day_of_week(from) + 7) % 7;
	if (day_between(from, d) < 0 || !day_make(9999, 12, 31, &last) ||
	    day_between(d, last) < 0)
		return false;
	*into = d;
	return true;
}

struct day
day_shift(struct day d, struct span s, int by)
{
	struct day least, most;

	day_make(1, 1, 2, &least);
	day_make(9999, 12, 30, &most);
	d = day_plus_months(d, by * s.months);
	d.number += by * s.days;
	if (d.number < least.number)
		return least;
	return d.number > most.number ? most : d;
}

const char *
stay_parse(const char *text, void *into)
{
	struct stay stay = { .is = STAY_SPAN };
	const char *reason;

	if (span_parse_days(text, &stay.span) != NULL) {
		stay.is = STAY_UNTIL;
		reason = recurrence_parse(text, &stay.until);
		if (reason != NULL)
			return strcmp(reason, "no such day") == 0 ? reason :
			    "not a day, as in on, nor a span such as 3d";
	}
	*(struct stay *)into = stay;
	return NULL;
}

struct day
stay_last(const struct stay *s, struct day on)
{
	static const struct span no_time, ever = { .days = 10000 * 366 };
	struct day last;

	if (s->is != STAY_UNTIL)
		return day_shift(on, s->span, 1);
	return recurrence_next(&s->until, on, &last) ? day_shift(last, no_time,
	    1) : day_shift(on, ever, 1);
}
