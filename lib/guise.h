#ifndef GUISE_H
#define GUISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "row.h"

/*
 * All by which a step may say who it is of.  The steps of a visit say the same,
 * so that their texts are looked up but once: whoever takes the steps keeps here
 * as what numbers they are known.  Only the last are kept.
 */
struct guise {
	uint32_t hash;
	uint32_t heard[4], browser;	/* see stitch.c; GUISE_UNKNOWN at first */
	uint32_t cart, sweeps;		/* see ids.c; likewise */
	uint64_t turn;
	struct row key;
};

#define GUISE_UNKNOWN UINT32_MAX

struct guises;

struct guises *guises_new(void);
void guises_free(struct guises *g);

/* What is told from here on is of another turn. */
void guises_turn(struct guises *g);

/* The guise that has this key; NULL, if another one of this turn takes its place.
   Valid for the turn. */
struct guise *guises_find(struct guises *g, const char *key, size_t len,
    uint32_t hash);

/* Have they so few places yet that what is known of them is in the cache? */
bool guises_are_few(const struct guises *g);

/* For many at once: send for it into the cache; and once that is there, what it
   most likely is, or NULL. */
void guises_fetch(const struct guises *g, uint32_t hash);
const struct guise *guises_guess(const struct guises *g, uint32_t hash);

#endif
