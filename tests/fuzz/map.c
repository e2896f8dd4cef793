/* Any bytes as the text of a map: it is read, or refused with a reason. */
#include "map.h"

#include <stdlib.h>
#include <string.h>

#include "pool.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len);

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t len)
{
	char *text = malloc(len + 1), reason[160] = "";
	unsigned long line = 0;
	const struct map *m;

	memcpy(text, bytes, len);
	text[len] = '\0';
	m = map_parse("fuzz", text, &line, reason);
	if (m == NULL && (line == 0 || *reason == '\0'))
		abort();
	if (m != NULL)
		pool_free(m->pool);
	free(text);
	return 0;
}
