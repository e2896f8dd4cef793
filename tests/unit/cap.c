#include "cap.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "tap.h"

/*
 * Zones are the system's, in the past, where no release of tzdata changes
 * them.  What a day, week or month is, the C library says.
 */

enum { HOUR = 3600, DAY = 24 * HOUR, SENDS = 12 };

static const struct cap daily = { .channel = CHANNELS, .max = 1,
    .window = CAP_DAY };

/* "2025-03-09 01:30" in UTC. */
static int64_t
utc(const char *text)
{
	struct tm tm = { .tm_mday = 1 };

	strptime(text, "%Y-%m-%d %H:%M", &tm);
	return timegm(&tm);
}

static const struct zone *
zone_of(const char *name)
{
	const char *reason = "";
	const struct zone *z = zone_find(name, &reason);

	if (z == NULL)
		printf("Bail out! %s: %s\n", name, reason), exit(1);
	return z;
}

static struct cap
rolling(unsigned max, int64_t per)
{
	return (struct cap){ .channel = CHANNELS, .max = max,
	    .window = CAP_ROLLING, .per = per };
}

static struct sent
at(int64_t when)
{
	return (struct sent){ .at = when, .flow = "f", .tags = "", .id = "" };
}

static struct sent
new_at(int64_t when)
{
	struct sent s = at(when);

	s.is_new = true;
	return s;
}

/* What cap_fits says, the send that fills the window by its index. */
struct answer {
	bool fits;
	unsigned count;
	int by;			/* -1: none */
};

static struct answer
ask(struct cap c, int64_t when, const struct sent *others, size_t n,
    const struct zone *z)
{
	struct sent s = at(when);
	struct cap_over over = { .count = 0 };
	struct answer a = { .by = -1 };

	a.fits = cap_fits(&c, &s, others, n, z, &over);
	a.count = over.count;
	if (over.by != NULL)
		a.by = (int)(over.by - others);
	return a;
}

static bool
is_over(struct answer a, unsigned count, int by)
{
	return !a.fits && a.count == count && a.by == by;
}

static int64_t
next_of(struct cap c, int64_t when, const struct sent *others, size_t n,
    const struct zone *z)
{
	struct sent s = at(when);

	return cap_next(&c, &s, others, n, z);
}

/* OneSignal's own example of 3 in 24 hours, and its borders. */
static void
test_rolling(void)
{
	struct sent sent[] = { at(utc("2025-01-01 09:00")),
	    at(utc("2025-01-01 13:00")), at(utc("2025-01-01 17:00")) };
	struct cap three = rolling(3, DAY), two = rolling(2, DAY);
	int64_t eight = utc("2025-01-02 08:00"), nine = eight + HOUR;

	ok(is_over(ask(three, eight, sent, 3, NULL), 3, -1),
	    "9:00, 13:00, 17:00: not at 8:00 the day after");
	ok(ask(three, nine, sent, 3, NULL).fits, "but at 9:00");
	ok(!ask(three, nine - 1, sent, 3, NULL).fits, "not a second before");
	ok(next_of(three, eight, sent, 3, NULL) == nine,
	    "which is when to ask again");
	ok(next_of(two, nine, sent, 3, NULL) == utc("2025-01-02 13:00"),
	    "then when the next ages out, not the one that just has");
	ok(ask(rolling(4, DAY), eight, sent, 3, NULL).fits, "four fit");
	ok(is_over(ask(two, nine, sent, 3, NULL), 2, -1),
	    "with two at most it is over even then");
	ok(!ask(rolling(1, DAY), sent[0].at, sent, 1, NULL).fits,
	    "one at the same instant counts");
	ok(ask(three, eight, sent, 0, NULL).fits, "one alone fits");
	ok(next_of(three, eight, sent, 0, NULL) == INT64_MAX,
	    "and nothing will change that");
}

