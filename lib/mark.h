#ifndef MARK_H
#define MARK_H

#include <stdbool.h>

/*
 * What marks out an order or a customer in an export, in the one spelling by
 * which exports can be joined: ids, and phones with their countries.
 */
enum { MARK_ROOM = 256, MARK_PHONE_ROOM = 32 };

/* Is it a number that a spreadsheet shortened: 5.55E+06, 5,55e6, -5E+06?
   Without a sign behind the E or a decimal mark, 5E06 may be a code. */
bool mark_is_shortened(const char *text);

/*
 * Read an id: behind the store's name and a colon, unless store is NULL or
 * the id blank.  NULL, or the reason, as for a number such as 5.55E+06.
 */
const char *mark_id(const char *text, const char *store, char into[MARK_ROOM]);

/*
 * Make the country a code if it is a known one, and the phone E.164, in into,
 * if that country or else home (a code, or NULL) allows; else they stay.
 * Is the phone E.164?
 */
bool mark_phone(const char **country, const char **phone, const char *home,
    char into[MARK_PHONE_ROOM]);

#endif
