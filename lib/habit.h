#ifndef HABIT_H
#define HABIT_H

#include <stddef.h>
#include <stdint.h>

/*
 * How many orders of each owner had so many units.  An owner keeps the first
 * two numbers of units in a struct habit of their own, all zero where there is
 * none yet; each four more take 56 bytes, and one beyond the 18th some 130.
 */
struct habits;

enum { HABIT_FEW = 2 };

struct habit {
	uint32_t units[HABIT_FEW], times[HABIT_FEW];	/* times 0: free */
	uint32_t next;			/* a block; 0: none */
};

struct habits *habits_new(void);
void habits_free(struct habits *h);

/* An order of the owner, of that number, whose own it is: how many of these
   units there are by now. */
uint32_t habits_add(struct habits *h, size_t owner, struct habit *own,
    int64_t units);

/* What habits_add will want beside own is on its way into the cache. */
void habits_fetch(const struct habits *h, const struct habit *own);

#endif