/* What is decided is not broken by what comes before it. */
static void
test_later(void)
{
	struct sent sent[] = { new_at(20 * HOUR), at(10 * HOUR) };
	struct cap one = rolling(1, 16 * HOUR), two = rolling(2, 16 * HOUR);

	ok(ask(one, 99 * DAY, sent, 1, NULL).count == 0 &&
	    ask(rolling(2, 6 * HOUR), 22 * HOUR, sent, 1, NULL).count == 1,
	    "where it fits, those in its own window are counted");
	ok(is_over(ask(one, 5 * HOUR, sent, 1, NULL), 1, 0),
	    "a later send is protected");
	ok(ask(one, 4 * HOUR, sent, 1, NULL).fits,
	    "from what is nearer than the window is long");
	ok(next_of(one, 5 * HOUR, sent, 1, NULL) == 36 * HOUR,
	    "the next chance is after it");
	ok(is_over(ask(two, 6 * HOUR, sent, 2, NULL), 2, 0),
	    "two later ones, of which one is history");
	ok(ask(two, 4 * HOUR, sent, 2, NULL).fits,
	    "one window holds only one of them");
}

/* Who is to blame. */
static void
test_blame(void)
{
	struct sent old[] = { at(HOUR), new_at(2 * HOUR) };
	struct sent new[] = { new_at(5 * HOUR), new_at(3 * HOUR),
	    at(4 * HOUR) };
	struct sent two[] = { new_at(2 * HOUR), at(9 * HOUR) };
	struct sent day[] = { new_at(HOUR), at(2 * HOUR) };
	const struct zone *z = zone_of("UTC");

	ok(is_over(ask(rolling(1, DAY), 3 * HOUR, old, 2, NULL), 2, -1),
	    "nobody where history is enough");
	ok(is_over(ask(rolling(2, DAY), 3 * HOUR, old, 2, NULL), 2, 1),
	    "else the one of this run");
	ok(is_over(ask(rolling(3, DAY), 6 * HOUR, new, 3, NULL), 3, 1),
	    "the one accepted last, whenever it is sent");
	ok(is_over(ask(rolling(1, 6 * HOUR), 4 * HOUR, two, 2, NULL), 1, -1),
	    "a window that history fills is told of before an earlier one");
	ok(is_over(ask(rolling(1, 5 * HOUR), 4 * HOUR, two, 2, NULL), 1, 0),
	    "which is the one where there is no other");
	ok(is_over(ask(daily, 3 * HOUR, day, 2, z), 2, -1) &&
	    is_over(ask(daily, 3 * HOUR, day, 1, z), 1, 0),
	    "so it is with a day");
}

/* Braze's example, and the days on which the clocks change. */
static void
test_day(void)
{
	const struct zone *ny = zone_of("America/New_York");
	const struct zone *apia = zone_of("Pacific/Apia");
	const struct zone *st_johns = zone_of("America/St_Johns");
	struct sent s = at(utc("2025-01-02 04:00"));

	ok(ask(daily, s.at + HOUR, &s, 1, ny).fits,
	    "23:00 and then 00:00 are two days");
	ok(is_over(ask(daily, s.at + HOUR - 1, &s, 1, ny), 1, -1),
	    "23:59:59 is the first of them still");
	ok(!ask(daily, s.at + HOUR, &s, 1, zone_of("UTC")).fits,
	    "elsewhere they are one");
	ok(next_of(daily, s.at, &s, 1, ny) == s.at + HOUR,
	    "the next day starts at its midnight");
	ok(next_of(daily, utc("2025-03-09 05:00"), &s, 1, ny) ==
	    utc("2025-03-10 04:00"), "after 23 hours in spring");
	ok(next_of(daily, utc("2025-11-02 04:00"), &s, 1, ny) ==
	    utc("2025-11-03 05:00"), "after 25 in autumn");
	ok(next_of(daily, utc("2011-12-29 10:00"), &s, 1, apia) ==
	    utc("2011-12-30 10:00"), "Samoa's 29 December led to the 31st");
	ok(next_of(daily, utc("2023-04-27 12:00"), &s, 1,
	    zone_of("Africa/Cairo")) == utc("2023-04-27 22:00"),
	    "a midnight that was skipped");
	ok(next_of(daily, utc("2010-11-07 02:00"), &s, 1, st_johns) ==
	    utc("2010-11-07 02:30"), "Newfoundland's 7 November 2010 ended");
	ok(next_of(daily, utc("2010-11-07 02:30"), &s, 1, st_johns) ==
	    utc("2010-11-07 02:31"), "came back after a minute");
	ok(next_of(daily, utc("2010-11-07 03:00"), &s, 1, st_johns) ==
	    utc("2010-11-07 03:30"), "and ended for good");
}

