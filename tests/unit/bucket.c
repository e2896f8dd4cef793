#include "bucket.h"

#include <stdio.h>

#include "tap.h"

enum { IDS = 200000 };

/* By hashlib of Python, the rule of bucket.h in a line. */
static const struct {
	const char *salt, *key, *bucket;
} vectors[] = {
	{ "holdout-2026", "jane@example.com", "9235" },
	{ "holdout-2026", "john@example.com", "9731" },
	{ "winback-a", "jane@example.com", "1647" },
	{ "winback-a", "john@example.com", "1430" }
};

/* So are the numbers of ids, id0 to id199999, here and below. */
static void
test_many(void)
{
	int one = 0, other = 0, both = 0, is_monotone = 1;
	char id[16];

	for (int i = 0; i < IDS; i++) {
		int a, b;

		snprintf(id, sizeof id, "id%d", i);
		a = bucket_held("holdout-2026", id, 1000);
		b = bucket_held("winback-a", id, 1000);
		one += a;
		other += b;
		both += a && b;
		is_monotone &= !a || bucket_held("holdout-2026", id, 2000);
	}
	ok(one == 20055 && other == 19829, "a tenth is a tenth");
	ok(both == 1950, "of another salt a tenth of the tenth");
	ok(both > IDS / 100 - 200 && both < IDS / 100 + 200,
	    "which is what chance makes it");
	ok(is_monotone, "a larger share holds the smaller");
}

static void
test_held(void)
{
	ok(bucket_held("winback-a", "jane@example.com", 1648) &&
	    !bucket_held("winback-a", "jane@example.com", 1647),
	    "bucket 1647 is among the first 1648, not the first 1647");
	ok(!bucket_held("holdout-2026", "john@example.com", 0),
	    "nobody is in nothing");
	ok(bucket_held("holdout-2026", "john@example.com", 10000),
	    "all are in the whole");
}

static size_t
share(unsigned a, unsigned b, unsigned c)
{
	const unsigned weights[] = { a, b, c };

	return bucket_share("winback-a", "jane@example.com", weights, 3);
}

static void
test_share(void)
{
	static const unsigned weights[] = { 50, 30, 20 };
	int count[3] = { 0 };
	char id[16];

	for (int i = 0; i < IDS; i++) {
		snprintf(id, sizeof id, "id%d", i);
		count[bucket_share("variant", id, weights, 3)]++;
	}
	ok(count[0] == 100127 && count[1] == 60074 && count[2] == 39799,
	    "shares are as their weights");
	ok(share(1648, 8352, 0) == 0 && share(1647, 8353, 0) == 1,
	    "a share ends before its last bucket");
	ok(share(0, 1, 1) == 1 && share(0, 0, 1) == 2,
	    "nobody has a share of no weight");
	ok(share(0, 0, 0) == 3, "no weights, no share");
	ok(share(4294967295, 4294967295, 4294967295) == 0 &&
	    share(1, 4294967295, 4294967295) == 1, "weights may be large");
	ok(bucket_share("a", "b", weights, 1) == 0, "one share is for all");
}

static void
test_vectors(void)
{
	char bucket[16];

	for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++) {
		snprintf(bucket, sizeof bucket, "%u",
		    bucket_of(vectors[i].salt, vectors[i].key));
		is(bucket, vectors[i].bucket, vectors[i].key);
	}
	ok(bucket_of("", "") < BUCKETS, "nothing has a bucket too");
}

int
main(void)
{
	test_vectors();
	test_many();
	test_held();
	test_share();
	return finish();
}
