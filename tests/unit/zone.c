#include "zone.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "instant.h"
#include "span.h"
#include "tap.h"
#include "tzmade.h"

/*
 * Of the zones that tzmade.h makes.  With an operand, the rows of transitions
 * on standard input are checked against the system's tzdata.
 */

static const struct {
	const char *zone, *local, *utc, *start;
} vectors[] = {
	/* A gap's time by the offset before it, an overlap's first. */
	{ "New_York", "2026-03-08T01:59:59", "2026-03-08T06:59:59", NULL },
	{ "New_York", "2026-03-08T02:30:00", "2026-03-08T07:30:00", NULL },
	{ "New_York", "2026-03-08T03:00:00", "2026-03-08T07:00:00", NULL },
	{ "New_York", "2026-11-01T01:00:00", "2026-11-01T05:00:00", NULL },
	{ "New_York", "2026-11-01T01:30:00", "2026-11-01T05:30:00", NULL },
	{ "New_York", "2026-11-01T02:00:00", "2026-11-01T07:00:00", NULL },
	/* The two examples of RFC 5545. */
	{ "New_York", "2007-03-11T02:30:00", "2007-03-11T07:30:00", NULL },
	{ "New_York", "2007-11-04T01:30:00", "2007-11-04T05:30:00", NULL },
	{ "London", "2026-03-29T01:30:00", "2026-03-29T01:30:00", NULL },
	{ "London", "2026-10-25T01:30:00", "2026-10-25T00:30:00", NULL },
	{ "London", "2026-10-25T02:00:00", "2026-10-25T02:00:00", NULL },
	{ "Dublin", "2026-03-29T01:30:00", "2026-03-29T01:30:00", NULL },
	{ "Dublin", "2026-10-25T01:30:00", "2026-10-25T00:30:00", NULL },
	{ "Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:45:00", NULL },
	{ "Lord_Howe", "2026-10-04T02:30:00", "2026-10-03T15:30:00", NULL },
	{ "Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T14:45:00", NULL },
	{ "Cairo", "2026-04-24T00:30:00", "2026-04-23T22:30:00", NULL },
	{ "Cairo", "2026-10-29T23:30:00", "2026-10-29T20:30:00", NULL },
	{ "Cairo", "2026-04-24T00:00:00", "2026-04-23T22:00:00",
	    "2026-04-23T22:00:00" },
	{ "Cairo", "2026-10-30T00:00:00", "2026-10-29T22:00:00",
	    "2026-10-29T22:00:00" },
	{ "Santiago", "2026-09-06T00:30:00", "2026-09-06T04:30:00", NULL },
	{ "Santiago", "2026-09-06T00:00:00", "2026-09-06T04:00:00",
	    "2026-09-06T04:00:00" },
	{ "Santiago", "2026-04-04T23:30:00", "2026-04-05T02:30:00", NULL },
	{ "Havana", "2026-03-08T00:30:00", "2026-03-08T05:30:00",
	    "2026-03-08T05:00:00" },
	{ "Havana", "2026-11-01T00:00:00", "2026-11-01T04:00:00",
	    "2026-11-01T04:00:00" },
	{ "Havana", "2026-11-01T00:30:00", "2026-11-01T04:30:00", NULL },
	{ "Casablanca", "2026-02-15T02:30:00", "2026-02-15T01:30:00", NULL },
	{ "Casablanca", "2026-03-22T02:30:00", "2026-03-22T02:30:00", NULL },
	{ "Nuuk", "2026-03-28T23:30:00", "2026-03-29T01:30:00", NULL },
	{ "Nuuk", "2026-03-29T00:00:00", "2026-03-29T01:00:00",
	    "2026-03-29T01:00:00" },
	{ "Nuuk", "2026-10-24T23:30:00", "2026-10-25T00:30:00", NULL },
	{ "Nuuk", "2026-10-25T00:00:00", "2026-10-25T02:00:00",
	    "2026-10-25T02:00:00" },
	{ "Apia", "2011-12-30T09:00:00", "2011-12-30T19:00:00",
	    "2011-12-30T10:00:00" },
	{ "Apia", "2011-12-31T00:00:00", "2011-12-30T10:00:00",
	    "2011-12-30T10:00:00" },
	{ "Kathmandu", "2026-06-02T00:00:00", "2026-06-01T18:15:00",
	    "2026-06-01T18:15:00" },
	{ "GMT+12", "2026-01-01T00:00:00", "2026-01-01T12:00:00",
	    "2026-01-01T12:00:00" },
	{ "+12:00", "2026-01-01T00:00:00", "2025-12-31T12:00:00",
	    "2025-12-31T12:00:00" },
	{ "+02:00", "2026-01-01T00:00:00", "2025-12-31T22:00:00",
	    "2025-12-31T22:00:00" },
	{ "-03:30", "2026-01-01T00:00:00", "2026-01-01T03:30:00", NULL },
	{ "UTC", "2026-01-01T00:00:00", "2026-01-01T00:00:00", NULL }
};

