#ifndef DIGEST_H
#define DIGEST_H

#include <stdbool.h>
#include <stddef.h>

/* SHA-256, written as 64 lower-case hexadecimal digits. */

enum { DIGEST_ROOM = 64 + 1 };

/* The digest of len bytes. */
void digest_bytes(const void *bytes, size_t len, char hex[DIGEST_ROOM]);

/* The digest of texts (NULL-terminated), the separator between each two. */
void digest_texts(const char *const texts[], char separator,
    char hex[DIGEST_ROOM]);

/* Read a digest in either case; false if text isn't one. */
bool digest_read(const char *text, char hex[DIGEST_ROOM]);

#endif
