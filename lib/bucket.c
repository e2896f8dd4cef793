#include "bucket.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "digest.h"

enum { HEX_DIGITS = 2 * 8 };		/* of the digest's first 8 bytes */

unsigned
bucket_of(const char *salt, const char *key)
{
	const char *const texts[] = { salt, key, NULL };
	char hex[DIGEST_ROOM];

	digest_texts(texts, ':', hex);
	hex[HEX_DIGITS] = '\0';
	return (unsigned)(strtoull(hex, NULL, 16) % BUCKETS);
}

bool
bucket_held(const char *salt, const char *key, unsigned hundredths)
{
	return bucket_of(salt, key) < hundredths;
}

size_t
bucket_share(const char *salt, const char *key, const unsigned *weights,
    size_t n)
{
	uint64_t bucket = bucket_of(salt, key), all = 0, sum = 0;
	size_t i;

	for (i = 0; i < n; i++)
		all += weights[i];
	for (i = 0; i < n; i++) {
		sum += weights[i];
		if (bucket * all < BUCKETS * sum)
			break;
	}
	return i;
}