static const struct {
	const char *zone, *utc;
	int before, after;		/* minutes east of UTC */
} changes[] = {
	{ "New_York", "2026-03-08T07:00:00", -300, -240 },
	{ "New_York", "2026-11-01T06:00:00", -240, -300 },
	{ "New_York", "9999-03-14T07:00:00", -300, -240 },
	{ "New_York", "1600-11-05T06:00:00", -240, -300 },
	{ "London", "2026-03-29T01:00:00", 0, 60 },
	{ "London", "2026-10-25T01:00:00", 60, 0 },
	{ "Dublin", "2026-03-29T01:00:00", 0, 60 },
	{ "Dublin", "2026-10-25T01:00:00", 60, 0 },
	{ "Lord_Howe", "2026-10-03T15:30:00", 630, 660 },
	{ "Lord_Howe", "2026-04-04T15:00:00", 660, 630 },
	{ "Cairo", "2026-04-23T22:00:00", 120, 180 },
	{ "Cairo", "2026-10-29T21:00:00", 180, 120 },
	{ "Santiago", "2026-09-06T04:00:00", -240, -180 },
	{ "Santiago", "2026-04-05T03:00:00", -180, -240 },
	{ "Havana", "2026-03-08T05:00:00", -300, -240 },
	{ "Havana", "2026-11-01T05:00:00", -240, -300 },
	{ "Casablanca", "2026-02-15T02:00:00", 60, 0 },
	{ "Casablanca", "2026-03-22T02:00:00", 0, 60 },
	{ "Nuuk", "2026-03-29T01:00:00", -120, -60 },
	{ "Nuuk", "2026-10-25T01:00:00", -60, -120 },
	{ "Apia", "2011-12-30T10:00:00", -600, 840 },
	/* The 50th hour of the fourth Thursday is a Saturday's second. */
	{ "Gaza", "2026-03-28T00:00:00", 120, 180 },
	/* J60 is 1 March in every year; 59 is 29 February in a leap year. */
	{ "Julian", "2024-03-01T00:00:00", 0, 60 },
	{ "Julian", "2025-03-01T00:00:00", 0, 60 },
	{ "Zero", "2024-02-29T00:00:00", 0, 60 },
	{ "Zero", "2025-03-01T00:00:00", 0, 60 },
	/* A change of name alone is none. */
	{ "Silent", "2001-01-01T00:00:00", 0, 60 },
	{ "Silent", "2003-01-01T00:00:00", 60, 0 },
	/* A rule holds from the last change on, not before. */
	{ "Late", "2030-06-01T00:00:00", 0, 60 }
};

