#ifndef METRIC_H
#define METRIC_H

#include <stdbool.h>

#include "tally.h"

/* The events that a run's logs tell of, by their ids: which of them are named. */
struct metrics;

struct metrics *metrics_new(void);
void metrics_free(struct metrics *m);

/* A row of an event of this id, and of this name, or "" if it has none; does
   the name say that it is a message?  The column is the id's. */
void metrics_take(struct metrics *m, const char *id, const char *name,
    bool is_message, const char *column, struct place at);

/* Fatal where rows without a name may be something else than messages: there
   are several events, and theirs is named nowhere, or as something else. */
void metrics_check(const struct metrics *m);

#endif
