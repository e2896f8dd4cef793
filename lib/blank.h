#ifndef BLANK_H
#define BLANK_H

#include <stdbool.h>
#include <stddef.h>

/* Would nobody see anything of the text?  It is of Unicode's blanks, controls and
   what else shows nothing, or of no bytes. */
bool blank_is(const char *text, size_t len);

#endif
