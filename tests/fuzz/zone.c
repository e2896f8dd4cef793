/* The bytes of a time zone file: no fault, and stretches that fit together. */

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "pool.h"
#include "tzif.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_around(const struct tzif *t, int64_t utc)
{
	struct tzstretch s = tzif_at(t, utc);

	if (s.from > utc || (s.until <= utc && s.until != INT64_MAX) ||
	    s.offset < -TZIF_FURTHEST || s.offset > TZIF_FURTHEST)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int64_t year = INT64_C(31556952);
	struct pool *p = pool_new();
	struct tzif t;

	if (tzif_read(data, size, p, &t) == NULL) {
		for (size_t i = 0; i < t.n; i++)
			if (t.at[i] > -(INT64_C(1) << 60) &&
			    t.at[i] < INT64_C(1) << 60)
				check_around(&t, t.at[i]);
		for (int64_t y = -2000; y < 9000; y += 7)
			check_around(&t, y * year);
	}
	pool_free(p);
	return 0;
}
