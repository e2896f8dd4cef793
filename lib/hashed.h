#ifndef HASHED_H
#define HASHED_H

#include "target.h"

/*
 * Who somebody is, as ad platforms compare it: in one spelling (NFC, lower
 * case), then the SHA-256 of its bytes.  A text that is a SHA-256 already is
 * passed on, in lower case.
 */

/* E-mail in our spelling; E.164 with its +, and without. */
form hashed_email, hashed_phone, hashed_digits;

/* A name with the punctuation it has, and without. */
form hashed_name, hashed_letters;

/* A town without digits, blanks or punctuation; a region likewise, but for its
   digits; a postal code without blanks, up to its hyphen; alpha-2 of a
   country. */
form hashed_town, hashed_region, hashed_zip, hashed_country;

#endif
