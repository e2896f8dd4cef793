#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Are the bytes UTF-8 (RFC 3629: no overlong forms, surrogates or beyond)? */
bool utf8_is_valid(const char *bytes, size_t len);

#endif
