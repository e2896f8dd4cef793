#ifndef FOLD_H
#define FOLD_H

#include <stdbool.h>

#include "pool.h"

/*
 * What people type, such as a name, a town or a coupon, in one spelling, to be
 * compared: NFC, its case folded, no blanks around it, one between words.  Kept
 * in p.
 */
const char *fold_text(struct pool *p, const char *text);

/* Are two such texts the same? */
bool fold_same(const char *a, const char *b);

#endif
