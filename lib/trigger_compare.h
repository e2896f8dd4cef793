#ifndef TRIGGER_COMPARE_H
#define TRIGGER_COMPARE_H

#include "trigger.h"

/* Which of two triggers comes first: as strcmp. */

/* By flow and id; 0: they are of one occasion. */
int trigger_compare_key(const struct trigger *a, const struct trigger *b);

/* By all that decides what is sent, so many cells asked for among it; 0: it's
   the same whichever is used. */
int trigger_compare_content(const struct trigger *a, const struct trigger *b,
    size_t cells);

/* Is a of a later instant than b; or of the same one, and then by id? */
bool trigger_is_newer(const struct trigger *a, const struct trigger *b);

#endif
