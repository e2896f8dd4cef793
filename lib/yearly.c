#include "yearly.h"

enum { DAY = 24 * 60 * 60, YEAR_DAYS = 365, MONTH_DAYS = 31 };

/* Those next to the calendar's ends may begin or end outside of it. */
enum { FIRST_YEAR = 2, LAST_YEAR = 9998 };

const char *
yearly_parse_span(const char *text, void *into)
{
	struct span s;
	const char *reason = span_parse(text, &s);

	if (reason != NULL || s.seconds != 0 || s.days != 0 || s.months != 0)
		return span_parse_days(text, into);
	*(struct span *)into = s;
	return NULL;
}

/* So many days it has at most. */
static int
longest(struct span s)
{
	return s.days + MONTH_DAYS * s.months;
}

bool
yearly_is_apart(const struct yearly_rules *rules)
{
	return longest(rules->lead) + longest(rules->expires) < YEAR_DAYS;
}

struct day
yearly_day(const struct zone *zone, int64_t at)
{
	int64_t local = at + zone_offset(zone, at);

	return (struct day){ (int)(local / DAY - (local % DAY < 0)) };
}

static struct day
moved(struct day d, struct span s, int by)
{
	d = day_plus_months(d, by * s.months);
	d.number += by * s.days;
	return d;
}

static int64_t
start_of(struct day d, const struct zone *zone)
{
	return zone_day_start(zone, (int64_t)d.number * DAY);
}

bool
yearly_find(struct birthday b, const struct yearly_rules *rules,
    const struct zone *zone, int64_t at, struct yearly *into)
{
	struct birthday now = birthday_of(yearly_day(zone, at));
	static const struct span one_day = { .days = 1 };
	struct yearly y;
	struct day last;

	for (y.year = now.year - 1; y.year <= now.year + 1; y.year++) {
		if (y.year <= b.year || y.year < FIRST_YEAR ||
		    y.year > LAST_YEAR ||
		    !birthday_in_year(b, y.year, rules->leap_day, &y.day))
			continue;
		last = moved(y.day, rules->expires, 1);
		last.number++;
		y.from = start_of(moved(y.day, rules->lead, -1), zone);
		y.until = start_of(last, zone);
		/* Samoa had no 30 December 2011: its end is the next day's. */
		if (y.until <= y.from)
			y.until = start_of(moved(last, one_day, 1), zone);
		if (y.from <= at && at < y.until) {
			*into = y;
			return true;
		}
	}
	return false;
}
