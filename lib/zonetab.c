#include "zonetab.h"

#include <err.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LETTERS = 26, NAME = 64, TROUBLE = 2 };

/* By the country's two letters. */
static struct one {
	char name[NAME];	/* of its first zone; "": it has none */
	bool more;		/* it has others */
	const struct zone *zone;	/* once it was asked for */
} table[LETTERS * LETTERS];

/* Where a country stands; NULL: it isn't one. */
static struct one *
slot(const char *country)
{
	if (country[0] < 'A' || country[0] > 'Z' || country[1] < 'A' ||
	    country[1] > 'Z')
		return NULL;
	return &table[(country[0] - 'A') * LETTERS + country[1] - 'A'];
}

/* "DE	+5230+01322	Europe/Berlin	most of Germany" */
static void
read_line(char *line)
{
	char *name = strchr(line, '\t');
	struct one *one = slot(line);

	if (name != NULL)
		name = strchr(name + 1, '\t');
	if (one == NULL || name == NULL)
		return;
	name++;
	name[strcspn(name, "\t\n")] = '\0';
	one->more = one->name[0] != '\0';
	snprintf(one->name, sizeof one->name, "%s", name);
}

static void
read_table(void)
{
	const char *dir = getenv("TZDIR");
	char path[4096], line[512];
	FILE *f;

	snprintf(path, sizeof path, "%s/zone.tab", dir != NULL &&
	    *dir != '\0' ? dir : "/usr/share/zoneinfo");
	f = fopen(path, "r");
	if (f == NULL && (errno == ENOENT || errno == ENOTDIR))
		return;
	while (f != NULL && fgets(line, sizeof line, f) != NULL)
		read_line(line);
	if (f == NULL || ferror(f))
		err(TROUBLE, "%s", path);
	fclose(f);
}

const struct zone *
zonetab_only(const char *country)
{
	static bool known;
	struct one *one = slot(country);
	const char *reason;

	if (!known)
		read_table();
	known = true;
	if (one == NULL || one->name[0] == '\0' || one->more)
		return NULL;
	if (one->zone == NULL)
		one->zone = zone_find(one->name, &reason);
	return one->zone;
}