/* Days and months keep the time on the wall, hours are elapsed. */
static const struct {
	const char *zone, *from, *span;
	int by;
	const char *to;
} moves[] = {
	/* 02:30 on the wall, a day before the gap, in it, and after. */
	{ "New_York", "2026-03-07T07:30:00", "1d", 1, "2026-03-08T07:30:00" },
	{ "New_York", "2026-03-07T07:30:00", "24h", 1, "2026-03-08T07:30:00" },
	{ "New_York", "2026-03-07T07:30:00", "2d", 1, "2026-03-09T06:30:00" },
	{ "New_York", "2026-03-07T07:30:00", "48h", 1, "2026-03-09T07:30:00" },
	{ "New_York", "2026-03-09T06:30:00", "1d", -1, "2026-03-08T07:30:00" },
	{ "New_York", "2026-02-08T07:30:00", "1mo", 1, "2026-03-08T07:30:00" },
	{ "New_York", "2026-03-07T17:00:00", "1d", 1, "2026-03-08T16:00:00" },
	{ "New_York", "2026-03-07T17:00:00", "24h", 1, "2026-03-08T17:00:00" },
	/* 01:30 into the overlap: its first, from either side. */
	{ "New_York", "2026-10-31T05:30:00", "1d", 1, "2026-11-01T05:30:00" },
	{ "New_York", "2026-11-02T06:30:00", "1d", -1, "2026-11-01T05:30:00" },
	{ "New_York", "2026-10-25T05:30:00", "1w", 1, "2026-11-01T05:30:00" },
	{ "New_York", "2026-11-01T06:30:00", "1d", 1, "2026-11-02T06:30:00" },
	{ "Cairo", "2026-04-22T22:30:00", "1d", 1, "2026-04-23T22:30:00" },
	{ "Lord_Howe", "2026-10-02T15:45:00", "1d", 1, "2026-10-03T15:45:00" },
	{ "Apia", "2011-12-29T19:00:00", "1d", 1, "2011-12-30T19:00:00" },
	/* The last day of a shorter month, in winter's time and summer's. */
	{ "New_York", "2026-01-31T15:00:00", "1mo", 1, "2026-02-28T15:00:00" },
	{ "New_York", "2024-01-31T15:00:00", "1mo", 1, "2024-02-29T15:00:00" },
	{ "New_York", "2026-01-31T15:00:00", "3mo", 1, "2026-04-30T14:00:00" },
	{ "New_York", "2026-03-31T14:00:00", "1mo", -1,
	    "2026-02-28T15:00:00" },
	{ "New_York", "2024-02-29T15:00:00", "1y", 1, "2025-02-28T15:00:00" }
};

static void
test_moves(void)
{
	char title[128];

	for (size_t i = 0; i < sizeof moves / sizeof *moves; i++) {
		const struct zone *z = zone_of(moves[i].zone);
		struct instant t = { .seconds = seconds_of(moves[i].from) };
		struct span s;

		snprintf(title, sizeof title, "%s: %s %s %sZ is %sZ",
		    moves[i].zone, moves[i].span,
		    moves[i].by > 0 ? "after" : "before", moves[i].from,
		    moves[i].to);
		ok(span_parse(moves[i].span, &s) == NULL &&
		    instant_move(t, s, moves[i].by, z).seconds ==
		    seconds_of(moves[i].to), title);
	}
}

static void
test_resolve(void)
{
	char title[128];

	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		const struct zone *z = zone_of(vectors[i].zone);
		int64_t local = seconds_of(vectors[i].local);

		snprintf(title, sizeof title, "%s shows %s at %sZ",
		    vectors[i].zone, vectors[i].local, vectors[i].utc);
		ok(zone_resolve(z, local) == seconds_of(vectors[i].utc),
		    title);
		if (vectors[i].start == NULL)
			continue;
		snprintf(title, sizeof title, "%s begins the day of %s at %sZ",
		    vectors[i].zone, vectors[i].local, vectors[i].start);
		ok(zone_day_start(z, local) == seconds_of(vectors[i].start),
		    title);
	}
}

