#ifndef CART_TELL_H
#define CART_TELL_H

#include "cart.h"
#include "notice.h"
#include "pool.h"

/* What a trigger of a cart says of it: item, value, currency, data and reason,
   kept in p.  idle is what --idle was. */
void cart_tell(const struct cart *cart, const struct trail *t,
    struct span idle, struct pool *p, struct notice *into);

#endif
