/* Texts of time: whatever is read is printed, and read again as the same. */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "day.h"
#include "instant.h"
#include "span.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(int holds)
{
	if (!holds)
		abort();
}

static void
check_instant(struct instant t)
{
	char text[INSTANT_ROOM];
	struct instant again;

	check(instant_print(t, text) == strlen(text));
	check(instant_parse(text, &again) == NULL);
	check(again.seconds == t.seconds && again.is_date == t.is_date);
	instant_day(t);
}

static void
check_texts(const char *text, const struct zone *zone)
{
	char printed[SPAN_ROOM];
	struct instant t, u;
	struct span s, again;
	struct day d, e;

	if (instant_parse(text, &t) == NULL) {
		check_instant(t);
		/* What is canonical, the loose reader takes for the same. */
		check(instant_read(text, NOTATION_ISO, NULL, &u) == NULL);
		check(t.seconds == u.seconds && t.is_date == u.is_date);
	}
	if (instant_parse_as_of(text, &t) == NULL)
		check_instant(t);
	for (int how = NOTATION_ISO; how <= NOTATION_UNIX_US; how++)
		if (instant_read(text, (enum notation)how, zone, &t) == NULL)
			check_instant(t);
	if (day_parse(text, &d) == NULL) {
		check(day_print(d, printed) == DAY_ROOM - 1);
		check(strcmp(printed, text) == 0);
		check(day_parse(printed, &e) == NULL && e.number == d.number);
	}
	if (span_parse(text, &s) == NULL) {
		span_print(s, printed);
		check(span_parse(printed, &again) == NULL);
		check(again.seconds == s.seconds && again.days == s.days &&
		    again.months == s.months);
		u = (struct instant){ .seconds = 0 };
		check_instant(instant_move(u, s, 1, zone));
		check_instant(instant_move(u, s, -1, zone));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *reason;
	char *text = malloc(size + 1);

	if (text == NULL)
		return 0;
	if (size != 0)
		memcpy(text, data, size);
	text[size] = '\0';
	instant_use_zone(NULL);
	check_texts(text, NULL);
	instant_use_zone(zone_find("+05:30", &reason));
	check_texts(text, zone_find("-08:00", &reason));
	free(text);
	return 0;
}
