#ifndef AFTERMATH_H
#define AFTERMATH_H

#include "recipient.h"
#include "response.h"
#include "sink.h"

/*
 * What follows from survey responses.  Whoever gave a bad answer is in recovery
 * for a time, or until an event says that it is resolved: somebody should
 * answer them, and promotions wait.  Whoever isn't, gave a good one last, and is
 * active may be asked to refer others, and for a review unless it was one.
 */
struct aftermath;

/* within: how long a response counts. */
struct aftermath *aftermath_new(const struct common *common,
    struct span within);
void aftermath_free(struct aftermath *a);

/* Read files of customers, of whom those are active whose churn is active or
   whose is_active is yes, and of events, for those that are resolved. */
void aftermath_load_customers(struct aftermath *a, const struct list *paths);
void aftermath_load_events(struct aftermath *a, const struct list *paths);

/* Where a table of responses has what is needed of them. */
void aftermath_find(struct aftermath *a, struct source *in);

/* Add the current row's response; set aside is what nobody answered, what doesn't
   count any more, and what is of nobody. */
void aftermath_add(struct aftermath *a, struct source *in,
    const struct response *r);

/* No more responses. */
void aftermath_close(struct aftermath *a);

/* Write the triggers: recoveries first, the worst and of those the newest
   first; then what may be asked. */
void aftermath_triggers(struct aftermath *a, struct sink *out);

/* Write whom promotions should spare, as a suppression file. */
void aftermath_suppress(struct aftermath *a, const char *path);

#endif
