#ifndef TZMADE_H
#define TZMADE_H

#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "zone.h"

/*
 * Zones made here, as TZif files in a directory of our own: what they say
 * then holds with any release of tzdata.
 */

enum { CHANGES = 4, FILE_ROOM = 1024 };

struct made {
	const char *name;
	int first;			/* minutes east of UTC */
	struct {
		const char *at;
		int offset;
	} changes[CHANGES];
	const char *rule;
};

static const struct made made[] = {
	{ "New_York", -300, { { NULL, 0 } }, "EST5EDT,M3.2.0,M11.1.0" },
	{ "London", 0, { { NULL, 0 } }, "GMT0BST,M3.5.0/1,M10.5.0" },
	{ "Dublin", 60, { { NULL, 0 } }, "IST-1GMT0,M10.5.0,M3.5.0/1" },
	{ "Lord_Howe", 630, { { NULL, 0 } },
	    "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0" },
	{ "Cairo", 120, { { NULL, 0 } }, "EET-2EEST,M4.5.5/0,M10.5.4/24" },
	{ "Santiago", -240, { { NULL, 0 } },
	    "<-04>4<-03>,M9.1.6/24,M4.1.6/24" },
	{ "Havana", -300, { { NULL, 0 } }, "CST5CDT,M3.2.0/0,M11.1.0/1" },
	{ "Nuuk", -120, { { NULL, 0 } }, "<-02>2<-01>,M3.5.0/-1,M10.5.0/0" },
	{ "Casablanca", 60, { { "2026-02-15T02:00:00", 0 },
	    { "2026-03-22T02:00:00", 60 } }, "<+01>-1" },
	{ "Apia", -600, { { "2011-12-30T10:00:00", 840 } }, "<+14>-14" },
	{ "Gaza", 120, { { NULL, 0 } }, "EET-2EEST,M3.4.4/50,M10.4.4/50" },
	{ "Summer", -240, { { NULL, 0 } }, "EST5EDT,0/0,J365/25" },
	{ "Julian", 0, { { NULL, 0 } }, "AAA0BBB,J60/0,J300/0" },
	{ "Zero", 0, { { NULL, 0 } }, "AAA0BBB,59/0,300/0" },
	{ "Silent", 0, { { "2001-01-01T00:00:00", 60 },
	    { "2002-01-01T00:00:00", 60 }, { "2003-01-01T00:00:00", 0 } },
	    "" },
	{ "Late", 0, { { "2030-06-01T00:00:00", 0 } },
	    "AAA0BBB,M3.2.0,M11.1.0" },
	{ "Kathmandu", 345, { { NULL, 0 } }, "<+0545>-5:45" },
	/* POSIX counts hours west of Greenwich, in the name and the rule. */
	{ "GMT+12", -720, { { NULL, 0 } }, "<-12>12" }
};

/* "2026-11-23T08:41:00" by the C library. */
static int64_t
seconds_of(const char *text)
{
	struct tm tm = { .tm_mday = 1 };

	strptime(text, "%Y-%m-%dT%H:%M:%S", &tm);
	return timegm(&tm);
}

static unsigned char *
put32(unsigned char *p, uint32_t v)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		*p++ = (unsigned char)(v >> shift);
	return p;
}

static unsigned char *
put_header(unsigned char *p, const uint32_t counts[6])
{
	memcpy(p, "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20);
	p += 20;
	for (int i = 0; i < 6; i++)
		p = put32(p, counts[i]);
	return p;
}

/* Lay out a file of version 2: an empty block, ours, and the rule. */
static size_t
lay_out(const struct made *m, unsigned char *bytes)
{
	uint32_t none[6] = { 0, 0, 0, 0, 1, 1 }, n = 0;
	unsigned char *p = put_header(bytes, none);

	while (n < CHANGES && m->changes[n].at != NULL)
		n++;
	memset(p, 0, 7);
	p = put_header(p + 7, (uint32_t[6]){ 0, 0, 0, n, n + 1, 4 });
	for (uint32_t i = 0; i < n; i++) {
		uint64_t at = (uint64_t)seconds_of(m->changes[i].at);

		p = put32(put32(p, (uint32_t)(at >> 32)), (uint32_t)at);
	}
	for (uint32_t i = 0; i < n; i++)
		*p++ = (unsigned char)(i + 1);
	for (uint32_t i = 0; i <= n; i++) {
		p = put32(p, (uint32_t)(60 * (i == 0 ? m->first :
		    m->changes[i - 1].offset)));
		*p++ = 0;
		*p++ = 0;
	}
	p += sprintf((char *)p, "AAA%c\n%s\n", '\0', m->rule);
	return (size_t)(p - bytes);
}

static void
write_file(const char *name, const unsigned char *bytes, size_t len)
{
	FILE *f = fopen(name, "wb");

	if (f == NULL || fwrite(bytes, 1, len, f) != len || fclose(f) != 0)
		perror(name);
}

static void
make_zones(void)
{
	unsigned char bytes[FILE_ROOM];

	for (size_t i = 0; i < sizeof made / sizeof *made; i++)
		write_file(made[i].name, bytes, lay_out(&made[i], bytes));
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

static int
drop(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st, (void)type, (void)ftw;
	return remove(path);
}

/* Make dir, a template of mkdtemp's, with all the zones, and go there. */
static void
enter_zones(char *dir)
{
	if (mkdtemp(dir) == NULL || chdir(dir) != 0)
		perror(dir), exit(1);
	setenv("TZDIR", dir, 1);
	make_zones();
}

static void
leave_zones(const char *dir)
{
	nftw(dir, drop, 8, FTW_DEPTH | FTW_PHYS);
}

#endif
