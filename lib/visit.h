#ifndef VISIT_H
#define VISIT_H

#include <stddef.h>
#include <stdint.h>

/*
 * The last trace of each visit, for as long as a visit may go on: half an hour
 * without a step ends it.
 */
enum { VISIT_SECONDS = 30 * 60 };

struct visits;

struct visits *visits_new(void);
void visits_free(struct visits *v);

/* The trace that was set last for this text, by its number, or UINT32_MAX: none.
   at never comes before the one before. */
uint32_t visits_find(struct visits *v, const char *text, int64_t at);
void visits_set(struct visits *v, const char *text, uint32_t trace);

/* Traces have other numbers now: moved is by the old ones, UINT32_MAX of those
   that are gone. */
void visits_move(struct visits *v, const uint32_t moved[]);

#endif