static void
test_calendar(void)
{
	const struct zone *ny = zone_of("America/New_York");
	struct cap week = { .channel = CHANNELS, .max = 1,
	    .window = CAP_WEEK };
	struct cap month = { .channel = CHANNELS, .max = 1,
	    .window = CAP_MONTH };
	/* A Sunday in New York, whose clocks went forward that day. */
	struct sent sunday = at(utc("2025-03-09 12:00"));
	struct sent february = at(utc("2024-02-29 12:00"));
	struct sent old = at(utc("1969-12-31 23:00"));

	ok(!ask(week, utc("2025-03-10 03:59"), &sunday, 1, ny).fits &&
	    ask(week, utc("2025-03-10 04:00"), &sunday, 1, ny).fits,
	    "a week ends with Sunday");
	ok(!ask(week, utc("2025-03-03 05:00"), &sunday, 1, ny).fits &&
	    ask(week, utc("2025-03-03 04:59"), &sunday, 1, ny).fits,
	    "and begins with Monday");
	ok(next_of(week, sunday.at, &sunday, 1, ny) ==
	    utc("2025-03-10 04:00"), "the next one in summer time");
	ok(!ask(week, utc("1970-01-01 00:00"), &old, 1, zone_of("UTC")).fits,
	    "a week may be of two years");
	ok(ask(daily, utc("1970-01-01 00:00"), &old, 1, zone_of("UTC")).fits,
	    "a day is of one, though it be before 1970");
	ok(!ask(month, utc("2024-03-01 04:59"), &february, 1, ny).fits &&
	    ask(month, utc("2024-03-01 05:00"), &february, 1, ny).fits,
	    "a month ends with its last day");
	ok(ask(month, utc("2025-02-28 12:00"), &february, 1, ny).fits,
	    "the same month of another year is another");
	ok(next_of(month, february.at, &february, 1, ny) ==
	    utc("2024-03-01 05:00") &&
	    next_of(month, utc("2025-03-01 05:00"), &sunday, 1, ny) ==
	    utc("2025-04-01 04:00") &&
	    next_of(month, utc("2024-12-31 12:00"), &sunday, 1, ny) ==
	    utc("2025-01-01 05:00"), "the next ones");
	ok(next_of(month, utc("9999-12-31 23:59"), &old, 1, ny) >
	    utc("9999-12-31 23:59") &&
	    next_of(week, utc("0001-01-01 00:00"), &old, 1, ny) >
	    utc("0001-01-01 00:00"), "at the ends of the calendar too");
}

static void
test_covers(void)
{
	struct sent s = { .channel = CHANNEL_SMS, .flow = "win-back",
	    .tags = "promo spring-sale" };
	struct cap c = rolling(1, DAY);

	ok(cap_covers(&c, &s), "any is any");
	c.channel = CHANNEL_SMS;
	ok(cap_covers(&c, &s), "of a channel");
	c.flow = "win-back";
	ok(cap_covers(&c, &s), "of a flow on it");
	c.flow = "win";
	ok(!cap_covers(&c, &s), "of another flow");
	c.flow = NULL;
	c.tag = "promo";
	ok(cap_covers(&c, &s), "of the first tag");
	c.tag = "spring-sale";
	ok(cap_covers(&c, &s), "of the last");
	c.channel = CHANNEL_EMAIL;
	ok(!cap_covers(&c, &s), "but of another channel");
	c.channel = CHANNELS;
	c.tag = "sale";
	ok(!cap_covers(&c, &s), "the end of a tag is none");
	c.tag = "prom";
	ok(!cap_covers(&c, &s), "nor is its beginning");
	c.tag = "promo spring-sale";
	ok(!cap_covers(&c, &s), "nor are two");
	c.tag = "promo";
	s.tags = "";
	ok(!cap_covers(&c, &s), "nor none");
}

