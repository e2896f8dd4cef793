#ifndef HASH_H
#define HASH_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* A hash of bytes: where it is another, so are the bytes or the seed. */
uint64_t hash_bytes(uint64_t seed, const char *bytes, size_t len);

/* Eight bytes as a number. */
static inline uint64_t
hash_load(const char *p)
{
	uint64_t n;

	memcpy(&n, p, sizeof n);
	return n;
}

/* A text of less than eight bytes as a number.  The first four and the last
   four overlap where there are 4 to 7. */
static inline uint64_t
hash_load_short(const char *p, size_t len)
{
	uint32_t first, last;

	if (len < sizeof first) {
		uint64_t n = 0;

		for (size_t i = 0; i < len; i++)
			n = n << 8 | (unsigned char)p[i];
		return n;
	}
	memcpy(&first, p, sizeof first);
	memcpy(&last, p + len - sizeof last, sizeof last);
	return (uint64_t)first << 32 | last;
}

#endif