static void
test_changes(void)
{
	char title[128];

	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		const struct zone *z = zone_of(changes[i].zone);
		int64_t at = seconds_of(changes[i].utc);

		snprintf(title, sizeof title, "%s changes at %sZ",
		    changes[i].zone, changes[i].utc);
		ok(zone_offset(z, at - 1) == 60 * changes[i].before &&
		    zone_offset(z, at) == 60 * changes[i].after &&
		    zone_next_change(z, at - 1) == at &&
		    zone_next_change(z, at) > at, title);
	}
	ok(zone_next_change(zone_of("Silent"),
	    seconds_of("2001-01-01T00:00:00")) ==
	    seconds_of("2003-01-01T00:00:00"),
	    "a change of name is stepped over");
	ok(zone_next_change(zone_of("Silent"),
	    seconds_of("2003-01-01T00:00:00")) == INT64_MAX &&
	    zone_next_change(zone_of("UTC"), 0) == INT64_MAX,
	    "what never changes says so");
	ok(zone_next_change(zone_of("Summer"), 0) == INT64_MAX &&
	    zone_offset(zone_of("Summer"), 0) == -4 * 3600,
	    "nor does summer all the year");
}

/* What was asked before must not matter. */
static void
test_order(void)
{
	const struct zone *z = zone_of("New_York");
	int64_t local = seconds_of("2007-11-04T01:30:00"), a, b;

	zone_offset(z, seconds_of("2007-07-01T00:00:00"));
	a = zone_resolve(z, local);
	zone_offset(z, seconds_of("2007-12-01T00:00:00"));
	b = zone_resolve(z, local);
	ok(a == b && a == seconds_of("2007-11-04T05:30:00"),
	    "an overlap is the same after a July and a December");
}

/* Years in and out of the calendar, to the ends of the type. */
static void
test_extremes(void)
{
	static const int64_t ends[] = { INT64_MIN, INT64_MIN / 2,
	    INT64_MIN / 4, -1, 0, INT64_MAX / 4, INT64_MAX / 2, INT64_MAX };
	int good = 1;

	for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
		const struct zone *z = zone_of(made[i].name);

		for (size_t j = 0; j < sizeof ends / sizeof *ends; j++) {
			int offset = zone_offset(z, ends[j]);

			zone_resolve(z, ends[j]);
			zone_day_start(z, ends[j]);
			good &= offset >= -50400 && offset <= 50400 &&
			    (ends[j] == INT64_MAX ||
			    zone_next_change(z, ends[j]) > ends[j]);
		}
	}
	ok(good, "no instant is too far");
}

static void
refuses(const char *name, const char *want, const char *title)
{
	const char *reason = NULL;

	is(zone_find(name, &reason) == NULL ? reason : "found", want, title);
}

static void
test_names(void)
{
	static const char unknown[] =
	    "no such time zone (want a name such as Europe/Berlin)";
	static const char offset[] = "no such offset (want such as +02:00)";

	is(zone_name(zone_of("London")), "London", "a zone has its name");
	ok(zone_of("London") == zone_of("London") &&
	    zone_of("London") != zone_of("Cairo"), "and is read but once");
	mkdir("Folder", 0777);
	write_file("text", (const unsigned char *)"text", 4);
	refuses("Bogus/Zone", unknown, "there must be one");
	refuses("", unknown, "an empty name is none");
	refuses("Folder", unknown, "nor is a folder's");
	refuses("text", unknown, "nor that of another file");
	refuses("../London", unknown, "no name leads up");
	refuses("Folder/../London", unknown, "from anywhere");
	refuses("/etc/localtime", unknown, "nor away");
	refuses("/London", unknown, "even to one of ours");
	refuses("./London", unknown, "nor round about");
	refuses("+25:00", offset, "an offset has hours to 23");
	refuses("+02:60", offset, "and minutes to 59");
	refuses("+2:00", offset, "two digits of each");
	refuses("+02:00x", offset, "and no more");
	refuses("-", offset, "nor less");
}