/* Only what is covered matters, and a cap may be of none at all. */
static void
test_scope(void)
{
	struct sent sent[] = { at(0), at(HOUR), at(2 * HOUR) };
	struct cap email = rolling(1, DAY), none = rolling(0, DAY);
	struct cap sms = email;

	email.channel = CHANNEL_EMAIL;
	sms.channel = CHANNEL_SMS;
	sent[0].channel = sent[2].channel = CHANNEL_SMS;
	ok(is_over(ask(email, 3 * HOUR, sent, 3, NULL), 1, -1),
	    "what is not covered does not count");
	ok(ask(email, 3 * HOUR, sent, 1, NULL).fits, "nor fill a window");
	ok(next_of(email, 3 * HOUR, sent, 3, NULL) == 25 * HOUR,
	    "nor age out");
	ok(ask(sms, 3 * HOUR, sent, 3, NULL).fits &&
	    next_of(sms, 3 * HOUR, sent, 3, NULL) == INT64_MAX,
	    "a send that is not covered always fits");
	ok(is_over(ask(none, 0, sent, 0, NULL), 0, -1) &&
	    next_of(none, 0, sent, 3, NULL) == INT64_MAX,
	    "none at most is never");
	sent[0] = new_at(0);
	ok(is_over(ask(none, 0, sent, 1, NULL), 1, -1),
	    "and no send's fault");
}

static const char *
printed(struct cap c, size_t room)
{
	static char text[80];
	char whole[80];

	memset(text, 'x', sizeof text);
	return cap_print(&c, text, room) ==
	    cap_print(&c, whole, sizeof whole) &&
	    cap_print(&c, whole, sizeof whole) == strlen(whole) ? text :
	    "length";
}

static void
test_print(void)
{
	struct cap c = rolling(1, 16 * HOUR);

	is(printed(c, 80), "1 of any channel per 16h", "any");
	c.channel = CHANNEL_EMAIL;
	is(printed(c, 80), "1 email per 16h", "a channel");
	is(printed(c, 8), "1 email", "no more than there is room for");
	c.per = DAY;
	is(printed(c, 80), "1 email per 24h", "24 hours are not a day");
	c.per = 14 * DAY;
	is(printed(c, 80), "1 email per 14d", "nor are 14 days weeks");
	c.per = 90 * 60;
	is(printed(c, 80), "1 email per 90m", "minutes");
	c.per = 61;
	is(printed(c, 80), "1 email per 61s", "seconds");
	c.window = CAP_DAY;
	c.flow = "win-back";
	is(printed(c, 80), "1 email of flow win-back per day", "a flow");
	c.tag = "promo";
	c.window = CAP_MONTH;
	is(printed(c, 80), "1 email of flow win-back and tag promo per month",
	    "and a tag");
	c.channel = CHANNELS;
	c.flow = NULL;
	c.window = CAP_WEEK;
	c.max = 2;
	is(printed(c, 80), "2 of tag promo per week", "a tag alone");
}

static const char *
per_of(const char *text)
{
	static char shown[40];
	struct cap c = { .window = CAP_MONTH, .per = 7 };
	const char *reason = cap_per_parse(text, &c);

	if (reason != NULL)
		return c.window == CAP_MONTH && c.per == 7 ? reason :
		    "touched";
	snprintf(shown, sizeof shown, "%d %lld", (int)c.window,
	    (long long)c.per);
	return shown;
}

