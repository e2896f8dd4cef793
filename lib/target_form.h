#ifndef TARGET_FORM_H
#define TARGET_FORM_H

#include "target.h"

/* Forms that platforms have in common, and what they call further columns. */

/* Alpha-2 of a country, if it is known. */
form form_country;

/* Times: an instant always, a date as its noon (Klaviyo takes it for midnight
   in UTC, which is the day before in America); or a day, in the shop's zone. */
form form_instant, form_day;

/* The same, and a birthday as MM/DD. */
form form_mailchimp;

/* A number that isn't negative, else nothing. */
form form_amount;

/* As it is; in letters, digits and, for all else, underscores, of which the
   first is no digit, in capitals; and the same in letters as they are. */
const char *rename_not(struct pool *p, const char *column);
const char *rename_capitals(struct pool *p, const char *column);
const char *rename_word(struct pool *p, const char *column);

#endif
