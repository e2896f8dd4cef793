#include "zone.h"

#include <err.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "pool.h"
#include "tzif.h"

enum { FILE_ROOM = 1 << 18, PATH_ROOM = 4096, TROUBLE = 2,
    RECENT = 16 };

static const char unknown[] =
    "no such time zone (want a name such as Europe/Berlin)";

struct zone {
	struct zone *next;
	const char *name;
	struct tzif data;
	size_t number;		/* in the order in which they were found */
};

/* What a thread looked up last. */
static _Thread_local struct recent {
	const struct zone *of;
	struct tzstretch stretch;
} recent[RECENT];

/* Found before, the last one first; they live in kept. */
static struct zone *found;
static size_t found_n;
static struct pool *kept;

/* Is it a relative path without "..", of the letters that tzdata uses? */
static bool
name_is_safe(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-_/.";

	return *name != '\0' && *name != '/' && *name != '.' &&
	    strstr(name, "..") == NULL &&
	    name[strspn(name, letters)] == '\0';
}

/* Read "+hh:mm", in seconds. */
static bool
read_fixed(const char *name, int *offset)
{
	static const char form[] = "+00:00";
	int hours, minutes;

	for (int i = 0; i < (int)sizeof form; i++) {
		if (form[i] == '+' ? name[i] != '+' && name[i] != '-' :
		    form[i] == '0' ? name[i] < '0' || name[i] > '9' :
		    name[i] != form[i])
			return false;
	}
	hours = 10 * (name[1] - '0') + (name[2] - '0');
	minutes = 10 * (name[4] - '0') + (name[5] - '0');
	*offset = (hours * 60 + minutes) * (name[0] == '-' ? -60 : 60);
	return hours < 24 && minutes < 60;
}

/* Read a file of at most FILE_ROOM bytes; NULL if it isn't one. */
static unsigned char *
read_file(const char *path, size_t *len)
{
	unsigned char *bytes;
	struct stat st;
	ssize_t got;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);

	if (fd == -1)
		return NULL;
	if (fstat(fd, &st) == -1 || !S_ISREG(st.st_mode) ||
	    st.st_size > FILE_ROOM) {
		close(fd);
		return NULL;
	}
	if ((bytes = malloc(FILE_ROOM)) == NULL)
		errx(TROUBLE, "out of memory");
	for (*len = 0; *len < FILE_ROOM; *len += (size_t)got) {
		got = read(fd, bytes + *len, FILE_ROOM - *len);
		if (got == -1)
			err(TROUBLE, "%s", path);
		if (got == 0)
			break;
	}
	close(fd);
	return bytes;
}

/* Read the zone's file, or return the reason. */
static const char *
read_zone(const char *name, struct tzif *into)
{
	const char *dir = getenv("TZDIR"), *reason;
	char path[PATH_ROOM];
	unsigned char *bytes;
	size_t len;

	if (dir == NULL || *dir == '\0')
		dir = "/usr/share/zoneinfo";
	if (!name_is_safe(name) || snprintf(path, sizeof path, "%s/%s", dir,
	    name) >= (int)sizeof path)
		return unknown;
	bytes = read_file(path, &len);
	if (bytes == NULL)
		return access(dir, R_OK | X_OK) == 0 ? unknown :
		    "no time zones here (want the tzdata package, or TZDIR)";
	/* Such as zone.tab, which lies among them. */
	if (len < 5 || memcmp(bytes, "TZif", 4) != 0)
		reason = unknown;
	else
		reason = tzif_read(bytes, len, kept, into);
	free(bytes);
	return reason;
}

static struct zone *
zone_new(const char *name, const struct tzif *data)
{
	struct zone *z = pool_bytes(kept, sizeof *z);

	z->name = pool_text(kept, name, strlen(name));
	z->data = *data;
	z->number = found_n++;
	z->next = found;
	return found = z;
}

const struct zone *
zone_find(const char *name, const char **reason)
{
	struct tzif data = { .first = 0 };

	for (struct zone **p = &found; *p != NULL; p = &(*p)->next) {
		struct zone *z = *p;

		if (strcmp(z->name, name) == 0) {
			*p = z->next;
			z->next = found;
			return found = z;
		}
	}
	if (kept == NULL)
		kept = pool_new();
	*reason = NULL;
	if (*name == '+' || *name == '-') {
		if (!read_fixed(name, &data.first))
			*reason = "no such offset (want such as +02:00)";
	} else if (strcmp(name, "UTC") != 0) {
		*reason = read_zone(name, &data);
	}
	return *reason == NULL ? zone_new(name, &data) : NULL;
}

const char *
zone_parse(const char *text, void *into)
{
	const char *reason;
	const struct zone *z = zone_find(text, &reason);

	if (z == NULL)
		return reason;
	*(const struct zone **)into = z;
	return NULL;
}

const char *
zone_name(const struct zone *z)
{
	return z->name;
}

static const struct tzstretch *
stretch_at(const struct zone *z, int64_t utc)
{
	struct recent *r = &recent[z->number % RECENT];

	if (r->of != z || utc < r->stretch.from || utc >= r->stretch.until) {
		r->of = z;
		r->stretch = tzif_at(&z->data, utc);
	}
	return &r->stretch;
}

int
zone_offset(const struct zone *z, int64_t utc)
{
	return stretch_at(z, utc)->offset;
}

/* How a zone's clocks came to a time on the wall. */
struct meeting {
	int64_t at;		/* the first instant at which they show it */
	bool in_gap;		/* they never do: at is the end of the gap */
	int before;		/* and this the offset before it */
};

/*
 * Go through the stretches from one that must end before the clocks show
 * local, or hold that instant: the first whose clocks show it, or are already
 * past it as it begins, decides.
 */
static struct meeting
meet(const struct zone *z, int64_t local)
{
	struct meeting m = { .in_gap = false };
	struct tzstretch s;
	int64_t start;

	if (local < INT64_MIN / 4)
		local = INT64_MIN / 4;
	if (local > INT64_MAX / 4)
		local = INT64_MAX / 4;
	start = local - TZIF_FURTHEST;
	for (s = *stretch_at(z, start);; s = *stretch_at(z, s.until)) {
		m.at = local - s.offset;
		m.in_gap = m.at < s.from && s.from > start;
		if (m.in_gap)
			m.at = s.from;
		if (m.at < s.until)
			return m;
		m.before = s.offset;
	}
}

int64_t
zone_resolve(const struct zone *z, int64_t local)
{
	struct meeting m = meet(z, local);

	return m.in_gap ? local - m.before : m.at;
}

int64_t
zone_day_start(const struct zone *z, int64_t local)
{
	return meet(z, local).at;
}

int64_t
zone_next_change(const struct zone *z, int64_t utc)
{
	struct tzstretch s = *stretch_at(z, utc);
	int offset = s.offset;
	/* A rule that changes nothing in 400 years never will. */
	size_t left = z->data.n + 2 * 400 + 2;

	for (; s.until > utc && s.until != INT64_MAX && left > 0; left--) {
		s = *stretch_at(z, s.until);
		if (s.offset != offset)
			return s.from;
	}
	return INT64_MAX;
}
