#ifndef CART_AUDIENCE_H
#define CART_AUDIENCE_H

#include "cart.h"
#include "sink.h"

/*
 * Write who belongs into a retargeting audience, and who did and doesn't any
 * more: audience records, of what came to be at from or later.
 */
void cart_audience(const struct carts *carts, struct trail *t, int64_t from,
    struct sink *out);

#endif
