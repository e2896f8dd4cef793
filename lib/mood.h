#ifndef MOOD_H
#define MOOD_H

#include "circle.h"
#include "said.h"

/*
 * How people feel about the shop, by what they answered last, in any survey:
 * who gave a bad answer is in recovery for a time, or until it is resolved, and
 * who complains after their last answer until that is; of the others those are
 * content whose last answer is a good one.
 */
struct moods;

struct moods *moods_new(const struct common *common, struct span recovery);
void moods_free(struct moods *m);

/* Read an option's files of survey responses, and join them to the circle's
   people. */
void moods_load(struct moods *m, const struct list *paths, struct circle *c);

/* No more files, and the circle is closed: say, for the option, how they
   joined. */
void moods_close(struct moods *m, struct circle *c, const char *option);

/* The good answer of a person who is content, unless it is as old as within;
   else NULL, and *why they aren't. */
const struct said *moods_content(const struct moods *m, size_t person,
    struct span within, const char **why);

#endif
