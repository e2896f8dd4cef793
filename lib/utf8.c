#include "utf8.h"

#include <stdint.h>
#include <string.h>

/* The length of the sequence at s, of n bytes, or 0 if it is none. */
static size_t
sequence(const unsigned char *s, size_t n)
{
	size_t want = s[0] < 0x80 ? 1 : s[0] < 0xc2 ? 0 : s[0] < 0xe0 ? 2 :
	    s[0] < 0xf0 ? 3 : s[0] < 0xf5 ? 4 : 0;

	if (want == 0 || want > n)
		return 0;
	for (size_t i = 1; i < want; i++)
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	if ((s[0] == 0xe0 && s[1] < 0xa0) || (s[0] == 0xed && s[1] > 0x9f) ||
	    (s[0] == 0xf0 && s[1] < 0x90) || (s[0] == 0xf4 && s[1] > 0x8f))
		return 0;
	return want;
}

bool
utf8_is_valid(const char *bytes, size_t len)
{
	const unsigned char *s = (const unsigned char *)bytes;
	size_t i = 0, n;

	while (i < len) {
		uint64_t eight, four[4];

		if (len - i >= sizeof four) {
			memcpy(four, s + i, sizeof four);
			if (((four[0] | four[1] | four[2] | four[3]) &
			    UINT64_C(0x8080808080808080)) == 0) {
				i += sizeof four;
				continue;
			}
		}

		if (len - i >= 8) {
			memcpy(&eight, s + i, 8);
			if ((eight & UINT64_C(0x8080808080808080)) == 0) {
				i += 8;
				continue;
			}
		}
		if ((n = sequence(s + i, len - i)) == 0)
			return false;
		i += n;
	}
	return true;
}
