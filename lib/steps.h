#ifndef STEPS_H
#define STEPS_H

#include "step.h"

/* Steps with copies of their texts, which outlive their rows. */
struct steps;

struct steps *steps_new(void);
void steps_free(struct steps *s);

void steps_add(struct steps *s, const struct step *step);
size_t steps_count(const struct steps *s);

/* Valid until the next is added. */
const struct step *steps_get(const struct steps *s, size_t i);

/* There are none of them any more. */
void steps_empty(struct steps *s);

#endif
