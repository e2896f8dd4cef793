/*
 * Any bytes as a flows file: they are taken or told about, and what is told
 * points into them.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "flow.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct form_error e = { .line = 0 };
	struct flows *f = flows_new();
	size_t lines = 1;

	for (size_t i = 0; i < len; i++)
		lines += bytes[i] == '\n';
	if (!flows_add(f, (const char *)bytes, len, &e) &&
	    (e.line == 0 || e.line > lines || e.reason[0] == '\0'))
		abort();
	if (flows_find(f, "win-back")->n == 0 || flows_known(f) == NULL)
		abort();
	flows_free(f);
	return 0;
}
