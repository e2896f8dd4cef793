#ifndef STEPS_H
#define STEPS_H

#include "step.h"

/* Steps, packed, with copies of their texts, which outlive their rows. */
struct steps;

struct steps *steps_new(void);
void steps_free(struct steps *s);

void steps_add(struct steps *s, const struct step *step);
size_t steps_count(const struct steps *s);

/* Add step i of others. */
void steps_move(struct steps *s, const struct steps *from, size_t i);

/* When step i was; and all of it.  Its texts are valid until one is added. */
int64_t steps_at(const struct steps *s, size_t i);
void steps_get(const struct steps *s, size_t i, struct step *into);

/* All by which it may say who it is of, and the hash of that; see guise.h. */
const char *steps_key(const struct steps *s, size_t i, size_t *len,
    uint32_t *hash);

/* There are none of them any more. */
void steps_empty(struct steps *s);

#endif
