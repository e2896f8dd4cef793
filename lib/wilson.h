#ifndef WILSON_H
#define WILSON_H

#include <stddef.h>

/*
 * The interval, at 95 %, of the share that k of n show (n > 0), as fractions:
 * Wilson, Probable Inference, J. Am. Stat. Assoc. 22 (1927), 209-212.
 */
void wilson_interval(size_t k, size_t n, double *low, double *high);

#endif
