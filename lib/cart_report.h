#ifndef CART_REPORT_H
#define CART_REPORT_H

#include "cart.h"
#include "sink.h"

/* The columns of the report, NULL-terminated. */
const char *const *cart_report_columns(void);

/* Write how many carts there were, what became of them, at what rate, and what
   they were worth. */
void cart_report(const struct carts *carts, struct trail *t,
    struct sink *out);

#endif
