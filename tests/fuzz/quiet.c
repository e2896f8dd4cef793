/*
 * Any bytes as quiet hours: they are read back as they were written, or
 * refused; and they end where they do, neither later nor before.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "quiet.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct quiet q = { .over = QUIET_DEFER };
	char text[64], back[WINDOW_ROOM];
	const char *reason;
	const struct zone *z = zone_find("America/New_York", &reason);
	int64_t end;

	if (len >= sizeof text)
		return 0;
	memcpy(text, bytes, len);
	text[len] = '\0';
	if (window_parse(text, &q.on[0]) != NULL)
		return 0;
	window_print(q.on[0], back);
	if (strcmp(text, back) != 0)
		abort();
	for (int i = 1; i < 7; i++)
		q.on[i] = q.on[0];
	end = quiet_end(&q, z, 1772953200);	/* 2026-03-08T07:00:00Z */
	if (end != INT64_MAX && (quiet_is(&q, z, end) ||
	    (end > 1772953200 && !quiet_is(&q, z, end - 1))))
		abort();
	return 0;
}