static void
damage(const char *title, size_t at, unsigned char byte, const char *want)
{
	static int n;
	unsigned char bytes[FILE_ROOM];
	size_t len = lay_out(&made[8], bytes);
	char name[32];

	snprintf(name, sizeof name, "damaged%d", ++n);
	bytes[at] = byte;
	write_file(name, bytes, len);
	refuses(name, want, title);
}

static void
test_damage(void)
{
	static const char damaged[] = "its time zone file is damaged";
	struct made m = made[0];
	static const char *const rules[] = { "E5", "EST", "EST25", "EST5EDT",
	    "EST5EDT,M13.1.0,M1.1.0", "EST5EDT,M0.1.0,M1.1.0",
	    "EST5EDT,M3.6.0,M1.1.0", "EST5EDT,M3.2.7,M1.1.0",
	    "EST5EDT,J0,J5", "EST5EDT,366,5", "EST5EDT,J366,5",
	    "EST5EDT,M3.2.0/168,M1.1.0", "EST5EDT,M3.2.0", "<EST5",
	    "EST5EDT,M3.2.0,M11.1.0x", "EST5:60", "E+T5", "EST5EDT,M3.2,",
	    "EST99999999999999999999" };
	unsigned char bytes[FILE_ROOM];
	size_t len = lay_out(&made[8], bytes);
	int cut = 1, rule = 1;
	char name[32];

	/* Our block's header is at 51: counts from 71, data from 95. */
	damage("a good copy is found", 4, '2', "found");
	damage("a block needs its magic", 51, 'X', damaged);
	damage("and types", 51 + 39, 0, damaged);
	damage("no more transitions than there are bytes", 51 + 32, 0xff,
	    damaged);
	damage("as many standard flags as types", 51 + 27, 1, damaged);
	damage("instants in order", 95, 1, damaged);
	damage("types that exist", 95 + 16, 3, damaged);
	damage("not far beyond them either", 95 + 16, 0xff, damaged);
	damage("offsets of a day at most", 95 + 18, 1, damaged);
	damage("summer flags of 0 or 1", 95 + 18 + 4, 2, damaged);
	damage("names that exist", 95 + 18 + 5, 4, damaged);
	for (size_t i = 5; i < len; i++) {
		const char *reason = NULL;

		snprintf(name, sizeof name, "cut%zu", i);
		write_file(name, bytes, i);
		cut &= zone_find(name, &reason) == NULL && reason != NULL &&
		    strcmp(reason, damaged) == 0;
	}
	m = made[8];
	m.changes[1].at = m.changes[0].at;
	write_file("twice", bytes, lay_out(&m, bytes));
	refuses("twice", damaged, "no two changes are at once");
	m = made[0];
	ok(cut, "a file cut short anywhere is damaged");
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		const char *reason = NULL;

		m.rule = rules[i];
		snprintf(name, sizeof name, "rule%zu", i);
		write_file(name, bytes, lay_out(&m, bytes));
		if (zone_find(name, &reason) != NULL) {
			printf("# %s was read\n", rules[i]);
			rule = 0;
		}
	}
	ok(rule, "so is one whose rule is");
}

static void
test_leaps(void)
{
	unsigned char bytes[FILE_ROOM];
	size_t len = lay_out(&made[9], bytes), i;

	/* A leap second of 12 bytes, between the names and the rule. */
	bytes[51 + 31] = 1;
	i = len - 10;
	memmove(bytes + i + 12, bytes + i, len - i);
	memset(bytes + i, 0, 12);
	write_file("leaps", bytes, len + 12);
	refuses("leaps", "it counts leap seconds (want a zone that does not)",
	    "a zone that counts leap seconds is refused");
}

/* Of version 1: what the first block says, and no rule. */
static void
test_version_1(void)
{
	unsigned char bytes[FILE_ROOM], *p;

	p = put_header(bytes, (uint32_t[6]){ 0, 0, 0, 1, 2, 1 });
	bytes[4] = 0;
	p = put32(p, (uint32_t)-1000);
	*p++ = 1;
	p = put32(p, 0);
	*p++ = 0;
	*p++ = 0;
	p = put32(p, (uint32_t)-3600);
	*p++ = 1;
	*p++ = 0;
	*p++ = 0;
	write_file("version1", bytes, (size_t)(p - bytes));
	ok(zone_offset(zone_of("version1"), -1001) == 0 &&
	    zone_offset(zone_of("version1"), -1000) == -3600,
	    "version 1 has 32-bit instants");
}

