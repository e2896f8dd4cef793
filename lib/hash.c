#include "hash.h"

__extension__ typedef unsigned __int128 wide;

/* Every bit of either number bears on every bit of the result. */
static uint64_t
mix(uint64_t a, uint64_t b)
{
	wide product = (wide)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/*
 * Of multiplications, in the manner of wyhash.  The odd constants are the
 * fractions of the square roots of 2, 3, 5 and 7.
 */
uint64_t
hash_bytes(uint64_t seed, const char *p, size_t len)
{
	const uint64_t k0 = 0x6a09e667f3bcc909, k1 = 0xbb67ae8584caa73b;
	const uint64_t k2 = 0x3c6ef372fe94f82b, k3 = 0xa54ff53a5f1d36f1;
	uint64_t state = seed ^ len * k3, a, b = 0;
	size_t left = len;

	for (; left > 16; p += 16, left -= 16)
		state = mix(hash_load(p) ^ k0, hash_load(p + 8) ^ k1 ^ state);
	if (left >= 8) {
		a = hash_load(p);
		b = hash_load(p + left - 8);
	} else {
		a = hash_load_short(p, left);
	}
	return mix(mix(a ^ k0, b ^ k1 ^ state) ^ k2, state ^ k3);
}
