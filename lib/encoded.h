#ifndef ENCODED_H
#define ENCODED_H

#include <stdbool.h>
#include <stddef.h>

#include "row.h"

/* UTF-8 in the ASCII of mails: RFC 2047 in headers, and RFC 2045 in bodies. */

/* Can a header hold the text as it is, behind column bytes of its line? */
bool encoded_is_plain(const char *text, size_t column);

/*
 * Add the text as words of RFC 2047, in lines of at most 76 bytes of which the
 * first has column bytes already.
 */
void encoded_words(const char *text, size_t column, struct row *out);

/* Add lines, which LF ends, as quoted-printable: no line of it is longer than 76
   bytes, begins with "From " or a full stop, or ends in a blank. */
void encoded_body(const char *text, size_t len, struct row *out);

#endif