/* The system's own: only what is past and won't be written anew. */
static void
test_system(void)
{
	const char *reason = NULL;
	const struct zone *z;

	unsetenv("TZDIR");
	ok((z = zone_find("Etc/GMT+12", &reason)) == NULL ||
	    zone_offset(z, 0) == -12 * 3600, "Etc/GMT+12 is 12 hours west");
	z = zone_find("America/New_York", &reason);
	if (z == NULL) {
		printf("ok %d # skip no tzdata\n", ++tap_count);
	} else {
		ok(zone_offset(z, seconds_of("2007-03-11T06:59:59")) ==
		    -5 * 3600 &&
		    zone_offset(z, seconds_of("2007-03-11T07:00:00")) ==
		    -4 * 3600 &&
		    zone_offset(z, seconds_of("1880-01-01T00:00:00")) ==
		    -(4 * 3600 + 56 * 60 + 2), "the system's New York is read");
	}
	setenv("TZDIR", "/nonexistent", 1);
	refuses("Europe/Berlin",
	    "no time zones here (want the tzdata package, or TZDIR)",
	    "that there are none at all is said");
}

/*
 * Check rows of: zone, utc, local time, abbreviation, minutes east of UTC in
 * decimal.  They come in pairs, the last second before a change and the change.
 */
static int
check_rows(void)
{
	char line[256], zone[64], utc[32], clock[16], abbr[16], want[16];
	double minutes;
	int rows = 0, wrong = 0, steps = 0, offset;
	int64_t at, before = 0;
	int old = 0;

	if (fgets(line, sizeof line, stdin) == NULL)
		return 1;
	while (fgets(line, sizeof line, stdin) != NULL) {
		const struct zone *z;
		int64_t local;
		int bad, next;

		if (sscanf(line, "%63s %31s %15s %15s %lf", zone, utc, clock,
		    abbr, &minutes) != 5)
			return printf("Bail out! %s", line), 1;
		z = zone_of(zone);
		at = seconds_of(utc);
		offset = (int)(minutes * 60 + (minutes < 0 ? -0.5 : 0.5));
		local = (at + offset) % 86400;
		local += local < 0 ? 86400 : 0;
		snprintf(want, sizeof want, "%02d:%02d:%02d",
		    (int)(local / 3600), (int)(local / 60 % 60),
		    (int)(local % 60));
		bad = zone_offset(z, at) != offset || strcmp(want, clock) != 0;
		next = rows % 2 == 1 && at == before + 1 && offset != old;
		if (next) {
			steps++;
			bad |= zone_next_change(z, before) != at;
			/* The wall at the change, after a gap; in an overlap
			   it was shown before. */
			bad |= zone_resolve(z, at + offset) !=
			    (offset > old ? at : at + offset - old);
		}
		if (bad) {
			wrong++;
			printf("# %s", line);
		}
		rows++;
		before = at;
		old = offset;
	}
	ok(rows > 20000 && steps > 9000, "there are rows to check");
	ok(wrong == 0, "every transition is as the tzdata says");
	printf("# %d rows, %d changes of offset, %d wrong\n", rows, steps,
	    wrong);
	return finish();
}

int
main(int argc, char *argv[])
{
	char dir[] = "/tmp/zone.XXXXXX";

	(void)argv;
	if (argc > 1)
		return check_rows();
	enter_zones(dir);
	test_resolve();
	test_changes();
	test_moves();
	test_order();
	test_extremes();
	test_names();
	test_damage();
	test_leaps();
	test_version_1();
	test_system();
	leave_zones(dir);
	return finish();
}
