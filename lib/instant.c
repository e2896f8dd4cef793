#include "instant.h"

#include <err.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "day.h"
#include "span.h"
#include "wall.h"
#include "zone.h"

enum { DAY = 24 * 60 * 60, TROUBLE = 2 };

/* 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z */
static const int64_t first = INT64_C(-62135596800);
static const int64_t last = INT64_C(253402300799);

static const char out_of_range[] = "no such time (want years 1 to 9999)";

static const struct zone *shop_zone;	/* NULL: not said */

void
instant_use_zone(const struct zone *shop)
{
	shop_zone = shop;
}

const struct zone *
instant_zone(void)
{
	static const struct zone *utc;
	const char *reason;

	if (shop_zone != NULL)
		return shop_zone;
	if (utc == NULL)
		utc = zone_find("UTC", &reason);
	return utc;
}

static int64_t
day_floor(int64_t seconds)
{
	return seconds / DAY - (seconds % DAY < 0);
}

/* The instant at which the day numbered n begins in the shop's zone. */
static int64_t
start_of(int64_t n)
{
	return shop_zone == NULL ? n * DAY : zone_day_start(shop_zone, n * DAY);
}

/* Find the instant of what was read; zone is that of a local time. */
static const char *
settle(const struct wall *w, const struct zone *zone, struct instant *into)
{
	struct instant t = { .is_date = w->says == WALL_DATE };

	if (w->says == WALL_OFFSET) {
		t.seconds = w->local - w->offset;
	} else if (w->says == WALL_DATE) {
		t.seconds = start_of(w->local / DAY);
		/* Samoa went from 29 to 31 December 2011. */
		if (shop_zone != NULL && (int64_t)instant_day(t).number * DAY !=
		    w->local)
			return "no such day in the shop's time zone";
	} else if (zone != NULL) {
		t.seconds = zone_resolve(zone, w->local);
	} else {
		return "no offset from UTC (want one, or --tz)";
	}
	if (!t.is_date && (t.seconds < first || t.seconds > last))
		return out_of_range;
	*into = t;
	return NULL;
}

const char *
instant_parse(const char *text, void *into)
{
	struct wall w;
	const char *reason = wall_parse(text, &w);

	return reason != NULL ? reason : settle(&w, shop_zone, into);
}

const char *
instant_parse_as_of(const char *text, void *into)
{
	struct instant t;
	const char *reason = instant_parse(text, &t);

	if (reason != NULL)
		return reason;
	if (t.is_date) {
		t.seconds = start_of(instant_day(t).number + 1) - 1;
		t.is_date = false;
	}
	if (t.seconds < first || t.seconds > last)
		return out_of_range;
	*(struct instant *)into = t;
	return NULL;
}

/* Read digits at *p; -1 if there are none, or more than a time needs. */
static int64_t
take_count(const char **p)
{
	const char *start = *p;
	int64_t v = 0;

	for (; **p >= '0' && **p <= '9'; (*p)++) {
		if (*p - start >= 18)
			return -1;
		v = 10 * v + (**p - '0');
	}
	return *p == start ? -1 : v;
}

/* Step past a fraction; true if it was there and more than nothing. */
static bool
take_fraction(const char **p)
{
	bool more = false;

	if (**p != '.' || (*p)[1] < '0' || (*p)[1] > '9')
		return false;
	for ((*p)++; **p >= '0' && **p <= '9'; (*p)++)
		more = more || **p != '0';
	return more;
}

/* Read a count since 1970 of seconds, or of parts of them. */
static const char *
read_unix(const char *text, int64_t per_second, const char *reason,
    struct instant *into)
{
	bool before = *text == '-', part;
	const char *p = text + before;
	int64_t v = take_count(&p);

	if (v < 0)
		return reason;
	part = take_fraction(&p) || v % per_second != 0;
	if (*p != '\0')
		return reason;
	/* The second in which it fell began earlier, before 1970 too. */
	v /= per_second;
	v = before ? -v - part : v;
	if (v < first || v > last)
		return out_of_range;
	*into = (struct instant){ .seconds = v };
	return NULL;
}

const char *
instant_read(const char *text, enum notation how, const struct zone *zone,
    struct instant *into)
{
	struct wall w;
	const char *reason;

	if (how == NOTATION_UNIX)
		return read_unix(text, 1,
		    "not a time (want seconds since 1970)", into);
	if (how == NOTATION_UNIX_MS)
		return read_unix(text, 1000,
		    "not a time (want milliseconds since 1970)", into);
	if (how == NOTATION_UNIX_US)
		return read_unix(text, 1000000,
		    "not a time (want microseconds since 1970)", into);
	reason = wall_read(text, how, &w);
	if (reason != NULL)
		return reason;
	return settle(&w, zone != NULL ? zone : shop_zone, into);
}

/* Write v at p as two digits and a sign after them. */
static char *
put_two(char *p, unsigned v, char sign)
{
	*p++ = (char)('0' + v / 10);
	*p++ = (char)('0' + v % 10);
	*p++ = sign;
	return p;
}

size_t
instant_print(struct instant t, char text[INSTANT_ROOM])
{
	int64_t n = day_floor(t.seconds);
	unsigned seconds = (unsigned)(t.seconds - n * DAY);
	char *p;

	if (t.is_date)
		return day_print(instant_day(t), text);
	if (t.seconds < first || t.seconds > last)
		errx(TROUBLE, "a time beyond years 1 to 9999");
	p = text + day_print((struct day){ (int)n }, text);
	*p++ = 'T';
	p = put_two(p, seconds / 3600, ':');
	p = put_two(p, seconds / 60 % 60, ':');
	p = put_two(p, seconds % 60, 'Z');
	*p = '\0';
	return (size_t)(p - text);
}

struct day
instant_day(struct instant t)
{
	int64_t local = t.seconds;

	if (shop_zone != NULL)
		local += zone_offset(shop_zone, t.seconds);
	/* The zone may be a day ahead at the calendar's end. */
	if (local < first)
		local = first;
	if (local > last)
		local = last;
	return (struct day){ (int)day_floor(local) };
}

bool
instant_is_later(struct instant t, struct instant than)
{
	return t.seconds != than.seconds ? t.seconds > than.seconds :
	    !t.is_date && than.is_date;
}

bool
instant_is_known(struct instant t, struct instant as_of)
{
	if (t.is_date)
		t.seconds = start_of(instant_day(t).number + 1) - 1;
	return t.seconds <= as_of.seconds;
}

/* Move a day, but not out of the calendar. */
static int64_t
move_day(int64_t n, struct span s, int by)
{
	struct day d = day_plus_months((struct day){ (int)n }, by * s.months);

	n = (int64_t)d.number + (int64_t)by * s.days;
	if (n < day_floor(first))
		return day_floor(first);
	return n > day_floor(last) ? day_floor(last) : n;
}

struct instant
instant_move(struct instant t, struct span s, int by, const struct zone *zone)
{
	int64_t local, n;

	if (s.seconds != 0) {
		t.seconds += by * s.seconds;
		t.is_date = false;
	} else if (t.is_date) {
		n = move_day(instant_day(t).number, s, by);
		t.seconds = start_of(n);
		return t;
	} else if (s.days != 0 || s.months != 0) {
		zone = zone != NULL ? zone : instant_zone();
		local = t.seconds + zone_offset(zone, t.seconds);
		n = day_floor(local);
		t.seconds = zone_resolve(zone,
		    move_day(n, s, by) * DAY + (local - n * DAY));
	}
	if (t.seconds < first)
		t.seconds = first;
	if (t.seconds > last)
		t.seconds = last;
	return t;
}
