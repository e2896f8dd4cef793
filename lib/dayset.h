#ifndef DAYSET_H
#define DAYSET_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Sets of days.  Each owner keeps the first few in a struct days of their own,
 * all zero where there is none yet.  Further ones take 64 bytes for each 448
 * days in which there are any, so a set grows with years, not with how often a
 * day is added.
 */
struct dayset;

enum { DAYS_FEW = 6 };

struct days {
	uint16_t few[DAYS_FEW];		/* the day's number, plus 1; 0: free */
	uint32_t next;			/* the first block; 0: none */
};

struct dayset *dayset_new(void);
void dayset_free(struct dayset *d);

/* Add a day (as struct day numbers it); true if the owner hadn't that one. */
bool dayset_add(struct dayset *d, struct days *own, int day);

/* What dayset_add will want beside own is on its way into the cache. */
void dayset_fetch(const struct dayset *d, const struct days *own);

/* The owner's first day that is later than *day, into it; false: none is. */
bool dayset_next(const struct dayset *d, const struct days *own, int *day);

#endif
