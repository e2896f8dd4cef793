#ifndef KIN_FETCH_H
#define KIN_FETCH_H

#include "kin.h"

/* For many at once: send into the cache for what stands above text i; and for what
   looking a text up wants, first the one, and when that is there, more. */
void kin_fetch(const struct kin *k, size_t i);
void kin_fetch_text(struct kin *k, char kind, const char *text, bool more);

#endif
