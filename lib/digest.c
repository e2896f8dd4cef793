#include "digest.h"

#include <sys/types.h>

#include <sha2.h>
#include <stdint.h>
#include <string.h>

static void
finish(SHA2_CTX *context, char hex[DIGEST_ROOM])
{
	static const char digits[] = "0123456789abcdef";
	uint8_t sum[SHA256_DIGEST_LENGTH];

	SHA256Final(sum, context);
	for (size_t i = 0; i < sizeof sum; i++) {
		hex[2 * i] = digits[sum[i] >> 4];
		hex[2 * i + 1] = digits[sum[i] & 15];
	}
	hex[2 * sizeof sum] = '\0';
}

void
digest_bytes(const void *bytes, size_t len, char hex[DIGEST_ROOM])
{
	SHA2_CTX context;

	SHA256Init(&context);
	SHA256Update(&context, bytes, len);
	finish(&context, hex);
}

void
digest_texts(const char *const texts[], char separator, char hex[DIGEST_ROOM])
{
	SHA2_CTX context;

	SHA256Init(&context);
	for (size_t i = 0; texts[i] != NULL; i++) {
		if (i > 0)
			SHA256Update(&context, (const uint8_t *)&separator, 1);
		SHA256Update(&context, (const uint8_t *)texts[i],
		    strlen(texts[i]));
	}
	finish(&context, hex);
}

bool
digest_read(const char *text, char hex[DIGEST_ROOM])
{
	char lower[DIGEST_ROOM];
	size_t i;

	for (i = 0; i < DIGEST_ROOM - 1; i++) {
		char c = text[i];

		if (c >= 'A' && c <= 'F')
			c += 'a' - 'A';
		if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
			return false;
		lower[i] = c;
	}
	if (text[i] != '\0')
		return false;
	lower[i] = '\0';
	memcpy(hex, lower, DIGEST_ROOM);
	return true;
}
