#include "asof.h"

#include <err.h>
#include <string.h>

#include "instant.h"

void
asof_find(struct asof *a, struct source *in)
{
	*a = (struct asof){ .as_of = source_find(in, "as_of"),
	    .tz = source_find(in, "tz") };
}

static _Noreturn void
fail(const struct source *in, size_t column, const char *reason)
{
	struct place at = source_place(in);

	errx(EXIT_TROUBLE, "%s:%lu: %s: '%s': %s", at.file, at.line,
	    source_names(in)[column], source_cell(in, column).text, reason);
}

static void
take_zone(const struct asof *a, const struct source *in,
    struct common *common)
{
	const char *name = source_cell(in, a->tz).text, *reason;
	const struct zone *zone;

	if (*name == '\0')
		return;
	if ((zone = zone_find(name, &reason)) == NULL)
		fail(in, a->tz, reason);
	if (common->tz_given) {
		if (strcmp(zone_name(instant_zone()), zone_name(zone)) != 0)
			fail(in, a->tz, "not the time zone of --tz");
		return;
	}
	instant_use_zone(zone);
	if (common->as_of_text != NULL && (reason =
	    instant_parse_as_of(common->as_of_text, &common->as_of)) != NULL)
		errx(EXIT_TROUBLE, "--as-of: '%s': %s", common->as_of_text,
		    reason);
}

static void
take_as_of(const struct asof *a, const struct source *in,
    struct common *common)
{
	const char *text = source_cell(in, a->as_of).text, *reason;
	struct instant table;

	if (*text == '\0')
		return;
	if ((reason = instant_parse_as_of(text, &table)) != NULL)
		fail(in, a->as_of, reason);
	if (!common->as_of_given)
		common->as_of = table;
	else if (common->as_of.seconds < table.seconds)
		fail(in, a->as_of, "later than --as-of");
}

/* Keep the cell's text; false if it was kept already. */
static bool
keep(const struct source *in, size_t column, char kept[ASOF_ROOM])
{
	struct cell c = source_cell(in, column);

	if (strcmp(c.text, kept) == 0)
		return false;
	if (c.len >= ASOF_ROOM)
		fail(in, column, "too long");
	memcpy(kept, c.text, c.len + 1);
	return true;
}

bool
asof_take(struct asof *a, const struct source *in, struct common *common)
{
	bool other_zone = keep(in, a->tz, a->tz_text);
	bool other_time = keep(in, a->as_of, a->as_of_text);
	bool first = !a->any;

	a->any = true;
	if (!first && !other_zone && !other_time)
		return false;
	take_zone(a, in, common);
	take_as_of(a, in, common);
	return true;
}

void
asof_take_only(struct asof *a, const struct source *in, struct common *common)
{
	if (!a->any) {
		asof_take(a, in, common);
		return;
	}
	if (strcmp(source_cell(in, a->tz).text, a->tz_text) != 0)
		fail(in, a->tz, "another time zone than in the rows above");
	if (strcmp(source_cell(in, a->as_of).text, a->as_of_text) != 0)
		fail(in, a->as_of, "another than in the rows above");
}
