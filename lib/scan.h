#ifndef SCAN_H
#define SCAN_H

#include <stdbool.h>

enum { SCAN_WORD = 10 };

/*
 * Take what a text goes on with, and step past it.  On failure *p may have
 * moved: the text is refused, or the caller kept where it was.
 */

/* From min to max digits and no more, at most nine of them; else -1. */
int scan_digits(const char **p, int min, int max);

/* One blank, the no-break ones included; false if there is none. */
bool scan_blank(const char **p);

/* Letters, in lower case; "" if there are none, or too many for word. */
const char *scan_word(const char **p, char word[SCAN_WORD]);

#endif
