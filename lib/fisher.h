#ifndef FISHER_H
#define FISHER_H

#include <stdint.h>

/*
 * Of n baskets a have one product and b another.  If they had nothing to do
 * with each other, how likely would both be in that many baskets, or in more?
 * The natural logarithm of that: Fisher's exact test, one-sided.
 */
double fisher_ln_p(uint32_t both, uint32_t a, uint32_t b, uint32_t n);

#endif