static void
test_per(void)
{
	static const char want[] =
	    "not a window (want such as 16h or 7d, or day, week or month)";
	static const char months[] =
	    "months and years differ in length (want such as 30d, or month)";
	static const char *const bad[] = { "", "x", "16", "h", "16 h", "16hh",
	    "-1h", "1.5h", "days", "Day", "99999999999999mo",
	    "99999999999999y" };

	is(per_of("16h"), "0 57600", "hours");
	is(per_of("7d"), "0 604800", "days of 24 hours");
	is(per_of("2w"), "0 1209600", "weeks of 7 of them");
	is(per_of("90m"), "0 5400", "minutes");
	is(per_of("30s"), "0 30", "seconds");
	is(per_of("day"), "1 0", "a day");
	is(per_of("week"), "2 0", "a week");
	is(per_of("month"), "3 0", "a month");
	is(per_of("1mo"), months, "a month that rolls");
	is(per_of("1y"), months, "a year");
	is(per_of("0h"), "too short (want 1s or more)", "nothing");
	is(per_of("0d"), "too short (want 1s or more)", "no days");
	is(per_of("99999999999999d"), "too long", "more than time has");
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		is(per_of(bad[i]), want, bad[i]);
}

static size_t
some_sends(struct sent *sent, int64_t from, int64_t length, int64_t grain)
{
	size_t n = (size_t)random() % (SENDS + 1);

	for (size_t i = 0; i < n; i++) {
		sent[i] = at(from + random() % (length / grain) * grain);
		sent[i].is_new = random() % 2;
		sent[i].channel = random() % 4 == 0 ? CHANNEL_SMS :
		    CHANNEL_EMAIL;
	}
	return n;
}

/* Take in a window that may be violated, those that end first coming first. */
static void
consider(struct answer *a, const struct cap *c, unsigned all, unsigned old,
    int last)
{
	bool has_old = !a->fits && a->by == -1;

	if (all < c->max || has_old || (!a->fits && old < c->max))
		return;
	*a = (struct answer){ false, all, old < c->max ? last : -1 };
}

/* The rolling rule, at every second there is instead of at sends. */
static struct answer
try_seconds(const struct cap *c, int64_t when, const struct sent *sent,
    size_t n)
{
	struct answer a = { true, 0, -1 };

	for (int64_t first = when - c->per + 1; first <= when; first++) {
		unsigned all = 0, old = 0;
		int last = -1;

		for (size_t i = 0; i < n; i++) {
			if (sent[i].channel != c->channel ||
			    sent[i].at < first ||
			    sent[i].at - first >= c->per)
				continue;
			all++;
			old += !sent[i].is_new;
			if (sent[i].is_new)
				last = (int)i;
		}
		consider(&a, c, all, old, last);
	}
	return a;
}

static bool
is_same(struct answer a, struct answer b)
{
	return a.fits == b.fits && (a.fits || a.count == b.count) &&
	    a.by == b.by;
}

static void
test_rolling_at_random(void)
{
	int wrong = 0, over = 0, late = 0;

	for (int i = 0; i < 20000; i++) {
		struct sent sent[SENDS];
		struct cap c = rolling((unsigned)random() % 5,
		    1 + random() % 20);
		size_t n = some_sends(sent, 0, 40, 1);
		int64_t when = random() % 50, next = when, first = when;
		struct answer a;

		c.channel = CHANNEL_EMAIL;
		a = ask(c, when, sent, n, NULL);
		wrong += !is_same(a, try_seconds(&c, when, sent, n));
		over += !a.fits;
		for (int try = 0; try < 99 && next < INT64_MAX &&
		    !ask(c, next, sent, n, NULL).fits; try++)
			next = next_of(c, next, sent, n, NULL);
		while (first < 99 && !try_seconds(&c, first, sent, n).fits)
			first++;
		late += next != (first < 99 ? first : INT64_MAX);
	}
	ok(wrong == 0 && over > 5000 && over < 15000,
	    "20,000 rolling cases are as a count of every window has them");
	ok(late == 0, "and the next chances lead to the first that fits");
}

