#ifndef DENIAL_H
#define DENIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "opt.h"

/* Why sends weren't made: denied records, by send_id.  Of several nights' the
   first tells, as it is expired from then on. */
struct denials;

struct denial {
	const char *code, *rule, *observed, *threshold;
};

/* Read a file of them. */
struct denials *denials_read(const char *path, const struct common *common);
void denials_free(struct denials *d);

/* Why the send of that id wasn't made; NULL: they don't say. */
const struct denial *denials_find(const struct denials *d,
    const char *send_id);

/* How many customers were denied something for one of these codes
   (NULL-terminated); and how many sends were. */
size_t denials_people(const struct denials *d, const char *const codes[]);
size_t denials_count(const struct denials *d, const char *const codes[]);

#endif
