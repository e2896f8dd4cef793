/*
 * Any bytes as a template, up to a NUL, and behind it perhaps JSON: what is taken
 * renders alike twice, and what isn't says where and why.
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "mustache.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

static const struct mustache *
itself(void *ctx, const char *name)
{
	return *name == 'p' ? ctx : NULL;
}

static const char *
find(void *ctx, const char *name)
{
	(void)ctx;
	return *name == 'f' ? "found" : NULL;
}

static const char *
stand_in(void *ctx, const char *name)
{
	(void)ctx;
	return *name == 'x' ? NULL : "";
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	const uint8_t *nul = memchr(bytes, '\0', len);
	size_t n = nul != NULL ? (size_t)(nul - bytes) : len, lines = 1;
	struct pool *p = pool_new();
	const char *json = nul == NULL ? "" : pool_text(p,
	    (const char *)nul + 1, len - n - 1);
	struct mustache_error e = { .line = 0 };
	struct row one = { NULL, 0, 0 }, two = { NULL, 0, 0 };
	char why[MUSTACHE_REASON_ROOM] = "";
	struct mustache *m = mustache_parse(p, (const char *)bytes, n, 1, &e);
	struct mustache_view v = { .find = find, .stand_in = stand_in,
	    .partial = itself, .ctx = m, .escape = MUSTACHE_HTML };

	for (size_t i = 0; i < n; i++)
		lines += bytes[i] == '\n';
	if (m == NULL && (e.line == 0 || e.line > lines || *e.reason == '\0'))
		abort();
	if (m != NULL && data_parse(json, &v.json) == NULL) {
		v.len = strlen(v.json);
		if (mustache_render(m, &v, &one, why) !=
		    mustache_render(m, &v, &two, why) || one.len != two.len ||
		    (one.len > 0 && memcmp(one.bytes, two.bytes, one.len) != 0))
			abort();
	}
	free(one.bytes);
	free(two.bytes);
	pool_free(p);
	return 0;
}