static const struct {
	const char *name, *around;
} places[] = {
	{ "UTC", "2024-12-31 00:00" },
	{ "America/New_York", "2025-03-09 00:00" },
	{ "America/New_York", "2024-11-03 00:00" },
	{ "Africa/Cairo", "2023-04-28 00:00" },
	{ "Africa/Cairo", "2023-10-27 00:00" },
	{ "America/Havana", "2020-11-01 00:00" },
	{ "Australia/Lord_Howe", "2022-10-02 00:00" },
	{ "Asia/Kathmandu", "1985-12-31 00:00" },
	{ "Pacific/Apia", "2011-12-30 00:00" },
	{ "America/St_Johns", "2010-11-07 00:00" }
};

enum { PLACES = sizeof places / sizeof *places };

/* Which day, week or month it is by the C library in the zone of TZ. */
static void
name_window(const struct cap *c, int64_t when, char name[16])
{
	time_t t = when;
	struct tm tm;

	localtime_r(&t, &tm);
	if (c->window == CAP_DAY)
		strftime(name, 16, "%F", &tm);
	else if (c->window == CAP_WEEK)
		strftime(name, 16, "%G-W%V", &tm);
	else
		strftime(name, 16, "%Y-%m", &tm);
}

static bool
is_same_window(const struct cap *c, int64_t a, int64_t b)
{
	char one[16], other[16];

	name_window(c, a, one);
	name_window(c, b, other);
	return strcmp(one, other) == 0;
}

static struct answer
try_calendar(const struct cap *c, int64_t when, const struct sent *sent,
    size_t n)
{
	struct answer a = { true, 0, -1 };
	unsigned all = 0, old = 0;
	int last = -1;

	for (size_t i = 0; i < n; i++) {
		if (sent[i].channel != c->channel ||
		    !is_same_window(c, sent[i].at, when))
			continue;
		all++;
		old += !sent[i].is_new;
		if (sent[i].is_new)
			last = (int)i;
	}
	consider(&a, c, all, old, last);
	return a;
}

/* Is next the first instant of another window?  Asked of every hour. */
static bool
is_next(const struct cap *c, int64_t when, int64_t next)
{
	for (int64_t t = when + HOUR; t < next; t += HOUR)
		if (!is_same_window(c, when, t))
			return false;
	return next > when && is_same_window(c, when, next - 1) &&
	    !is_same_window(c, when, next);
}

static void
test_calendar_at_random(void)
{
	int wrong = 0, over = 0, late = 0;

	for (int i = 0; i < 500 * PLACES; i++) {
		struct sent sent[SENDS];
		struct cap c = { .channel = CHANNEL_EMAIL,
		    .max = (unsigned)random() % 4 };
		const struct zone *z = zone_of(places[i % PLACES].name);
		int64_t from = utc(places[i % PLACES].around) - 2 * DAY, when;
		size_t n = some_sends(sent, from, 5 * DAY, 60);
		struct answer a;

		setenv("TZ", places[i % PLACES].name, 1);
		tzset();
		c.window = CAP_DAY + (enum cap_window)(random() % 3);
		when = from + random() % (5 * DAY / 60) * 60;
		a = ask(c, when, sent, n, z);
		wrong += !is_same(a, try_calendar(&c, when, sent, n));
		over += !a.fits;
		late += c.max > 0 && !is_next(&c, when,
		    next_of(c, when, sent, n, z));
	}
	ok(wrong == 0 && over > 500 && over < 4500,
	    "5,000 cases of the calendar are as the C library has it");
	ok(late == 0, "and the next day, week or month starts when it says");
}

int
main(void)
{
	test_rolling();
	test_later();
	test_blame();
	test_day();
	test_calendar();
	test_covers();
	test_scope();
	test_print();
	test_per();
	srandom(5);
	test_rolling_at_random();
	test_calendar_at_random();
	return finish();
}
