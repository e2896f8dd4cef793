#ifndef BUCKET_H
#define BUCKET_H

#include <stdbool.h>
#include <stddef.h>

/*
 * People put in one of 10,000 buckets by a hash: always the same for a key,
 * and independent from one salt to another.
 */
enum { BUCKETS = 10000 };

/*
 * The bucket of a key: the first 8 bytes of the SHA-256 of the salt, a colon
 * and the key, as a big-endian number, modulo BUCKETS.  Any other language
 * has it in a line, and may check who was held back.
 */
unsigned bucket_of(const char *salt, const char *key);

/*
 * Is the key among the first so many hundredths of a percent, 0 to 10000?  A
 * larger share holds all that a smaller one does.
 */
bool bucket_held(const char *salt, const char *key, unsigned hundredths);

/*
 * Which of n shares the key falls into, by their weights: the first i such
 * that bucket * (all weights) < BUCKETS * (weights up to i).  n if all are 0.
 * Use another salt than bucket_held's, or they are not independent.
 */
size_t bucket_share(const char *salt, const char *key,
    const unsigned *weights, size_t n);

#endif
