#ifndef QUANTITY_H
#define QUANTITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How many, in thousandths: some goods are sold by weight. */
enum { QUANTITY_ONE = 1000, QUANTITY_ROOM = 32 };

/* Read "2", "-1" or "0.125" into an int64_t.  See value.h for the contract. */
const char *quantity_parse(const char *text, void *into);

/* Write it without needless zeros, and return its length. */
size_t quantity_print(int64_t quantity, char text[QUANTITY_ROOM]);

/* What so many cost at a price each, to the nearest minor unit (halves away
   from zero); false if that is too large. */
bool quantity_times(int64_t quantity, int64_t price, int64_t *amount);

#endif
