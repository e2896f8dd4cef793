#ifndef HABIT_H
#define HABIT_H

#include <stddef.h>
#include <stdint.h>

/*
 * How many orders of each owner, a small number, had so many units: 16 bytes
 * for the first number of units, 56 for each four more, and some 130 for one
 * beyond the 16th.
 */
struct habits;

struct habits *habits_new(void);
void habits_free(struct habits *h);

/* An order of the owner's; how many of these units there are by now. */
uint32_t habits_add(struct habits *h, size_t owner, int64_t units);

/* As dayset_fetch and dayset_fetch_more, of what habits_add will want. */
void habits_fetch(const struct habits *h, size_t owner);
void habits_fetch_more(const struct habits *h, size_t owner);

#endif
