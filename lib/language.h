#ifndef LANGUAGE_H
#define LANGUAGE_H

#include <stdbool.h>

/*
 * Language tags (BCP 47), in lower case with hyphens: "de-at", of "de-AT" and of
 * "de_AT" alike.
 */
enum { LANGUAGE_ROOM = 36 };

/* Read one; false, and "", where it isn't one. */
bool language_read(const char *text, char into[LANGUAGE_ROOM]);

/* Make it the next wider one, as RFC 4647 looks languages up: "zh-hant-tw",
   "zh-hant", "zh", and then "", which is any; false: it was that. */
bool language_widen(char language[LANGUAGE_ROOM]);

#endif
