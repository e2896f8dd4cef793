#ifndef CONTACT_H
#define CONTACT_H

#include <stdbool.h>
#include <stddef.h>

#include "country.h"

/*
 * How a person is reached, in the one spelling by which two exports can be
 * joined.  Texts are written to room bytes at into, NUL-terminated; a
 * function returns false, and writes "", when there is no such text or it
 * would not fit.
 */

/* How somebody is reached; "" where they aren't so.  customer_id is what they go
   by: where they have none, the e-mail or the phone. */
struct contact {
	const char *customer_id, *email, *phone, *push_token;
};

/*
 * Trimmed, NFC, lower case (Unicode), an international domain in A-labels
 * (UTS #46, non-transitional).  No dots or +tags are folded: the mail goes to
 * the literal address.  False where it has not the shape of one: something,
 * "@", a domain; no blanks or controls within.
 */
bool email_normalise(const char *text, char *into, size_t room);

/* Is it what email_normalise would make of it, seen at a glance?  Most are. */
bool email_is_plain(const char *text);

/*
 * E.164, "+" and 8 to 15 digits: from +, from 00, or from a national number
 * with the calling code of country (ISO 3166 alpha-2, NULL or "": unknown).
 * False where neither gives one.
 */
bool phone_normalise(const char *text, const char *country, char *into,
    size_t room);

/* Is this the address of a marketplace's relay, never to be written to? */
bool email_is_relay(const char *email);

#endif
